import { objectHeaders, parseTaggingHeader } from './attributes.ts';
import { CHECKSUM_ALGORITHMS, checksumHeader, parseAlgorithm } from './checksums.ts';
import {
  bucketOf,
  type Call,
  checkWriteConditions,
  commitObject,
  deleteObject,
  type Engine,
  etagListed,
  versionHeader,
  versionToRead,
} from './engine.ts';
import { S3Error } from './errors.ts';
import { latestVersion } from './objects.ts';
import { checksumHeaders } from './operations-read.ts';
import { consume, receive, receiveText } from './payload.ts';
import type { Reply } from './reply.ts';
import { decode, param, type S3Request } from './request.ts';
import type { BlobRef, ObjectVersion } from './types.ts';
import { childrenNamed, childText, parseXml, type Xml } from './xml.ts';

const MAX_XML_BYTES = 2 * 1024 * 1024;

/**
 * Writes a new file with `fill`, seals it, and hands it to `commit`. Whatever goes wrong before the commit
 * leaves nothing behind.
 */
export async function writeBlob<T extends { size: number }, R>(
  engine: Engine,
  bucket: string,
  key: string,
  fill: (write: (chunk: Buffer) => Promise<void>) => Promise<T>,
  commit: (blob: BlobRef, received: T) => R,
): Promise<R> {
  const writer = await engine.blobs.create(bucket, key);
  try {
    const received = await fill((chunk) => writer.write(chunk));
    await writer.seal();
    return commit({ name: writer.name, size: received.size }, received);
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

/** PutObject. */
export async function putObject({ engine, request, auth, bucket }: Call): Promise<Reply> {
  const headers = objectHeaders(request.headers);
  const tags = parseTaggingHeader(request.headers.get('x-amz-tagging'));
  checkWriteConditions(request, latestVersion(engine.catalog, bucket.bucketName, request.key));
  const version = await writeBlob(
    engine,
    bucket.bucketName,
    request.key,
    (write) => receive(request, auth, write),
    (blob, { size, md5, checksum }) =>
      commitObject(
        engine,
        {
          ...{ bucket: bucket.bucketName, key: request.key, size, etag: md5, headers, tags, blobs: [blob] },
          ...(checksum ? { checksum } : {}),
        },
        { event: 'ObjectCreated:Put', request, accessKeyId: auth.accessKeyId },
      ),
  );
  return { status: 200, headers: writtenHeaders(version) };
}

/** What every write tells about its result. */
export function writtenHeaders(version: ObjectVersion): Record<string, string> {
  const encryption = Object.entries(version.headers).filter(([name]) =>
    name.startsWith('x-amz-server-side-encryption'),
  );
  return {
    etag: `"${version.etag}"`,
    ...versionHeader(version),
    ...checksumHeaders(version),
    ...Object.fromEntries(encryption),
  };
}

/** CopyObject. The bytes are copied, so that neither object depends on the other. */
export async function copyObject({ engine, request, auth, bucket }: Call): Promise<Reply> {
  const source = readCopySource(engine, request);
  const replaceHeaders = directive(request, 'x-amz-metadata-directive') === 'REPLACE';
  const replaceTags = directive(request, 'x-amz-tagging-directive') === 'REPLACE';
  const itself = source.bucket === bucket.bucketName && source.key === request.key && source.latest;
  if (
    itself &&
    !replaceHeaders &&
    !request.headers.has('x-amz-storage-class') &&
    !request.headers.has('x-amz-server-side-encryption')
  ) {
    throw new S3Error(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const headers = replaceHeaders ? objectHeaders(request.headers) : copiedHeaders(source, request);
  const tags = replaceTags ? parseTaggingHeader(request.headers.get('x-amz-tagging')) : source.tags;
  const word = request.headers.get('x-amz-checksum-algorithm');
  const algorithm = word ? parseAlgorithm(word) : source.checksum?.algorithm;
  const release = engine.blobs.pin(source.blobs);
  const version = await writeBlob(
    engine,
    bucket.bucketName,
    request.key,
    (write) =>
      consume(
        engine.blobs.read(source.blobs, 0, source.size - 1),
        algorithm ? { algorithm } : {},
        write,
        source.size,
      ),
    (blob, { size, md5, checksum }) =>
      commitObject(
        engine,
        {
          ...{ bucket: bucket.bucketName, key: request.key, size, etag: md5, headers, tags, blobs: [blob] },
          ...(checksum ? { checksum } : {}),
        },
        { event: 'ObjectCreated:Copy', request, accessKeyId: auth.accessKeyId },
      ),
  ).finally(release);
  const from: Record<string, string> =
    source.versionId === 'null' ? {} : { 'x-amz-copy-source-version-id': source.versionId };
  const xml: Xml = [
    'CopyObjectResult',
    [
      ['LastModified', new Date(version.lastModified).toISOString()],
      ['ETag', `"${version.etag}"`],
      ...checksumElements(version),
    ],
  ];
  return { status: 200, headers: { ...versionHeader(version), ...from }, xml };
}

/** `ChecksumCRC32` and `ChecksumType`, where the object has them. */
export function checksumElements(version: Pick<ObjectVersion, 'checksum'>): Xml[] {
  const { checksum } = version;
  if (!checksum) return [];
  return [
    [`Checksum${checksum.algorithm}`, checksum.value],
    ['ChecksumType', checksum.type],
  ];
}

/** `/bucket/key?versionId=…`, percent-encoded. @throws S3Error InvalidArgument, PreconditionFailed, NoSuch… */
function readCopySource(engine: Engine, request: S3Request): ObjectVersion {
  const [path = '', query = ''] = (request.headers.get('x-amz-copy-source') ?? '').split('?');
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(decode(path)) ?? [];
  if (!bucket || !key) {
    throw new S3Error(
      'InvalidArgument',
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      {
        ArgumentName: 'x-amz-copy-source',
      },
    );
  }
  bucketOf(engine, bucket);
  const source = versionToRead(engine, bucket, key, /^versionId=(.+)$/.exec(query)?.[1]);
  const condition = (name: string) => request.headers.get(`x-amz-copy-source-if-${name}`);
  const modified = Math.floor(source.lastModified / 1000) * 1000;
  const [match, noneMatch] = [condition('match'), condition('none-match')];
  const failed =
    (match !== undefined
      ? !etagListed(match, source.etag)
      : modified > Date.parse(condition('unmodified-since') ?? '')) ||
    (noneMatch !== undefined
      ? etagListed(noneMatch, source.etag)
      : modified <= Date.parse(condition('modified-since') ?? ''));
  if (failed) throw new S3Error('PreconditionFailed', undefined, { Condition: 'x-amz-copy-source-If' });
  return source;
}

function directive(request: S3Request, name: string): 'COPY' | 'REPLACE' {
  const value = request.headers.get(name) ?? 'COPY';
  if (value === 'COPY' || value === 'REPLACE') return value;
  throw new S3Error('InvalidArgument', 'Unknown metadata directive.', {
    ArgumentName: name,
    ArgumentValue: value,
  });
}

/** Metadata travel with a copy; storage class and encryption do not, they are the target's own. */
function copiedHeaders(source: ObjectVersion, request: S3Request): Record<string, string> {
  const own = /^x-amz-(storage-class|server-side-encryption.*)$/;
  const asked = new Map([...request.headers].filter(([name]) => own.test(name)));
  const kept = Object.entries(source.headers).filter(([name]) => !own.test(name));
  return { ...objectHeaders(asked), ...Object.fromEntries(kept) };
}

/** DeleteObject. */
export function removeObject({ engine, request, auth, bucket }: Call): Reply {
  if (request.headers.has('if-match')) throw new S3Error('NotImplemented', undefined, { Header: 'If-Match' });
  const outcome = deleteObject(engine, request.key, param(request, 'versionId'), {
    ...{ bucket, request, accessKeyId: auth.accessKeyId },
  });
  return {
    status: 204,
    headers: {
      ...(outcome.versionId && outcome.versionId !== 'null' ? { 'x-amz-version-id': outcome.versionId } : {}),
      ...(outcome.deleteMarker ? { 'x-amz-delete-marker': 'true' } : {}),
    },
  };
}

/** DeleteObjects. @throws S3Error MalformedXML, InvalidRequest, BadDigest */
export async function removeObjects({ engine, request, auth, bucket }: Call): Promise<Reply> {
  const names = ['content-md5', 'x-amz-trailer', ...CHECKSUM_ALGORITHMS.map(checksumHeader)];
  if (!names.some((name) => request.headers.has(name))) {
    throw new S3Error(
      'InvalidRequest',
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    );
  }
  const root = parseXml(await receiveText(request, auth, MAX_XML_BYTES));
  const targets = childrenNamed(root, 'Object');
  if (root.name !== 'Delete' || targets.length === 0 || targets.length > 1000)
    throw new S3Error('MalformedXML');
  const quiet = childText(root, 'Quiet')?.trim() === 'true';
  // All are read before the first is deleted: a malformed list deletes nothing.
  const keys = targets.map((target) => {
    const key = childText(target, 'Key');
    const strange = target.children.find((child) => child.name !== 'Key' && child.name !== 'VersionId');
    if (strange) throw new S3Error('NotImplemented', undefined, { Element: strange.name });
    if (!key) throw new S3Error('MalformedXML');
    return { key, versionId: childText(target, 'VersionId') };
  });
  const results = keys.map(({ key, versionId }): Xml | undefined => {
    const outcome = deleteObject(engine, key, versionId, { bucket, request, accessKeyId: auth.accessKeyId });
    if (quiet) return undefined;
    const marker: Array<Xml | undefined> = outcome.deleteMarker
      ? [['DeleteMarker', true], outcome.versionId ? ['DeleteMarkerVersionId', outcome.versionId] : undefined]
      : [];
    return ['Deleted', [['Key', key], versionId ? ['VersionId', versionId] : undefined, ...marker]];
  });
  return { status: 200, xml: ['DeleteResult', results] };
}
