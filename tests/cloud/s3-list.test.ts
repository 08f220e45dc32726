import {
  HeadBucketCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, REGION, refusal, startS3 } from './s3-harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startS3();
});
afterAll(() => harness.close());

const Bucket = 'clean';
const Versioned = 'quarantine';
const put = (Key: string, Body: string | Buffer) =>
  harness.client.send(new PutObjectCommand({ Bucket, Key, Body }));

describe('listing', () => {
  const keys = [
    'list/a',
    'list/b/1',
    'list/b/2',
    'list/b/c/3',
    'list/c',
    'list/d/1',
    'list/é',
    'list/\u{1f600}',
    'list/\uff21',
  ];
  beforeAll(async () => {
    for (const key of keys) await put(key, key);
  });
  const list = (more: object) =>
    harness.client.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/', ...more }));

  test('keys come in the order of their UTF-8 bytes', async () => {
    const listed = (await list({})).Contents?.map((c) => c.Key);
    expect(listed).toEqual([...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });

  test('pages of any size give the same whole', async () => {
    for (const MaxKeys of [1, 2, 3, 1000]) {
      const found: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await list({ MaxKeys, ContinuationToken });
        expect(page.KeyCount).toBeLessThanOrEqual(MaxKeys);
        found.push(...(page.Contents ?? []).map((c) => c.Key!));
        ContinuationToken = page.NextContinuationToken;
        expect(page.IsTruncated).toBe(ContinuationToken !== undefined);
      } while (ContinuationToken);
      expect(found.sort()).toEqual([...keys].sort());
    }
  });

  test('MaxKeys 0, a wrong token, and what is not there: folders and a place to start', async () => {
    expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
    expect(await refusal(list({ ContinuationToken: '!' }))).toMatchObject({ code: 'InvalidArgument' });
    for (const more of [{ Delimiter: '/' }, { StartAfter: 'list/c' }])
      expect(await refusal(list(more))).toMatchObject({ code: 'NotImplemented', status: 501 });
  });

  test('versions page by page give the same whole', async () => {
    for (let i = 0; i < 3; i++) {
      for (const key of ['pv/a', 'pv/b', 'pv/sub/x']) {
        await harness.client.send(new PutObjectCommand({ Bucket: Versioned, Key: key, Body: String(i) }));
      }
    }
    const walk = async (MaxKeys: number) => {
      const found: string[] = [];
      let more: object = {};
      for (;;) {
        const page = await harness.client.send(
          new ListObjectVersionsCommand({ Bucket: Versioned, Prefix: 'pv/', MaxKeys, ...more }),
        );
        found.push(...(page.Versions ?? []).map((v) => `${v.Key} ${v.VersionId}`));
        if (!page.IsTruncated) return found.sort();
        more = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
      }
    };
    const whole = await walk(1000);
    expect(whole).toHaveLength(9);
    expect(await walk(1)).toEqual(whole);
    expect(await walk(4)).toEqual(whole);
  });

  test('a bucket, its region and existence', async () => {
    expect((await harness.client.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe(REGION);
    expect((await refusal(harness.client.send(new HeadBucketCommand({ Bucket: 'nowhere' })))).status).toBe(
      404,
    );
  });
});
