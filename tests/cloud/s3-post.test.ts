import { createHmac } from 'node:crypto';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CREDENTIALS, errorOf, type Harness, pattern, REGION, refusal, startS3 } from './s3-harness.ts';

const Bucket = 'quarantine';
const JPEG = pattern(30_721, 7);
let harness: Harness;
beforeAll(async () => {
  harness = await startS3();
});
afterAll(() => harness.close());

type Form = { url: string; fields: Record<string, string> };
const grant = (Key: string, more: Partial<PresignedPostOptions> = {}): Promise<Form> =>
  createPresignedPost(harness.client, {
    ...{ Bucket, Key, Expires: 600 },
    Fields: { 'Content-Type': 'image/jpeg', 'x-amz-meta-application': 'A-1' },
    Conditions: [['content-length-range', 30_721, 1_048_576]],
    ...more,
  });

/** Sends the form as a browser would; `change` alters it first. `undefined` takes a field away. */
async function post(
  form: Form,
  change: Record<string, string | undefined> = {},
  file: Buffer | null = JPEG,
  bucket = Bucket,
) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...form.fields, ...change })) {
    if (value !== undefined) body.append(name, value);
  }
  if (file) body.append('file', new Blob([new Uint8Array(file)], { type: 'text/html' }), '照片.jpg');
  const response = await fetch(`${harness.url}/${bucket}`, { method: 'POST', body, redirect: 'manual' });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, ...errorOf(text) };
}
const stored = (Key: string) => harness.client.send(new GetObjectCommand({ Bucket, Key }));

/** A policy of one's own, well signed. */
function sign(policy: unknown, fields: Record<string, string> = {}): Form {
  const amzDate = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = amzDate.slice(0, 8);
  const encoded = Buffer.from(typeof policy === 'string' ? policy : JSON.stringify(policy)).toString(
    'base64',
  );
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = [REGION, 's3', 'aws4_request'].reduce(
    (k, part) => hmac(k, part),
    hmac(`AWS4${CREDENTIALS.secretAccessKey}`, day),
  );
  return {
    url: '',
    fields: {
      ...{ 'x-amz-algorithm': 'AWS4-HMAC-SHA256', 'x-amz-date': amzDate },
      'x-amz-credential': `${CREDENTIALS.accessKeyId}/${day}/${REGION}/s3/aws4_request`,
      ...fields,
      ...{ policy: encoded, 'x-amz-signature': hmac(key, encoded).toString('hex') },
    },
  };
}
const own = (conditions: unknown[], fields: Record<string, string>) =>
  sign(
    {
      expiration: new Date(Date.now() + 600_000).toISOString(),
      conditions: [
        { bucket: Bucket },
        ...['algorithm', 'date', 'credential'].map((n) => ['starts-with', `$x-amz-${n}`, '']),
        ...conditions,
      ],
    },
    fields,
  );

describe('an upload from a form that the policy allows', () => {
  test('is stored with the fields of the form, not the type that the browser claims for the file', async () => {
    const answer = await post(await grant('in/a.jpg'));
    expect(answer.status).toBe(204);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const got = await stored('in/a.jpg');
    expect(got).toMatchObject({ ContentType: 'image/jpeg', Metadata: { application: 'A-1' } });
    expect(Buffer.from(await got.Body!.transformToByteArray()).equals(JPEG)).toBe(true);
    expect(answer.headers.get('x-amz-version-id')).toBe(got.VersionId);
  });

  test.each([
    ['success_action_status', '201'],
    ['success_action_redirect', 'http://localhost/done'],
    ['tagging', '<Tagging/>'],
    ['acl', 'private'],
  ])('what no form of ours asks for is refused: %s', async (name, value) => {
    const form = await grant('in/b.jpg', { Fields: { 'Content-Type': 'image/jpeg', [name]: value } });
    expect(await post(form)).toMatchObject({ status: 501, code: 'NotImplemented' });
    expect(await refusal(stored('in/b.jpg'))).toMatchObject({ code: 'NoSuchKey' });
  });

  test('a key with the file-name variable is refused: names of people never become keys', async () => {
    expect(await post(await grant(`in/u1/\${filename}`))).toMatchObject({
      status: 501,
      code: 'NotImplemented',
    });
  });

  test('starts-with lets the form choose the rest; x-ignore- fields need no condition', async () => {
    const form = own(
      [
        ['starts-with', '$key', 'in/u2/'],
        ['starts-with', '$Content-Type', 'image/'],
      ],
      {
        ...{ key: 'in/u2/any', 'Content-Type': 'image/jpeg, image/pjpeg', 'x-ignore-me': '1' },
      },
    );
    expect((await post(form)).status).toBe(204);
  });

  test.each([30_721, 1_048_576])('content-length-range includes its end of %i bytes', async (size) => {
    expect((await post(await grant('in/edge'), {}, pattern(size))).status).toBe(204);
    expect((await stored('in/edge')).ContentLength).toBe(size);
  });
});

