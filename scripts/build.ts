import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { holdBuildLock } from '../local/build-lock.ts';

/** Everything that a deployment carries: function bundles and pages. `--natives` adds the packages that Lambda runs natively. */
const root = join(import.meta.dirname, '..');
holdBuildLock(join(root, 'dist'), (line) => console.error(line));
const natives = process.argv.includes('--natives') ? ['--natives'] : [];
for (const [script = '', ...args] of [['scripts/bundle.ts', ...natives], ['scripts/build-web.ts']]) {
  const { status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, script), ...args],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) process.exit(status ?? 1);
}
