import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, pattern, refusal, startS3 } from './s3-harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startS3();
});
afterAll(() => harness.close());

const Bucket = 'clean';
const Versioned = 'quarantine';
const read = async (Key: string, more: object = {}) => {
  const got = await harness.client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...got, bytes: Buffer.from(await got.Body!.transformToByteArray()) };
};
const put = (Key: string, Body: string | Buffer, more: object = {}) =>
  harness.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

describe('round trips', () => {
  test('bytes, type, metadata, ETag and encryption word come back as they went in', async () => {
    const body = pattern(300_001);
    const made = await put('photos/照片 1+2.jpg', body, {
      ContentType: 'image/jpeg',
      Metadata: { sha: 'abc', 'Upload-Id': '7' },
      CacheControl: 'no-store',
      ContentDisposition: 'attachment',
      ServerSideEncryption: 'AES256',
    });
    const md5 = createHash('md5').update(body).digest('hex');
    expect(made).toMatchObject({ ETag: `"${md5}"`, ServerSideEncryption: 'AES256' });
    const got = await read('photos/照片 1+2.jpg');
    expect(got.bytes.equals(body)).toBe(true);
    expect(got).toMatchObject({
      ...{ ContentType: 'image/jpeg', CacheControl: 'no-store', ContentDisposition: 'attachment' },
      ...{ ETag: `"${md5}"`, ContentLength: 300_001, ServerSideEncryption: 'AES256' },
      Metadata: { sha: 'abc', 'upload-id': '7' },
    });
    const head = await harness.client.send(new HeadObjectCommand({ Bucket, Key: 'photos/照片 1+2.jpg' }));
    expect(head).toMatchObject({ ContentLength: 300_001, ETag: `"${md5}"`, Metadata: { sha: 'abc' } });
  });

  test('an empty object, and one without a type', async () => {
    await put('empty', '');
    const got = await read('empty');
    expect(got.bytes.length).toBe(0);
    expect(got.ContentType).toBe('application/octet-stream');
  });

  test('a stream goes up aws-chunked with a trailing checksum, and nothing of the framing is stored', async () => {
    const body = pattern(1_500_000, 3);
    const parts = Array.from({ length: 15 }, (_, i) => body.subarray(i * 100_000, (i + 1) * 100_000));
    await harness.client.send(
      new PutObjectCommand({
        Bucket,
        Key: 'stream',
        Body: Readable.from(parts),
        ContentLength: body.length,
        ContentEncoding: 'identity',
      }),
    );
    const got = await read('stream', { ChecksumMode: 'ENABLED' });
    expect(got.bytes.equals(body)).toBe(true);
    expect(got.ContentEncoding).toBe('identity');
    expect(got.ChecksumCRC32).toMatch(/^[\w+/]{6}==$/);
  });

  test('a key is only a name: dots, slashes and odd characters never leave the folder', async () => {
    for (const key of ['../../etc/passwd', 'a//b', './x', 'é&<>"\'*?#%41', '…/..']) {
      await put(key, `body of ${key}`);
      expect((await read(key)).bytes.toString()).toBe(`body of ${key}`);
    }
  });

  test('property: whatever key and bytes are put are listed and read back', async () => {
    const key = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .filter((k) => !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(k));
    await fc.assert(
      fc.asyncProperty(key, fc.uint8Array({ maxLength: 2000 }), async (name, bytes) => {
        const Key = `prop/${name}`;
        await put(Key, Buffer.from(bytes));
        expect((await read(Key)).bytes.equals(Buffer.from(bytes))).toBe(true);
        const listed = await harness.client.send(
          new ListObjectsV2Command({ Bucket, Prefix: Key, EncodingType: 'url' }),
        );
        expect(listed.Contents?.map((c) => decodeURIComponent(c.Key!))).toContain(Key);
      }),
      { numRuns: 40 },
    );
  });
});

