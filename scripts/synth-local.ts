import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { holdBuildLock } from '../local/build-lock.ts';

/**
 * Synthesizes the local stage into dist/cloud, which the embedded cloud runs. The same app as `cdk synth`, without its CLI.
 * A stack that is running goes on: its functions lie in folders named by their content, and those of the synthesis before
 * stay; all else is put in place by renaming, the manifest last.
 */
const dist = join(import.meta.dirname, '../dist');
const out = join(dist, 'cloud');
const fresh = join(dist, 'cloud.new');
holdBuildLock(dist, (line) => console.error(line));
rmSync(fresh, { recursive: true, force: true });
process.env.CDK_OUTDIR = fresh;
delete process.env.ZHIPING_CONFIG;
// The app writes its assembly when the process is about to end.
process.once('exit', () => {
  if (process.exitCode) return;
  if (!existsSync(out)) return renameSync(fresh, out);
  const before = assetsOf(out);
  const made = new Set(readdirSync(fresh));
  for (const name of readdirSync(out))
    if (name.startsWith('asset.') && !made.has(name) && !before.has(name))
      rmSync(join(out, name), { recursive: true, force: true });
  const last = (name: string) => (name === 'manifest.json' ? 1 : 0);
  for (const name of [...made].sort((a, b) => last(a) - last(b))) {
    if (name.startsWith('asset.') && existsSync(join(out, name))) continue;
    cpSync(join(fresh, name), join(out, `${name}.part`), { recursive: true });
    renameSync(join(out, `${name}.part`), join(out, name));
  }
  rmSync(fresh, { recursive: true, force: true });
});
await import('../infra/app.ts');

/** The asset folders that an assembly's templates name. */
function assetsOf(folder: string): Set<string> {
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.assets.json'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  return new Set(texts.flatMap((text) => text.match(/asset\.[0-9a-f]{64}/g) ?? []));
}
