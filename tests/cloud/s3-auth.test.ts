import { crc32 } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CREDENTIALS, errorOf, type Harness, refusal, startS3 } from './s3-harness.ts';

const MINUTE = 60_000;
let harness: Harness;
beforeEach(async () => {
  harness = await startS3();
  await harness.client.send(
    new PutObjectCommand({ Bucket: 'clean', Key: 'doc', Body: 'text', ContentType: 'image/jpeg' }),
  );
});
afterEach(() => harness.close());

const presign = (more: object = {}, options: object = {}) =>
  getSignedUrl(harness.client, new GetObjectCommand({ Bucket: 'clean', Key: 'doc', ...more }), options);
const outcome = async (url: string | URL, init?: RequestInit) => {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, ...errorOf(text) };
};

describe('header signatures', () => {
  test('no signature, an unknown key, a wrong secret, another region', async () => {
    expect(await outcome(`${harness.url}/clean/doc`)).toMatchObject({ status: 403, code: 'AccessDenied' });
    const get = new GetObjectCommand({ Bucket: 'clean', Key: 'doc' });
    const stranger = harness.clientWith({ credentials: { accessKeyId: 'WHO', secretAccessKey: 'x' } });
    expect(await refusal(stranger.send(get))).toMatchObject({ code: 'InvalidAccessKeyId', status: 403 });
    const liar = harness.clientWith({ credentials: { ...CREDENTIALS, secretAccessKey: 'x' } });
    expect(await refusal(liar.send(get))).toMatchObject({ code: 'SignatureDoesNotMatch', status: 403 });
    const elsewhere = harness.clientWith({ region: 'us-east-1' });
    expect(await refusal(elsewhere.send(get))).toMatchObject({
      code: 'AuthorizationHeaderMalformed',
      status: 400,
    });
  });

  test('a body that is not the signed one is refused and not stored', async () => {
    const client = harness.clientWith({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    client.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body: unknown }).body = Buffer.from('tampered');
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low', name: 'tamper' },
    );
    const send = client.send(new PutObjectCommand({ Bucket: 'clean', Key: 'doc', Body: 'original' }));
    expect(await refusal(send)).toMatchObject({ code: 'XAmzContentSHA256Mismatch', status: 400 });
    expect((await outcome(await presign())).text).toBe('text');
  });

  test('a header added after signing is refused', async () => {
    const client = harness.clientWith({});
    client.middlewareStack.add(
      (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers['x-amz-tagging'] = 'verdict=clean';
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low', name: 'smuggle' },
    );
    const put = client.send(new PutObjectCommand({ Bucket: 'clean', Key: 'doc', Body: 'x' }));
    expect(await refusal(put)).toMatchObject({ code: 'AccessDenied' });
  });

  test('a moved clock does not shut out clients that live in real time', async () => {
    harness.clock.moveTo(Date.now() + 90 * 24 * 60 * MINUTE);
    const { Contents } = await harness.client.send(new ListObjectsV2Command({ Bucket: 'clean' }));
    expect(Contents).toHaveLength(1);
  });
});

