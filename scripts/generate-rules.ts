import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { builtInPlans } from '../shared/plans/index.ts';
import { rulesMarkdown } from '../shared/rules/catalogue/codes.ts';

/** Writes `docs/rules.md` from the rule catalogue: `node scripts/generate-rules.ts`. */
const path = fileURLToPath(new URL('../docs/rules.md', import.meta.url));
writeFileSync(path, rulesMarkdown(builtInPlans));
console.log(`Wrote ${path}`);
