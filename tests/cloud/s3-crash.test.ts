import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CREDENTIALS, type Harness, pattern, REGION, startS3 } from './s3-harness.ts';

const Bucket = 'quarantine';
let dir: string;
let log: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'zhiping-s3-'));
  dir = join(root, 'data');
  log = join(root, 'delivered.log');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(join(dir, '..'), { recursive: true, force: true });
});

async function spawnStore(): Promise<{ child: ChildProcess; client: S3Client; kill(): Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 's3-server.ts'), dir, log], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [port] = (await once(child.stdout!, 'data')) as [Buffer];
  const client = new S3Client({
    ...{ endpoint: `http://127.0.0.1:${port.toString().trim()}`, region: REGION, credentials: CREDENTIALS },
    ...{ forcePathStyle: true, maxAttempts: 1, requestChecksumCalculation: 'WHEN_REQUIRED' },
  });
  const kill = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return { child, client, kill };
}
const reopen = (): Promise<Harness> => startS3({ dir });
const bytesOf = async (client: S3Client, Key: string) => {
  const got = await client.send(new GetObjectCommand({ Bucket, Key }));
  return { n: Number(got.Metadata?.n), bytes: Buffer.from(await got.Body!.transformToByteArray()) };
};
const temporary = () => readdirSync(join(dir, 'tmp'));

describe('kill -9', () => {
  test('in the middle of an upload leaves the old object and no rubbish', async () => {
    const store = await spawnStore();
    const old = pattern(100_000, 1);
    await store.client.send(
      new PutObjectCommand({ Bucket, Key: 'in/photo', Body: old, Metadata: { n: '1' } }),
    );
    const url = await getSignedUrl(store.client, new PutObjectCommand({ Bucket, Key: 'in/photo' }));
    const upload = httpRequest(url, { method: 'PUT', headers: { 'content-length': 2_000_000 } });
    upload.on('error', () => {});
    upload.write(pattern(1_000_000, 2));
    await expect
      .poll(() => temporary().map((name) => statSync(join(dir, 'tmp', name)).size))
      .toEqual([1_000_000]);
    await store.kill();
    const again = await reopen();
    expect((await bytesOf(again.client, 'in/photo')).bytes.equals(old)).toBe(true);
    expect(temporary()).toEqual([]);
    await again.close();
  });

  test('at any moment of many uploads: every object is whole, nothing acknowledged is lost, every event comes', async () => {
    const keys = ['in/a', 'in/b', 'in/c', 'in/d'];
    const acknowledged = new Map(keys.map((key) => [key, 0]));
    const tried = new Map(keys.map((key) => [key, 0]));
    const versions: string[] = [];
    const body = (n: number) => pattern(20_000 + ((n * 7919) % 60_000), n + 1);
    for (let round = 0; round < 6; round++) {
      const store = await spawnStore();
      let dead = false;
      const write = async (Key: string) => {
        while (!dead) {
          const n = tried.get(Key)! + 1;
          tried.set(Key, n);
          const command = new PutObjectCommand({ Bucket, Key, Body: body(n), Metadata: { n: String(n) } });
          const made = await store.client.send(command).catch(() => undefined);
          if (!made) return;
          acknowledged.set(Key, n);
          versions.push(`${Key} ${made.VersionId}`);
          // Each round dies after another number of answers, at whatever line the others have come to.
          if (versions.length % 31 === 5 * round) {
            dead = true;
            await store.kill();
          }
        }
      };
      await Promise.all(keys.map(write));
      if (!dead) await store.kill();
      const again = await reopen();
      for (const key of keys) {
        const { n, bytes } = await bytesOf(again.client, key);
        expect(n).toBeGreaterThanOrEqual(acknowledged.get(key)!);
        expect(n).toBeLessThanOrEqual(tried.get(key)!);
        expect(bytes.equals(body(n))).toBe(true);
      }
      await again.s3.idle();
      for (const { event } of again.delivered) {
        const { key, versionId } = event.Records[0]!.s3.object;
        writeFileSync(log, `${key} ${versionId}\n`, { flag: 'a' });
      }
      expect(temporary()).toEqual([]);
      await again.close();
    }
    const told = new Set(readFileSync(log, 'utf8').trim().split('\n'));
    expect(versions.filter((version) => !told.has(version))).toEqual([]);
    expect(versions.length).toBeGreaterThan(30);
  });

  test('between the commit and the renaming: the next start puts the file in its place', async () => {
    const first = await reopen();
    const body = pattern(5000, 3);
    await first.client.send(new PutObjectCommand({ Bucket, Key: 'in/x', Body: body, Metadata: { n: '1' } }));
    await first.close();
    const [folder] = readdirSync(join(dir, 'objects'));
    const [name] = readdirSync(join(dir, 'objects', folder!));
    renameSync(join(dir, 'objects', folder!, name!), join(dir, 'tmp', name!));
    writeFileSync(join(dir, 'tmp', `${'0'.repeat(64)}-stray`), 'half an upload');
    const second = await reopen();
    expect((await bytesOf(second.client, 'in/x')).bytes.equals(body)).toBe(true);
    expect(temporary()).toEqual([]);
    expect(existsSync(join(dir, 'objects', folder!, name!))).toBe(true);
    await second.close();
  });
});

test('a replaced object leaves no file behind, yet a reader that had begun reads all its parts to the end', async () => {
  const store = await reopen();
  const files = () =>
    readdirSync(join(dir, 'objects'), { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
      .length;
  const where = { Bucket: 'clean', Key: 'k' };
  const put = (Body: Buffer) => store.client.send(new PutObjectCommand({ ...where, Body }));
  const parts = [pattern(8_000_000, 1), pattern(8_000_000, 2)];
  const { UploadId } = await store.client.send(new CreateMultipartUploadCommand(where));
  const Parts: CompletedPart[] = [];
  for (const [index, Body] of parts.entries()) {
    const numbered = { ...where, UploadId, PartNumber: index + 1, Body };
    const { ETag } = await store.client.send(new UploadPartCommand(numbered));
    Parts.push({ PartNumber: index + 1, ETag });
  }
  await store.client.send(
    new CompleteMultipartUploadCommand({ ...where, UploadId, MultipartUpload: { Parts } }),
  );
  const reading = await store.client.send(new GetObjectCommand(where));
  await put(pattern(100, 2));
  expect(Buffer.from(await reading.Body!.transformToByteArray()).equals(Buffer.concat(parts))).toBe(true);
  // The files go with the first write after their last reader was done.
  await expect.poll(async () => put(pattern(100, 3)).then(files)).toBe(1);
  await store.close();
});

test('a folder of another version is refused in one sentence', async () => {
  await (await reopen()).close();
  const db = new DatabaseSync(join(dir, 'catalog.sqlite'));
  db.exec('PRAGMA user_version = 99');
  db.close();
  await expect(reopen()).rejects.toThrow(/schema version 99; this program knows version 1/);
});
