/** The six pages of a declaration, in the order of the source document (R20 R24 R29 R40 R57). */
export const declarationSteps = [
  'PHOTO',
  'COMMITMENT',
  'DATA',
  'ACHIEVEMENTS',
  'ATTACHMENTS',
  'PREVIEW',
] as const;
export type DeclarationStep = (typeof declarationSteps)[number];

/** The rules that each page goes by: quoted beside it, and named by the route that saves it. */
export const stepRules = {
  PHOTO: ['R13', 'R14', 'R15', 'R16', 'R17', 'R18', 'R19'],
  COMMITMENT: ['R21', 'R22', 'R23', 'C10'],
  DATA: ['R25', 'R26', 'R27', 'R30', 'R31', 'R32', 'R33', 'R34', 'R35', 'R36', 'R49', 'R50'],
  ACHIEVEMENTS: ['R37', 'R38', 'R39', 'R6'],
  ATTACHMENTS: ['R41', 'R57'],
  PREVIEW: ['R58', 'C10'],
} as const satisfies Record<DeclarationStep, readonly string[]>;
