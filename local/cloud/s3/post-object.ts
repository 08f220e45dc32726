import { headerBytes, objectHeaders, parseTaggingXml, refuseUnknownHeaders } from './attributes.ts';
import { type Bucket, commitObject, type Engine } from './engine.ts';
import { S3Error } from './errors.ts';
import { readForm } from './form.ts';
import { writeBlob, writtenHeaders } from './operations-write.ts';
import { bodyOf, consume, expectedDigests, MAX_PUT_BYTES, tooLarge } from './payload.ts';
import { checkPolicy, type Permission } from './post-policy.ts';
import type { Reply } from './reply.ts';
import { type S3Request, uriEncode } from './request.ts';
import type { ObjectVersion } from './types.ts';

/**
 * PostObject: an upload from a browser's form, allowed by a signed policy. The policy is judged before the first
 * byte of the file is read, and its length range while it is read, so that an upload that is too large is cut off.
 * @throws S3Error AccessDenied, EntityTooLarge, EntityTooSmall, SignatureDoesNotMatch, MalformedPOSTRequest …
 */
export async function postObject(engine: Engine, request: S3Request, bucket: Bucket): Promise<Reply> {
  const form = await readForm(bodyOf(request), request.headers.get('content-type') ?? '');
  const { fields } = form;
  const key = fields.get('key')?.replaceAll(/\$\{filename\}/g, () => form.filename);
  if (!key) {
    throw new S3Error(
      'InvalidArgument',
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
      { ArgumentName: 'key', ArgumentValue: '' },
    );
  }
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError');
  fields.set('key', key);
  const permission = checkPolicy(fields, bucket.bucketName, engine);
  const asHeaders = new Map([...fields].map(([name, value]) => [name, headerBytes(value)] as const));
  const acl = asHeaders.get('acl');
  refuseUnknownHeaders(acl === undefined ? asHeaders : new Map([...asHeaders, ['x-amz-acl', acl]]));
  const headers = objectHeaders(asHeaders);
  const tagging = fields.get('tagging');
  const tags = tagging === undefined ? [] : parseTaggingXml(tagging);
  const version = await writeBlob(
    engine,
    bucket.bucketName,
    key,
    (write) => receiveFile(form.content, permission, expectedDigests(asHeaders), write),
    (blob, { size, md5, checksum }) =>
      commitObject(
        engine,
        {
          ...{ bucket: bucket.bucketName, key, size, etag: md5, headers, tags, blobs: [blob] },
          ...(checksum ? { checksum } : {}),
        },
        { event: 'ObjectCreated:Post', request, accessKeyId: permission.accessKeyId },
      ),
  );
  return postReply(request, fields, version);
}

async function receiveFile(
  content: AsyncIterable<Buffer>,
  { minBytes, maxBytes }: Permission,
  expected: ReturnType<typeof expectedDigests>,
  write: (chunk: Buffer) => Promise<void>,
) {
  const limit = Math.min(maxBytes, MAX_PUT_BYTES);
  let size = 0;
  const received = await consume(content, expected, async (chunk) => {
    size += chunk.length;
    if (size > limit) throw tooLarge(size, limit);
    await write(chunk);
  });
  if (received.size < minBytes) {
    throw new S3Error('EntityTooSmall', undefined, { ProposedSize: received.size, MinSizeAllowed: minBytes });
  }
  return received;
}

/** 204, or what `success_action_redirect` or `success_action_status` ask for. */
function postReply(request: S3Request, fields: ReadonlyMap<string, string>, version: ObjectVersion): Reply {
  const location = `http://${request.headers.get('host') ?? ''}/${uriEncode(version.bucket)}/${uriEncode(version.key, true)}`;
  const headers = { ...writtenHeaders(version), location };
  const redirect = fields.get('success_action_redirect') ?? fields.get('redirect');
  if (redirect && URL.canParse(redirect) && /^https?:/i.test(redirect)) {
    const target = new URL(redirect);
    target.searchParams.set('bucket', version.bucket);
    target.searchParams.set('key', version.key);
    target.searchParams.set('etag', `"${version.etag}"`);
    return { status: 303, headers: { ...headers, location: target.href } };
  }
  const status = fields.get('success_action_status');
  if (status === '200') return { status: 200, headers };
  if (status !== '201') return { status: 204, headers };
  return {
    status: 201,
    headers,
    xml: [
      'PostResponse',
      [
        ['Location', location],
        ['Bucket', version.bucket],
        ['Key', version.key],
        ['ETag', `"${version.etag}"`],
      ],
    ],
  };
}
