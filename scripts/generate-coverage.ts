import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { coverageSource } from './font-coverage.ts';

/** Writes `shared/rules/base/coverage.ts` from the fonts that print: `node scripts/generate-coverage.ts`. */
const path = fileURLToPath(new URL('../shared/rules/base/coverage.ts', import.meta.url));
writeFileSync(path, await coverageSource());
console.log(`Wrote ${path}`);
