/** dynalite 4.0.0 has no types. These are the three PEG parsers that it generates; see parse.ts for what they return. */
declare module 'dynalite/db/conditionParser.js' {
  const parser: import('./ast.ts').PegParser;
  export default parser;
}
declare module 'dynalite/db/updateParser.js' {
  const parser: import('./ast.ts').PegParser;
  export default parser;
}
declare module 'dynalite/db/projectionParser.js' {
  const parser: import('./ast.ts').PegParser;
  export default parser;
}