describe('every refusal of a policy', () => {
  const denied = (message: string) => ({
    status: 403,
    code: 'AccessDenied',
    message: `Invalid according to Policy: ${message}`,
  });
  const Key = 'in/refused';
  const nothingStored = async () => expect(await refusal(stored(Key))).toMatchObject({ code: 'NoSuchKey' });

  test.each([
    [1_048_577, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size'],
    [5_000_000, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size'],
    [30_720, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size'],
    [0, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size'],
  ])('R17: a file of %i bytes is %s', async (size, code, message) => {
    const answer = await post(await grant(Key), {}, pattern(size));
    expect(answer).toMatchObject({ status: 400, code, message });
    expect(answer.text).toMatch(/<ProposedSize>\d+<\/ProposedSize><(Max|Min)SizeAllowed>\d+<\//);
    await nothingStored();
  });

  test('another key, another type, another metadata value', async () => {
    const form = await grant(Key);
    expect(await post(form, { key: 'in/other' })).toMatchObject(
      denied('Policy Condition failed: ["eq", "$key", "in/refused"]'),
    );
    expect(await post(form, { 'Content-Type': 'text/html' })).toMatchObject(
      denied('Policy Condition failed: ["eq", "$Content-Type", "image/jpeg"]'),
    );
    expect(await post(form, { 'x-amz-meta-application': 'A-2' })).toMatchObject(
      denied('Policy Condition failed: ["eq", "$x-amz-meta-application", "A-1"]'),
    );
    expect(await post(form, { 'Content-Type': undefined })).toMatchObject({ code: 'AccessDenied' });
    const prefix = own([['starts-with', '$key', 'in/u3/']], { key: 'in/u4/x' });
    expect(await post(prefix)).toMatchObject(
      denied('Policy Condition failed: ["starts-with", "$key", "in/u3/"]'),
    );
    await nothingStored();
  });

  test('a field that the policy does not speak of', async () => {
    expect(await post(await grant(Key), { 'x-amz-meta-extra': '1' })).toMatchObject(
      denied('Extra input fields: x-amz-meta-extra'),
    );
    expect(await post(await grant(Key), { tagging: '<Tagging/>' })).toMatchObject(
      denied('Extra input fields: tagging'),
    );
    const anyBucket = sign(
      { expiration: new Date(Date.now() + 600_000).toISOString(), conditions: [['starts-with', '$key', '']] },
      { key: Key },
    );
    expect((await post(anyBucket)).message).toContain('Extra input fields: ');
    await nothingStored();
  });

  test('another bucket', async () => {
    const answer = await post(await grant(Key), {}, JPEG, 'clean');
    expect(answer).toMatchObject(denied('Policy Condition failed: ["eq", "$bucket", "quarantine"]'));
    expect(await post(await grant(Key), {}, JPEG, 'nowhere')).toMatchObject({
      status: 404,
      code: 'NoSuchBucket',
    });
  });

  test('a changed policy, a changed signature, a stranger, another region', async () => {
    const form = await grant(Key);
    const wider = Buffer.from(form.fields.Policy!, 'base64').toString().replace('1048576', '9999999');
    expect(await post(form, { Policy: Buffer.from(wider).toString('base64') })).toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
    expect(await post(form, { 'X-Amz-Signature': '0'.repeat(64) })).toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
    const credential = form.fields['X-Amz-Credential']!;
    expect(await post(form, { 'X-Amz-Credential': credential.replace('LOCALKEY', 'OTHER') })).toMatchObject({
      code: 'InvalidAccessKeyId',
    });
    expect(await post(form, { 'X-Amz-Credential': credential.replace(REGION, 'us-east-1') })).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
    });
    expect(await post(form, { 'X-Amz-Date': '20200101T000000Z' })).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
    });
    await nothingStored();
  });

  test.each(['key', 'X-Amz-Signature', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Algorithm'])(
    'a form without %s',
    async (name) => {
      const answer = await post(await grant(Key), { [name]: undefined });
      expect(answer).toMatchObject({ status: 400, code: 'InvalidArgument' });
      expect(answer.message).toContain(`must contain a field named '${name.toLowerCase()}'`);
    },
  );

  test('a form without policy, without file, with a field twice, or that is no form', async () => {
    expect(await post(await grant(Key), { Policy: undefined })).toMatchObject({
      status: 403,
      code: 'AccessDenied',
    });
    expect(await post(await grant(Key), {}, null)).toMatchObject({
      ...{
        status: 400,
        code: 'InvalidArgument',
        message: 'POST requires exactly one file upload per request.',
      },
    });
    expect(await post(await grant(Key), { KEY: Key })).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
    });
    const raw = await fetch(`${harness.url}/${Bucket}`, { method: 'POST', body: 'key=x' });
    expect([raw.status, errorOf(await raw.text()).code]).toEqual([412, 'PreconditionFailed']);
  });

  test('fields of more than 20 KB', async () => {
    const form = await grant(Key);
    const answer = await post({ ...form, fields: { 'x-ignore-a': 'a'.repeat(20_481), ...form.fields } });
    expect(answer).toMatchObject({ status: 400, code: 'MaxPostPreDataLengthExceeded' });
  });

  test('a body that ends before its closing boundary is not stored', async () => {
    const { fields } = await grant(Key);
    const head = Object.entries(fields).map(
      ([n, v]) => `--b\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`,
    );
    const body = `${head.join('')}--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${'x'.repeat(40_000)}`;
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const cut = await fetch(`${harness.url}/${Bucket}`, { method: 'POST', headers, body });
    expect([cut.status, errorOf(await cut.text()).code]).toEqual([400, 'MalformedPOSTRequest']);
    await nothingStored();
  });

  const expiration = new Date(Date.now() + 600_000).toISOString();
  test.each([
    ['{', 'Invalid JSON.'],
    [[], 'Invalid JSON.'],
    [{ conditions: [] }, 'Policy missing expiration.'],
    [{ expiration }, 'Policy missing conditions.'],
    [{ expiration: 'tomorrow', conditions: [] }, "Invalid 'expiration' value: 'tomorrow'"],
    [{ expiration, conditions: {} }, "Invalid 'conditions' value: must be a List."],
    [
      { expiration, conditions: [['ends-with', '$key', 'x']] },
      "Invalid Condition: unknown operation 'ends-with'.",
    ],
    [{ expiration, conditions: [['eq', '$key']] }, 'Invalid Condition: wrong number of arguments.'],
    [{ expiration, conditions: [['content-length-range', 9, 1]] }, 'Invalid Content-Length-Range'],
    [{ expiration, conditions: [{ a: '1', b: '2' }] }, 'Invalid Simple-Condition'],
  ])('policy %j is InvalidPolicyDocument', async (policy, message) => {
    const answer = await post(sign(policy, { key: Key }));
    expect(answer).toMatchObject({ status: 400, code: 'InvalidPolicyDocument' });
    expect(answer.message).toContain(message);
  });

  test('an expired policy: the clock was moved past its end', async () => {
    const form = await grant(Key);
    const late = await grant('in/late', { Expires: 3600 });
    harness.clock.moveTo(harness.clock.now() + 11 * 60_000);
    expect(await post(form)).toMatchObject(denied('Policy expired.'));
    expect((await post(late)).status).toBe(204);
    await nothingStored();
    const offset = harness.clock.now() - Date.now();
    const client = harness.clientWith({ systemClockOffset: offset });
    const moved = await createPresignedPost(client, { Bucket, Key: 'in/moved', Expires: 600 });
    expect((await post(moved)).status).toBe(204);
  });
});
