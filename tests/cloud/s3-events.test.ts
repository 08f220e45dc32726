import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { afterEach, describe, expect, test } from 'vitest';
import type { S3Event } from '../../local/cloud/s3/index.ts';
import { type Harness, type HarnessOptions, refusal, startS3 } from './s3-harness.ts';

const Bucket = 'quarantine';
const open: Harness[] = [];
const start = async (options: HarnessOptions = {}) => {
  const harness = await startS3(options);
  open.push(harness);
  return harness;
};
afterEach(() => Promise.all(open.splice(0).map((harness) => harness.close())));
const put = (harness: Harness, Key: string, Body = 'x', more: object = {}) =>
  harness.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const records = (harness: Harness) => harness.delivered.flatMap(({ event }) => event.Records);

describe('ObjectCreated', () => {
  test('the record is that of event version 2.1, with the key as S3 encodes it', async () => {
    const harness = await start();
    harness.clock.moveTo(Date.parse('2099-06-01T00:00:00Z'));
    const made = await put(harness, "in/照 片+1(2)/a'b~c.jpg", 'hello');
    await harness.s3.idle();
    expect(harness.delivered).toHaveLength(1);
    expect(harness.delivered[0]?.target).toBe('inspect-upload');
    expect(records(harness)[0]).toMatchObject({
      ...{
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'cn-hangzhou-1',
        eventName: 'ObjectCreated:Put',
      },
      eventTime: expect.stringMatching(/^2099-06-01T00:00:\d\d\.\d{3}Z$/),
      s3: {
        ...{ s3SchemaVersion: '1.0', configurationId: 'inspect' },
        bucket: { name: Bucket, arn: `arn:aws-cn:s3:::${Bucket}` },
        object: {
          key: 'in/%E7%85%A7+%E7%89%87%2B1%282%29/a%27b%7Ec.jpg',
          ...{ size: 5, eTag: '5d41402abc4b2a76b9719d911017c592', versionId: made.VersionId },
          sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
        },
      },
    });
  });

  test('each way to make an object has its name; sequencers grow', async () => {
    const harness = await start();
    const { client } = harness;
    const Key = 'in/a';
    await put(harness, Key);
    const form = await createPresignedPost(client, { Bucket, Key });
    const body = new FormData();
    for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
    body.append('file', new Blob(['posted']));
    expect((await fetch(form.url, { method: 'POST', body })).status).toBe(204);
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const part = await client.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'part' }),
    );
    const Parts = [{ PartNumber: 1, ETag: part.ETag }];
    await client.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
    );
    await harness.s3.idle();
    const bySequence = records(harness).sort((a, b) =>
      a.s3.object.sequencer < b.s3.object.sequencer ? -1 : 1,
    );
    expect(bySequence.map((record) => record.eventName)).toEqual([
      ...['ObjectCreated:Put', 'ObjectCreated:Post', 'ObjectCreated:CompleteMultipartUpload'],
    ]);
    expect(new Set(bySequence.map((record) => record.s3.object.sequencer)).size).toBe(3);
  });

  test('only for keys and events that a rule wants, and never for a refused upload', async () => {
    const harness = await start();
    await put(harness, 'out/a');
    await refusal(put(harness, 'in/b', 'x', { ContentMD5: Buffer.alloc(16).toString('base64') }));
    await harness.client.send(new PutObjectCommand({ Bucket: 'clean', Key: 'in/c', Body: 'x' }));
    await harness.client.send(new DeleteObjectCommand({ Bucket, Key: 'out/a' }));
    await harness.s3.idle();
    expect(harness.delivered).toEqual([]);
  });

  test('a rule for what is never told of is refused', async () => {
    const { s3 } = await start();
    const notifications = [{ id: 'audit', events: ['s3:ObjectRemoved:*'], target: 'audit-removal' }];
    expect(() => s3.ensureBucket({ bucketName: 'other', notifications })).toThrow('s3:ObjectRemoved:*');
  });
});

describe('at least once', () => {
  test('a failed delivery comes again until it is acknowledged, and holds up no other', async () => {
    const seen: string[] = [];
    const harness = await start({
      deliver: async (_, event) => {
        const key = event.Records[0]!.s3.object.key;
        seen.push(key);
        if (key === 'in/bad' && seen.filter((each) => each === key).length < 3)
          throw new Error('function is down');
      },
    });
    await put(harness, 'in/bad');
    await put(harness, 'in/good');
    await harness.s3.idle();
    expect(seen.filter((key) => key === 'in/bad')).toHaveLength(3);
    expect(seen.indexOf('in/good')).toBeLessThan(seen.lastIndexOf('in/bad'));
  });

  test('what was never acknowledged before a crash is delivered by the next start, the same event', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'zhiping-s3-'));
    const lost: S3Event[] = [];
    const first = await start({
      dir,
      deliver: (_, event) => {
        lost.push(event);
        return new Promise(() => {});
      },
    });
    await put(first, 'in/a');
    await put(first, 'in/b');
    await expect.poll(() => lost.length).toBe(2);
    // The first instance is left hanging, as a killed process would leave it.
    const second = await start({ dir });
    await second.s3.idle();
    expect(second.delivered.map(({ event }) => event)).toEqual(lost);
    const third = await start({ dir });
    await third.s3.idle();
    expect(third.delivered).toHaveLength(0);
    rmSync(dir, { recursive: true, force: true });
  });

  test('idle waits for a delivery under way', async () => {
    let finish = () => {};
    const harness = await start({
      deliver: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    await put(harness, 'in/a');
    let idle = false;
    const waiting = harness.s3.idle().then(() => {
      idle = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(idle).toBe(false);
    finish();
    await waiting;
    expect(harness.delivered).toHaveLength(1);
  });
});
