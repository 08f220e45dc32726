/** The package declares its types but does not point to them. */
declare module 'asl-validator' {
  export default function validate(
    definition: object,
    options?: { checkArn?: boolean; checkPaths?: boolean },
  ): { isValid: boolean; errors: { 'Error code': string; Message: string }[] };
}
