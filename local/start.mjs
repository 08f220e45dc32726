import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm start` on any machine with Node 20 or newer: installs what is missing, then hands over to the pinned Node 24
 * that came with the installation. Plain JavaScript, because the host's Node runs it.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const node = join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const given = process.argv.slice(2);
const script = given[0] && !given[0].startsWith('-') ? given.shift() : 'local/main.ts';

// Not `npm ci`: it insists on optional packages of other platforms, which not every registry carries. The lock file is
// followed all the same, and left as it is.
if (!installed()) {
  console.log(
    '正在安装依赖（首次运行需要几分钟）… Installing what is missing; the first time takes minutes.',
  );
  const npm = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('依赖安装失败。The dependencies could not be installed.');
    process.exit(1);
  }
}

const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, script), ...given], {
  cwd: root,
  stdio: 'inherit',
  // glibc keeps an arena a thread and gives none of it back: with two, what ended functions had is free again.
  env: { MALLOC_ARENA_MAX: '2', ...process.env },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

/** Whether every package that package.json names is there in its very version; npm writes the marker file last. */
function installed() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json')) || !existsSync(node)) return false;
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const { dependencies, devDependencies } = read('package.json');
  return Object.entries({ ...dependencies, ...devDependencies }).every(([name, version]) => {
    const file = `node_modules/${name}/package.json`;
    return existsSync(join(root, file)) && read(file).version === version;
  });
}
