import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, pattern, refusal, startS3 } from './s3-harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startS3();
});
afterAll(() => harness.close());

const Bucket = 'clean';
const put = (Key: string, Body: string | Buffer) =>
  harness.client.send(new PutObjectCommand({ Bucket, Key, Body }));
const read = async (Key: string, more: object = {}) => {
  const got = await harness.client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...got, bytes: Buffer.from(await got.Body!.transformToByteArray()) };
};

describe('multipart', () => {
  const Key = 'big/file';
  const start = async (more: object = {}) =>
    (await harness.client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }))).UploadId!;
  const part = (UploadId: string, PartNumber: number, Body: Buffer, more: object = {}) =>
    harness.client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ...more }));
  const complete = (UploadId: string, Parts: object[], more: object = {}) =>
    harness.client.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more }),
    );
  const whole = pattern(12 * 1024 * 1024 + 17, 5);
  const cut = [whole.subarray(0, 6 * 1024 * 1024), whole.subarray(6 * 1024 * 1024)];

  test.each(['COMPOSITE', 'FULL_OBJECT'] as const)(
    'parts in any order, one sent twice, %s checksum, range over the seam',
    async (ChecksumType) => {
      const UploadId = await start({
        ChecksumAlgorithm: 'CRC32',
        ChecksumType,
        ContentType: 'application/zip',
        Tagging: 'a=1',
      });
      const checks = { ChecksumAlgorithm: 'CRC32' };
      const second = await part(UploadId, 7, cut[1]!, checks);
      await part(UploadId, 2, pattern(10), checks);
      const first = await part(UploadId, 2, cut[0]!, checks);
      const made = await complete(UploadId, [
        { PartNumber: 2, ETag: first.ETag, ChecksumCRC32: first.ChecksumCRC32 },
        { PartNumber: 7, ETag: second.ETag, ChecksumCRC32: second.ChecksumCRC32 },
      ]);
      expect(made.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
      expect(made.ChecksumType).toBe(ChecksumType);
      const got = await read(Key, { ChecksumMode: 'ENABLED' });
      expect(got.bytes.equals(whole)).toBe(true);
      expect(got).toMatchObject({
        ContentType: 'application/zip',
        TagCount: 1,
        ChecksumCRC32: made.ChecksumCRC32,
      });
      const seam = await read(Key, { Range: `bytes=${cut[0]!.length - 3}-${cut[0]!.length + 2}` });
      expect(seam.bytes.equals(whole.subarray(cut[0]!.length - 3, cut[0]!.length + 3))).toBe(true);
      expect(await refusal(part(UploadId, 1, pattern(10)))).toMatchObject({
        code: 'NoSuchUpload',
        status: 404,
      });
    },
  );

  test('nothing is visible before the end, nothing after an abort', async () => {
    await put(Key, 'before');
    const UploadId = await start();
    await part(UploadId, 1, cut[0]!);
    expect((await read(Key)).bytes.toString()).toBe('before');
    await harness.client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    expect(await refusal(complete(UploadId, [{ PartNumber: 1, ETag: 'x' }]))).toMatchObject({
      code: 'NoSuchUpload',
    });
    expect((await read(Key)).bytes.toString()).toBe('before');
  });

  test('wrong part, wrong order, small part, wrong size are refused and can be set right', async () => {
    const UploadId = await start();
    const one = { PartNumber: 1, ETag: (await part(UploadId, 1, pattern(100))).ETag };
    const two = { PartNumber: 2, ETag: (await part(UploadId, 2, pattern(100, 2))).ETag };
    expect(await refusal(complete(UploadId, [one, two]))).toMatchObject({ code: 'EntityTooSmall' });
    expect(await refusal(complete(UploadId, [two, one]))).toMatchObject({ code: 'InvalidPartOrder' });
    expect(await refusal(complete(UploadId, [{ ...one, ETag: two.ETag }]))).toMatchObject({
      code: 'InvalidPart',
    });
    expect(await refusal(complete(UploadId, [one], { MpuObjectSize: 101 }))).toMatchObject({
      code: 'InvalidRequest',
    });
    await complete(UploadId, [two]);
    expect((await read(Key)).bytes.equals(pattern(100, 2))).toBe(true);
    expect(await refusal(part(await start(), 10_001, pattern(1)))).toMatchObject({ code: 'InvalidArgument' });
  });
});