describe('reading', () => {
  const body = pattern(1000, 9);
  beforeAll(() => put('r', body, { ContentType: 'image/jpeg' }));

  test.each([
    ['bytes=0-0', 0, 0],
    ['bytes=10-19', 10, 19],
    ['bytes=990-', 990, 999],
    ['bytes=-5', 995, 999],
    ['bytes=900-5000', 900, 999],
  ])('range %s', async (Range, start, end) => {
    const got = await read('r', { Range });
    expect(got.bytes.equals(body.subarray(start, end + 1))).toBe(true);
    expect(got.ContentRange).toBe(`bytes ${start}-${end}/1000`);
    expect(got.$metadata.httpStatusCode).toBe(206);
  });

  test('a range outside the object is 416, a senseless one is passed over', async () => {
    expect(await refusal(read('r', { Range: 'bytes=1000-' }))).toMatchObject({
      code: 'InvalidRange',
      status: 416,
    });
    expect((await read('r', { Range: 'bytes=9-2' })).bytes.length).toBe(1000);
  });

  test('If-Match, If-None-Match and dates', async () => {
    const { ETag, LastModified } = await read('r');
    expect((await read('r', { IfMatch: ETag })).bytes.length).toBe(1000);
    expect(await refusal(read('r', { IfMatch: '"no"' }))).toMatchObject({
      code: 'PreconditionFailed',
      status: 412,
    });
    expect((await refusal(read('r', { IfNoneMatch: ETag }))).status).toBe(304);
    expect((await read('r', { IfNoneMatch: '"no"' })).bytes.length).toBe(1000);
    expect((await refusal(read('r', { IfModifiedSince: LastModified }))).status).toBe(304);
    expect((await refusal(read('r', { IfUnmodifiedSince: new Date(0) }))).status).toBe(412);
  });

  test('response-* overrides, a Chinese file name included', async () => {
    const got = await read('r', {
      ResponseContentType: 'application/pdf',
      ResponseContentDisposition: "attachment; filename*=UTF-8''%E7%85%A7.jpg",
    });
    expect(got).toMatchObject({
      ContentType: 'application/pdf',
      ContentDisposition: "attachment; filename*=UTF-8''%E7%85%A7.jpg",
    });
  });

  test('what is not there is NoSuchKey, NoSuchBucket, 404', async () => {
    expect(await refusal(read('nothing'))).toMatchObject({ code: 'NoSuchKey', status: 404 });
    expect(await refusal(read('r', { Bucket: 'nowhere' }))).toMatchObject({
      code: 'NoSuchBucket',
      status: 404,
    });
    const head = harness.client.send(new HeadObjectCommand({ Bucket, Key: 'nothing' }));
    expect(await refusal(head)).toMatchObject({ code: 'NotFound', status: 404 });
  });
});

describe('checksums', () => {
  test.each(['CRC32', 'SHA256'] as const)(
    '%s is computed by the SDK, verified and told back',
    async (ChecksumAlgorithm) => {
      const made = await put('sum', pattern(70_001, 4), { ChecksumAlgorithm });
      const value = made[`Checksum${ChecksumAlgorithm}`];
      expect(value).toBeTruthy();
      const got = await read('sum', { ChecksumMode: 'ENABLED' });
      expect(got[`Checksum${ChecksumAlgorithm}`]).toBe(value);
    },
  );

  test('check value of the CRC catalogue for "123456789"', async () => {
    const value = Buffer.from('cbf43926', 'hex').toString('base64');
    await put('crc', '123456789', { ChecksumCRC32: value });
    expect((await read('crc')).bytes.toString()).toBe('123456789');
  });

  test.each([
    ['ChecksumCRC32', 'AAAAAA=='],
    ['ChecksumSHA256', Buffer.alloc(32).toString('base64')],
    ['ContentMD5', Buffer.alloc(16).toString('base64')],
  ])('a wrong %s is BadDigest and leaves the old object', async (name, value) => {
    await put('guarded', 'old');
    expect(await refusal(put('guarded', 'new', { [name]: value }))).toMatchObject({
      code: 'BadDigest',
      status: 400,
    });
    expect((await read('guarded')).bytes.toString()).toBe('old');
  });

  test('values that are no digest are refused as such', async () => {
    expect(await refusal(put('x', 'y', { ContentMD5: 'nonsense' }))).toMatchObject({ code: 'InvalidDigest' });
    expect(await refusal(put('x', 'y', { ChecksumSHA256: 'AAAA' }))).toMatchObject({
      code: 'InvalidRequest',
    });
  });
});

describe('conditional writes', () => {
  test('If-None-Match: * lets exactly one of many writers through', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => put('once', `writer ${i}`, { IfNoneMatch: '*' })),
    );
    const won = tries.findIndex((outcome) => outcome.status === 'fulfilled');
    expect(tries.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect((await read('once')).bytes.toString()).toBe(`writer ${won}`);
    expect(await refusal(put('once', 'late', { IfNoneMatch: '*' }))).toMatchObject({
      code: 'PreconditionFailed',
      status: 412,
    });
  });

  test('If-Match writes over the version that was read, and no other', async () => {
    const { ETag } = await put('edit', 'one');
    await put('edit', 'two', { IfMatch: ETag });
    expect((await refusal(put('edit', 'three', { IfMatch: ETag }))).status).toBe(412);
    expect((await read('edit')).bytes.toString()).toBe('two');
  });
});

