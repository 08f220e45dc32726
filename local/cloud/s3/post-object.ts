import { headerBytes, objectHeaders, refuseUnknownHeaders } from './attributes.ts';
import { type Bucket, commitObject, type Engine } from './engine.ts';
import { S3Error } from './errors.ts';
import { readForm } from './form.ts';
import { writeBlob, writtenHeaders } from './operations-write.ts';
import { bodyOf, consume, expectedDigests, MAX_PUT_BYTES, tooLarge } from './payload.ts';
import { checkPolicy, type Permission } from './post-policy.ts';
import type { Reply } from './reply.ts';
import { type S3Request, uriEncode } from './request.ts';

/** Fields that S3 acts upon and that no form of ours has: refused, not passed over. */
const NOT_HERE = ['acl', 'redirect', 'success_action_redirect', 'success_action_status', 'tagging'];

/**
 * PostObject: an upload from a browser's form, allowed by a signed policy. The policy is judged before the first
 * byte of the file is read, and its length range while it is read, so that an upload that is too large is cut off.
 * @throws S3Error AccessDenied, EntityTooLarge, EntityTooSmall, SignatureDoesNotMatch, MalformedPOSTRequest …
 */
export async function postObject(engine: Engine, request: S3Request, bucket: Bucket): Promise<Reply> {
  const form = await readForm(bodyOf(request), request.headers.get('content-type') ?? '');
  const { fields } = form;
  const key = fields.get('key');
  if (!key) {
    throw new S3Error(
      'InvalidArgument',
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
      { ArgumentName: 'key', ArgumentValue: '' },
    );
  }
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError');
  const permission = checkPolicy(fields, bucket.bucketName, engine);
  const asHeaders = new Map([...fields].map(([name, value]) => [name, headerBytes(value)] as const));
  refuseUnknownHeaders(asHeaders);
  const strange = NOT_HERE.find((name) => fields.has(name));
  if (strange !== undefined || key.includes(`\${filename}`)) {
    throw new S3Error('NotImplemented', undefined, { Field: strange ?? 'key' });
  }
  const headers = objectHeaders(asHeaders);
  const version = await writeBlob(
    engine,
    bucket.bucketName,
    key,
    (write) => receiveFile(form.content, permission, expectedDigests(asHeaders), write),
    (blob, { size, md5, checksum }) =>
      commitObject(
        engine,
        {
          ...{ bucket: bucket.bucketName, key, size, etag: md5, headers, tags: [], blobs: [blob] },
          ...(checksum ? { checksum } : {}),
        },
        { event: 'ObjectCreated:Post', request, accessKeyId: permission.accessKeyId },
      ),
  );
  const location = `http://${request.headers.get('host') ?? ''}/${uriEncode(version.bucket)}/${uriEncode(version.key, true)}`;
  return { status: 204, headers: { ...writtenHeaders(version), location } };
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
