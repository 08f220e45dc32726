import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Line, line, node, percentile, root } from './measure.ts';

const MIB = 1024 * 1024;

/** Sizes and import times of the bundles in dist/functions, as scripts/bundle.ts wrote them. */
export function benchPackage(): Line[] {
  const functions = join(root, 'dist/functions');
  const apis = readdirSync(functions).filter((name) => name.startsWith('api-'));
  const lines = apis.flatMap((name) => {
    const bundle = join(functions, name, 'index.mjs');
    return [
      line({
        bench: `package: ${name}, minified`,
        value: statSync(bundle).size / 1024,
        unit: 'KiB',
        budget: 400,
      }),
      line({ bench: `package: ${name}, import`, value: importTime(bundle), unit: 'ms', budget: 80 }),
    ];
  });
  return [...lines, photoFunction(join(functions, 'inspect-upload'))];
}

/** p50 of importing a bundle in a process of its own, without what starting the process takes. */
function importTime(bundle: string): number {
  const script = `const t=performance.now();await import(${JSON.stringify(pathToFileURL(bundle).href)});console.log(performance.now()-t);process.exit(0)`;
  const env = { ...process.env, TABLE_NAME: 'bench', AWS_REGION: 'cn-north-1' };
  const times = Array.from({ length: 5 }, () =>
    Number(
      spawnSync(node, ['--input-type=module', '-e', script], { env, encoding: 'utf8' }).stdout.trim() ||
        Number.NaN,
    ),
  );
  return percentile(times, 0.5);
}

/** The bundle and the native packages beside it; before `bundle --natives`, those of this machine. */
function photoFunction(folder: string): Line {
  const modules = existsSync(join(folder, 'node_modules'))
    ? [join(folder, 'node_modules')]
    : ['sharp', '@img', 'detect-libc', 'semver'].map((name) => join(root, 'node_modules', name));
  const bytes = statSync(join(folder, 'index.mjs')).size + modules.reduce((sum, m) => sum + sizeOf(m), 0);
  return line({ bench: 'package: photo function, unpacked', value: bytes / MIB, unit: 'MiB', budget: 25 });
}

function sizeOf(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
