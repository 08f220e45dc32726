import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** `npm run check`: types, lint and format, architecture, unused code, machine lint. All of them, whatever fails. */
const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);
const checks: [name: string, command: string, ...args: string[]][] = [
  ['types', bin('tsc'), '--noEmit', '-p', '.'],
  ['lint and format', bin('biome'), 'ci', '--error-on-warnings', '.'],
  ['unused code', bin('knip')],
  [
    'code that only tests use',
    bin('knip'),
    '--config',
    'knip.product.json',
    '--include',
    'files,exports,types',
  ],
  ['plans', process.execPath, 'scripts/lint-plans.ts'],
  ['review machine', process.execPath, 'scripts/lint-machine.ts'],
  [
    'architecture and generated files',
    bin('vitest'),
    'run',
    '--project',
    'fast',
    'tests/architecture.test.ts',
    'tests/citations.test.ts',
    'tests/machine/definition.test.ts',
    'tests/unit/rules/catalogue/catalogue.test.ts',
    'tests/unit/rules/base/printable.test.ts',
  ],
];

let failed = 0;
for (const [name, command, ...args] of checks) {
  console.log(`\n── ${name}`);
  if (spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status !== 0) failed++;
}
console.log(failed === 0 ? '\ncheck: clean' : `\ncheck: ${failed} of ${checks.length} failed`);
process.exit(failed === 0 ? 0 : 1);
