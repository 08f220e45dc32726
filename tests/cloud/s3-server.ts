import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMovableClock } from '../../local/cloud/clock/clock.ts';
import { createS3 } from '../../local/cloud/s3/index.ts';
import { BUCKETS, CREDENTIALS, REGION } from './s3-harness.ts';

/**
 * A store in a process of its own, to be killed. `s3-server.ts <dir> <log>`: notes every delivery in <log>
 * before it acknowledges it, and prints its port.
 */
const [, , dir, log] = process.argv;
if (!dir || !log) throw new Error('usage: s3-server.ts <dir> <log>');
const s3 = createS3({
  ...{ dir, clock: createMovableClock(), region: REGION, credentials: [CREDENTIALS] },
  deliver: async (_target, event) => {
    const object = event.Records[0]?.s3.object;
    appendFileSync(log, `${object?.key} ${object?.versionId}\n`);
  },
});
for (const bucket of BUCKETS) s3.ensureBucket(bucket);
const server = createServer((req, res) => void s3.handle(req, res));
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
