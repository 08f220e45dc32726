import { request as httpRequest } from 'node:http';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
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

/** Requests and signatures of the Amazon S3 API Reference, "sigv4-streaming" and "sigv4-streaming-trailers". */
describe('aws-chunked bodies against the published examples', () => {
  const credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  const open: Harness[] = [];
  afterAll(() => Promise.all(open.map((each) => each.close())));
  const data = Buffer.alloc(66_560, 'a');
  const body = (signatures: string[], tail = '\r\n') =>
    Buffer.concat([
      ...[Buffer.from(`10000;chunk-signature=${signatures[0]}\r\n`), data.subarray(0, 65_536)],
      ...[Buffer.from(`\r\n400;chunk-signature=${signatures[1]}\r\n`), data.subarray(65_536)],
      Buffer.from(`\r\n0;chunk-signature=${signatures[2]}\r\n${tail}`),
    ]);
  const plain = {
    signed:
      'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class',
    seed: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
    headers: { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' },
    chunks: [
      'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
      '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
      'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
    ],
  };
  const trailer = {
    signed:
      'content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer',
    seed: '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
    headers: {
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
      'x-amz-trailer': 'x-amz-checksum-crc32c',
    },
    chunks: [
      'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2',
      '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7',
      '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992',
    ],
    tail: 'x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n',
  };

  async function send(example: typeof plain, bytes: Buffer): Promise<{ status: number; code: string }> {
    const store = await startS3({
      region: 'us-east-1',
      credentials,
      buckets: [{ bucketName: 'examplebucket' }],
    });
    open.push(store);
    const { hostname, port } = new URL(store.url);
    const headers = {
      ...{ host: 's3.amazonaws.com', 'x-amz-date': '20130524T000000Z', 'content-encoding': 'aws-chunked' },
      ...{ 'x-amz-storage-class': 'REDUCED_REDUNDANCY', 'x-amz-decoded-content-length': '66560' },
      'content-length': String(bytes.length),
      ...example.headers,
      authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${example.signed},Signature=${example.seed}`,
    };
    const sent = await new Promise<{ status: number; code: string }>((resolve, reject) => {
      const req = httpRequest(
        { hostname, port, method: 'PUT', path: '/examplebucket/chunkObject.txt', headers },
        async (res) => {
          const text = Buffer.concat(await res.toArray()).toString();
          resolve({ status: res.statusCode ?? 0, code: errorOf(text).code });
        },
      );
      req.on('error', reject);
      req.end(bytes);
    });
    if (sent.status === 200) {
      const got = await store.client.send(
        new GetObjectCommand({ Bucket: 'examplebucket', Key: 'chunkObject.txt' }),
      );
      expect(Buffer.from(await got.Body!.transformToByteArray()).equals(data)).toBe(true);
      expect(got.StorageClass).toBe('REDUCED_REDUNDANCY');
      expect(got.ContentEncoding).toBeUndefined();
    }
    return sent;
  }

  test('signed chunks', async () => {
    expect(await send(plain, body(plain.chunks))).toEqual({ status: 200, code: '' });
  });

  test('signed chunks with a signed trailer', async () => {
    expect(await send(trailer, body(trailer.chunks, trailer.tail))).toEqual({ status: 200, code: '' });
  });

  test('one byte, one chunk signature or the trailer changed', async () => {
    const flipped = body(plain.chunks);
    flipped[70_000 - 4_000] = 0x62;
    expect(await send(plain, flipped)).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    const swapped = [plain.chunks[0]!, plain.chunks[2]!, plain.chunks[1]!];
    expect(await send(plain, body(swapped))).toMatchObject({ code: 'SignatureDoesNotMatch' });
    const forged = body(trailer.chunks, trailer.tail.replace('sOO8', 'sOO9'));
    expect(await send(trailer, forged)).toMatchObject({ code: 'SignatureDoesNotMatch' });
    const without = body(trailer.chunks, '\r\n');
    expect(await send(trailer, without)).toMatchObject({ code: 'MalformedTrailerError' });
  });

  test('a last chunk left out', async () => {
    const short = body(plain.chunks);
    const cut = short.subarray(0, short.length - 88);
    const padded = Buffer.concat([cut, Buffer.alloc(88, 0x20)]);
    expect(await send(plain, padded)).toMatchObject({ status: 400, code: 'IncompleteBody' });
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
