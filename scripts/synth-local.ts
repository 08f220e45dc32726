import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** Synthesizes the local stage into dist/cloud, which the embedded cloud runs. The same app as `cdk synth`, without its CLI. */
const out = join(import.meta.dirname, '../dist/cloud');
rmSync(out, { recursive: true, force: true });
process.env.CDK_OUTDIR = out;
delete process.env.ZHIPING_CONFIG;
await import('../infra/app.ts');
