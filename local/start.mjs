import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm start` on any machine with Node 20 or newer: installs what is missing, then hands over to the pinned Node 24
 * that came with the installation. Plain JavaScript, because the host's Node runs it.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const node = join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const script = process.argv[2] ?? 'local/main.ts';

if (!installed()) {
  console.log(
    '正在安装依赖（首次运行需要几分钟）… Installing what is missing; the first time takes minutes.',
  );
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('依赖安装失败。The dependencies could not be installed.');
    process.exit(1);
  }
}

const child = spawn(
  node,
  ['--disable-warning=ExperimentalWarning', join(root, script), ...process.argv.slice(3)],
  { cwd: root, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

/** npm writes this file last; older than the lock file means the lock has changed since. */
function installed() {
  const marker = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(marker) || !existsSync(node)) return false;
  if (statSync(marker).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return true;
  const packages = (file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages).filter(
      ([name, p]) => name && !p.optional,
    );
  const have = new Map(packages(marker));
  return packages(join(root, 'package-lock.json')).every(
    ([name, p]) => have.get(name)?.version === p.version,
  );
}
