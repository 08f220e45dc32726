import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm test` on any machine with Node 20 or newer: installs what is missing (packages; on Debian as root also the
 * browser, a Chinese font and the PDF tools), then runs all tests on the pinned Node 24.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
const have = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

if (!existsSync(join(root, 'node_modules/.package-lock.json'))) {
  if (run('npm', ['install', '--no-save', '--no-audit', '--no-fund']).status !== 0) process.exit(1);
}
rmSync(join(root, 'node_modules/.vite'), { recursive: true, force: true });

const tools = [
  ['chromium', 'chromium'],
  ['pdftotext', 'poppler-utils'],
  ['identify', 'imagemagick'],
  ['java', 'default-jre-headless'],
  ['python3', 'python3-venv'],
];
const missing = tools.filter(([program]) => !have(program)).map(([, name]) => name);
const font = spawnSync('sh', ['-c', 'fc-list :lang=zh | head -1'], { encoding: 'utf8' }).stdout?.trim();
if (!font) missing.push('fonts-noto-cjk');
if (missing.length > 0) {
  const canInstall = have('apt-get') && process.getuid?.() === 0;
  if (!canInstall) {
    console.error(
      `缺少 ${missing.join('、')}：请先安装。Missing: ${missing.join(', ')}; please install them first.`,
    );
    process.exit(1);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env });
  if (
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    }).status !== 0
  )
    process.exit(1);
}

const node = join(root, 'node_modules/.bin/node');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const results = join(root, '.cache/test-results.json');
rmSync(results, { force: true });
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
const { status } = run(node, [
  '--disable-warning=ExperimentalWarning',
  vitest,
  'run',
  ...reporters,
  ...process.argv.slice(2),
]);
if (existsSync(results)) {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(results, 'utf8'));
  console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
}
process.exit(status ?? 1);
