import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CREDENTIALS, type Harness, pattern, REGION, startS3 } from '../cloud/s3-harness.ts';
import { makePython, PYTHON } from './python.ts';

/**
 * Foreign clients against the embedded cloud: the AWS CLI and boto3, which know nothing of it, each with its own
 * implementation of signatures, chunked bodies and checksums.
 */
const DAY = 24 * 60 * 60_000;
const run = promisify(execFile);

let harness: Harness;
let folder: string;
beforeAll(async () => {
  await makePython();
  folder = mkdtempSync(join(tmpdir(), 'zhiping-cli-'));
  harness = await startS3();
}, 600_000);
afterAll(async () => {
  await harness?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const environment = (more: Record<string, string> = {}) => ({
  PATH: process.env.PATH ?? '',
  HOME: folder,
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  AWS_DEFAULT_REGION: REGION,
  AWS_ENDPOINT_URL: harness.url,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_MAX_ATTEMPTS: '1',
  PYTHONUTF8: '1',
  ...more,
});

async function aws(args: string[], more?: Record<string, string>): Promise<string> {
  const { stdout } = await run(join(PYTHON, 'bin/aws'), args, { env: environment(more), cwd: folder });
  return stdout;
}
const json = async (args: string[]) =>
  JSON.parse(await aws([...args, '--output', 'json'])) as Record<string, unknown>;
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: { stderr?: string }) => error.stderr ?? '',
  );

/** Runs a boto3 script; what it prints as JSON is the result. */
async function boto(script: string): Promise<unknown> {
  const prelude = 'import boto3, io, json, os, sys\ns3 = boto3.client("s3")\n';
  const { stdout } = await run(join(PYTHON, 'bin/python'), ['-c', prelude + script], {
    env: environment(),
    cwd: folder,
  });
  return JSON.parse(stdout);
}
const file = (name: string, bytes: Buffer) => {
  writeFileSync(join(folder, name), bytes);
  return bytes;
};
const curl = async (args: string[]) =>
  (await run('curl', ['-sS', ...args], { cwd: folder, encoding: 'buffer' })).stdout;

