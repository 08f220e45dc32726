import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { holdBuildLock } from '../local/build-lock.ts';
import { documentAssetFiles } from '../shared/contracts/documents.ts';
import { installNatives, natives } from './natives.ts';

/**
 * Bundles every entry of functions/entries into dist/functions/<entry>/index.mjs. Native packages stay outside the
 * bundle: locally they are found in node_modules; for Lambda, `--natives` installs the Linux builds of the
 * function's architecture beside it, without Docker.
 */
const root = join(import.meta.dirname, '..');
const entries = join(root, 'functions/entries');
const out = join(root, 'dist/functions');
const withNatives = process.argv.includes('--natives');
holdBuildLock(join(root, 'dist'), (line) => console.error(line));

/**
 * Functions find their credentials in the environment, on Lambda and locally alike: the SDK's chain of profiles, SSO
 * and metadata services would only be weight to load at every cold start.
 */
const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: 'environment',
      namespace: 'credentials',
    }));
    onLoad({ filter: /.*/, namespace: 'credentials' }, () => ({
      contents:
        "import { fromEnv } from '@aws-sdk/credential-provider-env'; export const defaultProvider = () => fromEnv();",
      resolveDir: join(root, 'node_modules/@aws-sdk/credential-provider-node'),
    }));
  },
};

/**
 * An API's entry loads every file of its folder by name. Bundled, the folder is imported as it is: a pattern left to the
 * bundler would wrap each module and keep everything that the modules behind it export.
 */
const handlersOfFolder: Plugin = {
  name: 'handlers-of-folder',
  setup({ onLoad }) {
    onLoad({ filter: /functions[\\/]entries[\\/](api-[a-z]+|documents)\.ts$/ }, ({ path }) => {
      const imports: string[] = [];
      const pattern = /\(id\) => import\(`(\.\.\/api\/[a-z]+\/)\$\{id\}\.ts`\)/;
      const contents = readFileSync(path, 'utf8').replace(pattern, (_, folder: string) => {
        const files = readdirSync(join(entries, folder));
        imports.push(...files.map((file, i) => `import * as h${i} from '${folder}${file}';`));
        const modules = files.map((file, i) => `'${file.slice(0, -3)}': h${i}`);
        return `(id) => Promise.resolve({ ${modules.join(', ')} }[id])`;
      });
      if (imports.length === 0) throw new Error(`${path} loads no folder of handlers.`);
      return { contents: `${imports.join('\n')}\n${contents}`, loader: 'ts' };
    });
  },
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
  charset: 'utf8',
  plugins: [environmentCredentials, handlersOfFolder],
  sourcemap: 'linked',
  sourcesContent: false,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  external: [...new Set(Object.values(natives).flatMap((n) => n.packages))],
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  metafile: true,
  logLevel: 'warning',
});

writeFileSync(join(root, 'dist/functions-meta.json'), JSON.stringify(result.metafile));
copyDocumentAssets(join(out, 'documents'));
if (withNatives)
  for (const [entry, target] of Object.entries(natives)) installNatives(root, join(out, entry), target);

/** Templates and the fonts that documents embed, with their licences; paths stay as the packages have them. */
function copyDocumentAssets(folder: string): void {
  if (!existsSync(folder)) return;
  const { fonts, ownFonts, templates } = documentAssetFiles;
  rmSync(join(folder, 'fonts'), { recursive: true, force: true });
  for (const file of [...templates.files, ...Object.values(ownFonts)])
    cpSync(join(root, templates.folder, file), join(folder, file));
  for (const file of [...fonts.families.flat(), ...fonts.licences])
    cpSync(join(root, 'node_modules', fonts.scope, file), join(folder, 'fonts', file));
}