describe('presigned URLs', () => {
  test('serve the object with overrides, and with nosniff', async () => {
    const url = await presign({
      ResponseContentDisposition: 'attachment; filename="照片.jpg"',
      ResponseContentType: 'application/octet-stream',
    });
    const got = await outcome(url);
    expect(got).toMatchObject({ status: 200, text: 'text' });
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect(got.headers.get('content-type')).toBe('application/octet-stream');
    expect(Buffer.from(got.headers.get('content-disposition')!, 'latin1').toString()).toContain('照片.jpg');
  });

  test('die when the clock is moved past their end, and not before', async () => {
    const url = await presign({}, { expiresIn: 600 });
    harness.clock.moveTo(Date.now() + 9 * MINUTE);
    expect((await outcome(url)).status).toBe(200);
    harness.clock.moveTo(Date.now() + 11 * MINUTE);
    expect(await outcome(url)).toMatchObject({
      status: 403,
      code: 'AccessDenied',
      message: 'Request has expired',
    });
  });

  test('may be dated in the moved time or in real time, and die in either', async () => {
    harness.clock.moveTo(Date.now() + 30 * 24 * 60 * MINUTE);
    // The date of a signature has whole seconds: wait for the second after the move, on the clock itself.
    const second = Math.ceil(harness.clock.now() / 1000) * 1000 + 1;
    await new Promise<void>((resolve) => harness.clock.schedule(second, resolve));
    const real = await presign({}, { expiresIn: 600 });
    const moved = await presign({}, { expiresIn: 600, signingDate: new Date(harness.clock.now()) });
    expect((await outcome(real)).status).toBe(200);
    expect((await outcome(moved)).status).toBe(200);
    harness.clock.moveTo(harness.clock.now() + 11 * MINUTE);
    expect((await outcome(real)).message).toBe('Request has expired');
    expect((await outcome(moved)).message).toBe('Request has expired');
  });

  test('from the future, for longer than a week, tampered with, or for another method', async () => {
    const future = await presign({}, { signingDate: new Date(Date.now() + 60 * MINUTE) });
    expect(await outcome(future)).toMatchObject({ status: 403, message: 'Request is not yet valid' });
    const long = new URL(await presign());
    long.searchParams.set('X-Amz-Expires', '604801');
    expect(await outcome(long)).toMatchObject({ status: 400, code: 'AuthorizationQueryParametersError' });
    const other = (await presign()).replace('/doc?', '/other?');
    expect(await outcome(other)).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    const longer = (await presign()).replace('X-Amz-Expires=900', 'X-Amz-Expires=9000');
    expect(await outcome(longer)).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    expect(await outcome(await presign(), { method: 'DELETE' })).toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
    const disposition = `${await presign()}&response-content-type=text%2Fhtml`;
    expect(await outcome(disposition)).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  test('a presigned PUT stores, and keeps the headers that were moved into the query', async () => {
    const client = harness.clientWith({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    const command = new PutObjectCommand({
      Bucket: 'clean',
      Key: 'up',
      Metadata: { who: 'me' },
      Tagging: 'a=1',
    });
    const url = await getSignedUrl(client, command);
    expect((await outcome(url, { method: 'PUT', body: 'hello' })).status).toBe(200);
    const got = await client.send(new GetObjectCommand({ Bucket: 'clean', Key: 'up' }));
    expect(got).toMatchObject({ Metadata: { who: 'me' }, TagCount: 1, ContentLength: 5 });
    const smuggled = await outcome(url, { method: 'PUT', body: 'x', headers: { 'x-amz-meta-more': '1' } });
    expect(smuggled).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  test('a checksum that the SDK signs into a PUT without body is enforced, as on S3', async () => {
    const url = await getSignedUrl(harness.client, new PutObjectCommand({ Bucket: 'clean', Key: 'up' }));
    expect(await outcome(url, { method: 'PUT', body: 'hello' })).toMatchObject({
      status: 400,
      code: 'BadDigest',
    });
  });
});

/** The framing itself, on a presigned PUT: its signature does not depend on the body. */
describe('aws-chunked bodies', () => {
  const data = Buffer.alloc(66_560, 'a');
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(data));
  const good = `x-amz-checksum-crc32:${sum.toString('base64')}\r\n\r\n`;
  const framed = (tail: string, size = '400') =>
    Buffer.concat([
      ...[Buffer.from('10000\r\n'), data.subarray(0, 65_536)],
      ...[Buffer.from(`\r\n${size}\r\n`), data.subarray(65_536)],
      Buffer.from(`\r\n0\r\n${tail}`),
    ]);
  const send = async (body: Buffer, payload = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') => {
    const client = harness.clientWith({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    const command = new PutObjectCommand({ Bucket: 'clean', Key: 'chunked' });
    const headers = {
      ...{ 'x-amz-content-sha256': payload, 'x-amz-decoded-content-length': '66560' },
      ...{ 'x-amz-trailer': 'x-amz-checksum-crc32', 'content-encoding': 'aws-chunked' },
    };
    command.middlewareStack.add(
      (next) => (args) => {
        Object.assign((args.request as { headers: Record<string, string> }).headers, headers);
        return next(args);
      },
      { step: 'build', name: 'frame' },
    );
    const names = new Set(Object.keys(headers));
    const url = await getSignedUrl(client, command, { signableHeaders: names, unhoistableHeaders: names });
    return outcome(url, { method: 'PUT', headers, body: new Uint8Array(body) });
  };

  test('are stored without their framing, and with the sum of the trailer', async () => {
    expect((await send(framed(good))).status).toBe(200);
    const got = await harness.client.send(
      new GetObjectCommand({ Bucket: 'clean', Key: 'chunked', ChecksumMode: 'ENABLED' }),
    );
    expect(Buffer.from(await got.Body!.transformToByteArray()).equals(data)).toBe(true);
    expect(got.ChecksumCRC32).toBe(sum.toString('base64'));
    expect(got.ContentEncoding).toBeUndefined();
  });

  test('a forged sum, a trailer left out, a chunk cut short', async () => {
    expect(await send(framed(good.replace(/:.{4}/, ':AAAA')))).toMatchObject({ code: 'BadDigest' });
    expect(await send(framed('\r\n'))).toMatchObject({ code: 'MalformedTrailerError' });
    expect(await send(framed(good, '3ff'))).toMatchObject({ status: 400, code: 'IncompleteBody' });
  });

  test('signed chunks, which no client of ours sends, are refused', async () => {
    expect(await send(framed(good), 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER')).toMatchObject({
      status: 501,
      code: 'NotImplemented',
    });
  });
});

describe('CORS', () => {
  const ask = (origin: string, method: string, bucket = 'quarantine') =>
    outcome(`${harness.url}/${bucket}/x`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'content-type,x-amz-meta-a',
      },
    });

  test('a preflight is answered from the definition', async () => {
    const good = await ask('http://localhost:8080', 'POST');
    expect(good.status).toBe(200);
    expect(Object.fromEntries(good.headers)).toMatchObject({
      'access-control-allow-origin': 'http://localhost:8080',
      'access-control-allow-methods': 'GET, POST, PUT',
      'access-control-allow-headers': 'content-type, x-amz-meta-a',
      'access-control-expose-headers': 'ETag',
      'access-control-max-age': '600',
    });
    expect(await ask('http://evil.example', 'POST')).toMatchObject({ status: 403, code: 'AccessForbidden' });
    expect(await ask('http://localhost:8080', 'DELETE')).toMatchObject({
      status: 403,
      code: 'AccessForbidden',
    });
    expect(await ask('http://localhost:8080', 'GET', 'clean')).toMatchObject({
      status: 403,
      code: 'AccessForbidden',
    });
  });

  test('a page may read an answer, refusals included, from an allowed origin only', async () => {
    const url = `${harness.url}/quarantine/none`;
    const good = await outcome(url, { headers: { origin: 'http://localhost:1' } });
    expect(good.headers.get('access-control-allow-origin')).toBe('http://localhost:1');
    const bad = await outcome(url, { headers: { origin: 'http://evil.example' } });
    expect(bad.headers.get('access-control-allow-origin')).toBeNull();
  });
});