describe('versions and deletions', () => {
  const send = harnessSend();
  function harnessSend() {
    return {
      put: (Key: string, Body: string) =>
        harness.client.send(new PutObjectCommand({ Bucket: Versioned, Key, Body })),
      text: async (Key: string, VersionId?: string) =>
        (
          await harness.client.send(new GetObjectCommand({ Bucket: Versioned, Key, VersionId }))
        ).Body!.transformToString(),
    };
  }

  test('each put is a version; a delete hides, a delete of the marker brings back', async () => {
    const one = await send.put('v/doc', 'one');
    const two = await send.put('v/doc', 'two');
    expect(one.VersionId).not.toBe(two.VersionId);
    expect(await send.text('v/doc')).toBe('two');
    expect(await send.text('v/doc', one.VersionId)).toBe('one');
    const gone = await harness.client.send(new DeleteObjectCommand({ Bucket: Versioned, Key: 'v/doc' }));
    expect(gone.DeleteMarker).toBe(true);
    expect(await refusal(send.text('v/doc'))).toMatchObject({ code: 'NoSuchKey' });
    expect((await refusal(send.text('v/doc', gone.VersionId))).status).toBe(405);
    const history = await harness.client.send(
      new ListObjectVersionsCommand({ Bucket: Versioned, Prefix: 'v/doc' }),
    );
    expect(history.Versions?.map((v) => v.VersionId)).toEqual([two.VersionId, one.VersionId]);
    expect(history.DeleteMarkers).toMatchObject([{ VersionId: gone.VersionId, IsLatest: true }]);
    await harness.client.send(
      new DeleteObjectCommand({ Bucket: Versioned, Key: 'v/doc', VersionId: gone.VersionId }),
    );
    expect(await send.text('v/doc')).toBe('two');
    await harness.client.send(
      new DeleteObjectCommand({ Bucket: Versioned, Key: 'v/doc', VersionId: two.VersionId }),
    );
    expect(await send.text('v/doc')).toBe('one');
    expect(await refusal(send.text('v/doc', two.VersionId))).toMatchObject({
      code: 'NoSuchVersion',
      status: 404,
    });
  });

  test('DeleteObjects, plain and quiet, one of them not there', async () => {
    await put('d/1', '1');
    await put('d/2', '2');
    const Objects = [{ Key: 'd/1' }, { Key: 'd/nothing' }];
    const told = await harness.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(told.Deleted?.map((d) => d.Key)).toEqual(['d/1', 'd/nothing']);
    const quiet = await harness.client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'd/2' }], Quiet: true } }),
    );
    expect(quiet.Deleted).toBeUndefined();
    expect(await refusal(read('d/2'))).toMatchObject({ code: 'NoSuchKey' });
  });
});

describe('tags', () => {
  test('set, replaced, counted, and belonging to a version', async () => {
    await put('tagged', 'x', { Tagging: 'a=1&b=%E4%B8%AD' });
    const get = () => harness.client.send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged' }));
    expect((await get()).TagSet).toEqual([
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '中' },
    ]);
    const TagSet = [{ Key: 'GuardDutyMalwareScanStatus', Value: 'NO_THREATS_FOUND' }];
    await harness.client.send(new PutObjectTaggingCommand({ Bucket, Key: 'tagged', Tagging: { TagSet } }));
    expect((await get()).TagSet).toEqual(TagSet);
    expect((await read('tagged')).TagCount).toBe(1);
  });

  test('eleven tags, the same key twice, or an odd character are InvalidTag', async () => {
    const eleven = Array.from({ length: 11 }, (_, i) => `k${i}=v`).join('&');
    for (const Tagging of [eleven, 'a=1&a=2', 'a=%3C']) {
      expect(await refusal(put('tagged2', 'x', { Tagging }))).toMatchObject({
        code: 'InvalidTag',
        status: 400,
      });
    }
  });
});

describe('what is not there is refused, never faked', () => {
  test('another operation is NotImplemented', async () => {
    const acl = harness.client.send(new GetBucketAclCommand({ Bucket }));
    expect(await refusal(acl)).toMatchObject({ code: 'NotImplemented', status: 501 });
    expect(await refusal(read('r', { PartNumber: 1 }))).toMatchObject({ code: 'NotImplemented' });
  });

  test('a header that asks for more than we do is refused', async () => {
    expect(await refusal(put('x', 'y', { ObjectLockMode: 'GOVERNANCE' }))).toMatchObject({
      code: 'NotImplemented',
    });
    expect(await refusal(put('x', 'y', { ACL: 'public-read' }))).toMatchObject({
      code: 'AccessControlListNotSupported',
    });
    for (const more of [
      { StorageClass: 'GLACIER' },
      { ChecksumCRC32C: '4waSgw==' },
      { ChecksumSHA1: Buffer.alloc(20).toString('base64') },
    ])
      expect(await refusal(put('x', 'y', more))).toMatchObject({ code: 'NotImplemented', status: 501 });
    const copy = new CopyObjectCommand({ Bucket, Key: 'z', CopySource: `${Bucket}/r` });
    expect(await refusal(harness.client.send(copy))).toMatchObject({ code: 'NotImplemented', status: 501 });
    expect(await refusal(put('x', 'y', { Metadata: { big: 'm'.repeat(2100) } }))).toMatchObject({
      code: 'MetadataTooLarge',
    });
    expect(await refusal(put('k'.repeat(1025), 'y'))).toMatchObject({ code: 'KeyTooLongError' });
  });
});