describe('S3: AWS CLI', () => {
  test('cp up and down: a small file, and 20 MB in parts', async () => {
    for (const [name, size] of [
      ['small.jpg', 40_000],
      ['big.bin', 20_000_003],
    ] as const) {
      const bytes = file(name, pattern(size, size));
      await aws(['s3', 'cp', '--no-progress', name, `s3://quarantine/in/${name}`]);
      await aws(['s3', 'cp', '--no-progress', `s3://quarantine/in/${name}`, `${name}.back`]);
      expect(readFileSync(join(folder, `${name}.back`)).equals(bytes)).toBe(true);
    }
    await harness.s3.idle();
    const events = harness.delivered.flatMap(({ event }) =>
      event.Records.map((r) => `${r.eventName} ${r.s3.object.key}`),
    );
    expect(events).toEqual([
      'ObjectCreated:Put in/small.jpg',
      'ObjectCreated:CompleteMultipartUpload in/big.bin',
    ]);
  });

  test('ls shows keys and sizes', async () => {
    expect(await aws(['s3', 'ls', '--recursive', 's3://quarantine/in/'])).toMatch(
      / 20000003 in\/big\.bin\n.* 40000 in\/small\.jpg\n/,
    );
  });

  test('a key with spaces, Chinese and signs goes round: cp, ls, rm', async () => {
    const bytes = file('照 片+1.jpg', pattern(100, 1));
    await aws(['s3', 'cp', '--no-progress', '照 片+1.jpg', 's3://clean/d/照 片+1&%20.jpg']);
    const list = () => aws(['s3', 'ls', '--recursive', 's3://clean/d/']);
    expect(await list()).toContain(' 100 d/照 片+1&%20.jpg');
    await aws(['s3', 'cp', '--no-progress', 's3://clean/d/照 片+1&%20.jpg', 'back.jpg']);
    expect(readFileSync(join(folder, 'back.jpg')).equals(bytes)).toBe(true);
    await aws(['s3', 'rm', '--recursive', 's3://clean/d/']);
    expect(await failure(list())).not.toContain('照');
  });

  test('s3api: put with metadata and checksum, head, range, tags, versions, delete', async () => {
    file('doc.pdf', Buffer.from('0123456789'));
    const where = ['--bucket', 'quarantine', '--key', 'doc.pdf'];
    const made = await json([
      ...['s3api', 'put-object', ...where, '--body', 'doc.pdf', '--content-type', 'application/pdf'],
      ...[
        '--metadata',
        'who=me',
        '--tagging',
        'a=1',
        '--checksum-algorithm',
        'SHA256',
        '--server-side-encryption',
        'AES256',
      ],
    ]);
    const md5 = createHash('md5').update('0123456789').digest('hex');
    const sha256 = createHash('sha256').update('0123456789').digest('base64');
    expect(made).toMatchObject({ ETag: `"${md5}"`, ChecksumSHA256: sha256, ServerSideEncryption: 'AES256' });
    expect(await json(['s3api', 'head-object', ...where, '--checksum-mode', 'ENABLED'])).toMatchObject({
      ...{ ContentLength: 10, ContentType: 'application/pdf', ETag: `"${md5}"`, VersionId: made.VersionId },
      ...{ Metadata: { who: 'me' }, ChecksumSHA256: sha256, AcceptRanges: 'bytes' },
    });
    const ranged = await json(['s3api', 'get-object', ...where, '--range', 'bytes=2-4', 'part']);
    expect(ranged).toMatchObject({ ContentRange: 'bytes 2-4/10', ContentLength: 3 });
    expect(readFileSync(join(folder, 'part'), 'utf8')).toBe('234');
    await aws(['s3api', 'put-object-tagging', ...where, '--tagging', 'TagSet=[{Key=verdict,Value=clean}]']);
    expect(await json(['s3api', 'get-object-tagging', ...where])).toMatchObject({
      TagSet: [{ Key: 'verdict', Value: 'clean' }],
    });
    await json(['s3api', 'put-object', ...where, '--body', 'doc.pdf']);
    const marker = await json(['s3api', 'delete-object', ...where]);
    expect(marker.DeleteMarker).toBe(true);
    const history = await json([
      's3api',
      'list-object-versions',
      '--bucket',
      'quarantine',
      '--prefix',
      'doc.pdf',
    ]);
    expect(history.Versions).toHaveLength(2);
    expect(history.DeleteMarkers).toHaveLength(1);
  });

  test('presign and curl: served, tampered with, expired by the clock, and made anew after the move', async () => {
    const presign = async () =>
      (await aws(['s3', 'presign', 's3://quarantine/in/small.jpg', '--expires-in', '600'])).trim();
    const url = await presign();
    expect(url).toContain('X-Amz-Signature=');
    expect((await curl([url])).equals(pattern(40_000, 40_000))).toBe(true);
    expect((await curl([url.replace('small', 'other')])).toString()).toContain(
      '<Code>SignatureDoesNotMatch</Code>',
    );
    harness.clock.moveTo(harness.clock.now() + 30 * DAY);
    // The date of a signature has whole seconds: the next one is wholly after the move.
    const second = Math.ceil(harness.clock.now() / 1000) * 1000 + 1;
    await new Promise<void>((resolve) => harness.clock.schedule(second, resolve));
    expect((await curl([url])).toString()).toContain('<Message>Request has expired</Message>');
    expect((await curl([await presign()])).length).toBe(40_000);
    expect(await aws(['s3', 'ls', '--recursive', 's3://quarantine/in/'])).toContain('small.jpg');
  });

  test('refusals come out as the CLI shows those of AWS', async () => {
    const get = ['s3api', 'get-object', '--bucket', 'clean', '--key', 'nothing', 'out'];
    expect(await failure(aws(get))).toContain('(NoSuchKey)');
    expect(await failure(aws(get, { AWS_SECRET_ACCESS_KEY: 'wrong' }))).toContain('(SignatureDoesNotMatch)');
    expect(await failure(aws(get, { AWS_ACCESS_KEY_ID: 'WHO' }))).toContain('(InvalidAccessKeyId)');
    expect(await failure(aws(['s3api', 'get-bucket-acl', '--bucket', 'clean']))).toContain(
      '(NotImplemented)',
    );
  });
});

