import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles every entry of functions/entries into dist/functions/<entry>/index.mjs. Native packages stay outside the
 * bundle: locally they are found in node_modules; for Lambda, `--natives` installs the arm64 Linux builds beside the
 * function, without Docker.
 */
const root = join(import.meta.dirname, '..');
const entries = join(root, 'functions/entries');
const out = join(root, 'dist/functions');
const withNatives = process.argv.includes('--natives');

/** Native packages by the entry that needs them. */
const natives: Record<string, string[]> = {
  'inspect-upload': ['sharp'],
  documents: ['sharp', '@myriaddreamin/typst-ts-node-compiler'],
};

const names = readdirSync(entries)
  .filter((f) => f.endsWith('.ts'))
  .map((f) => f.slice(0, -3));
const result = await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(names.map((n) => [`${n}/index`, join('functions/entries', `${n}.ts`)])),
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  external: ['sharp', '@myriaddreamin/typst-ts-node-compiler'],
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  metafile: true,
  logLevel: 'warning',
});

writeFileSync(join(root, 'dist/functions-meta.json'), JSON.stringify(result.metafile));
copyDocumentAssets(join(out, 'documents'));
if (withNatives)
  for (const [entry, packages] of Object.entries(natives)) installNatives(join(out, entry), packages);

/** Templates and the two font weights that documents embed, with their licence. */
function copyDocumentAssets(folder: string): void {
  if (!existsSync(folder)) return;
  const templates = join(root, 'shared/documents');
  for (const file of readdirSync(templates).filter((f) => f.endsWith('.typ')))
    cpSync(join(templates, file), join(folder, file));
  const fonts = join(root, 'node_modules/@expo-google-fonts/noto-serif-sc');
  mkdirSync(join(folder, 'fonts'), { recursive: true });
  for (const weight of ['400Regular', '700Bold']) {
    const file = `NotoSerifSC_${weight}.ttf`;
    cpSync(join(fonts, weight, file), join(folder, 'fonts', file));
  }
  const licence = readdirSync(fonts).find((f) => /^(ofl|licen[cs]e)/i.test(f));
  if (licence) cpSync(join(fonts, licence), join(folder, 'fonts', licence));
}

function installNatives(folder: string, packages: string[]): void {
  const pinned = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies as Record<
    string,
    string
  >;
  const wanted = packages.map((p) => `${p}@${pinned[p]}`);
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const npm = spawnSync(
    'npm',
    [
      'install',
      ...wanted,
      '--os=linux',
      '--cpu=arm64',
      '--libc=glibc',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-save',
    ],
    { cwd: folder, stdio: 'inherit' },
  );
  if (npm.status !== 0) throw new Error(`The native packages of ${folder} could not be installed.`);
}