describe('S3: boto3', () => {
  test('upload_fileobj in parts, with several threads, and download_fileobj', async () => {
    const result = await boto(`
from boto3.s3.transfer import TransferConfig
import hashlib
data = bytes((i * 7 + (i >> 8)) % 256 for i in range(17_000_001))
config = TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=5 << 20, max_concurrency=4)
s3.upload_fileobj(io.BytesIO(data), "clean", "boto/big", Config=config, ExtraArgs={"Metadata": {"n": "1"}})
back = io.BytesIO()
s3.download_fileobj("clean", "boto/big", back, Config=config)
head = s3.head_object(Bucket="clean", Key="boto/big", ChecksumMode="ENABLED")
print(json.dumps({"same": back.getvalue() == data, "etag": head["ETag"], "meta": head["Metadata"], "type": head.get("ChecksumType")}))`);
    expect(result).toEqual({
      same: true,
      etag: expect.stringMatching(/-4"$/),
      meta: { n: '1' },
      type: expect.any(String),
    });
  });

  test.each(['CRC32', 'SHA256'])('put_object with %s, from a stream and from bytes', async (algorithm) => {
    const result = await boto(`
s3.put_object(Bucket="clean", Key="boto/a", Body=io.BytesIO(b"stream" * 30000), ChecksumAlgorithm="${algorithm}")
one = s3.get_object(Bucket="clean", Key="boto/a", ChecksumMode="ENABLED")
s3.put_object(Bucket="clean", Key="boto/b", Body=b"bytes", ChecksumAlgorithm="${algorithm}")
two = s3.get_object(Bucket="clean", Key="boto/b", ChecksumMode="ENABLED")
print(json.dumps([one["Body"].read() == b"stream" * 30000, "Checksum${algorithm}" in one, two["Body"].read() == b"bytes", "Checksum${algorithm}" in two]))`);
    expect(result).toEqual([true, true, true, true]);
  });

  test('a presigned POST that curl fills in: allowed, and too large', async () => {
    const { url, fields } = (await boto(`
print(json.dumps(s3.generate_presigned_post("clean", "boto/form.jpg", Fields={"Content-Type": "image/jpeg"},
  Conditions=[{"Content-Type": "image/jpeg"}, ["content-length-range", 10, 100]], ExpiresIn=600)))`)) as {
      url: string;
      fields: Record<string, string>;
    };
    const form = Object.entries(fields).flatMap(([name, value]) => ['-F', `${name}=${value}`]);
    const send = async (size: number) => {
      file('form.jpg', pattern(size, size));
      return (await curl(['-w', '%{http_code}', ...form, '-F', 'file=@form.jpg', url])).toString();
    };
    expect(await send(100)).toBe('204');
    expect(await send(101)).toMatch(/<Code>EntityTooLarge<\/Code>.*400$/s);
    expect(await send(9)).toMatch(/<Code>EntityTooSmall<\/Code>.*400$/s);
  });

  test('pages of odd keys, deletion of many, conditional write', async () => {
    const result = await boto(`
keys = ["p/%d %s" % (i, "é+&<中>") for i in range(25)]
for key in keys: s3.put_object(Bucket="clean", Key=key, Body=key.encode())
pages = s3.get_paginator("list_objects_v2").paginate(Bucket="clean", Prefix="p/", PaginationConfig={"PageSize": 4})
seen = [item["Key"] for page in pages for item in page["Contents"]]
gone = s3.delete_objects(Bucket="clean", Delete={"Objects": [{"Key": key} for key in keys]})
left = s3.list_objects_v2(Bucket="clean", Prefix="p/")["KeyCount"]
try:
  s3.put_object(Bucket="clean", Key="boto/a", Body=b"x", IfNoneMatch="*"); code = "accepted"
except s3.exceptions.ClientError as error:
  code = error.response["Error"]["Code"]
print(json.dumps([sorted(keys) == seen, len(gone["Deleted"]), left, code]))`);
    expect(result).toEqual([true, 25, 0, 'PreconditionFailed']);
  });
});
