import { objectHeaders, parseTaggingHeader } from './attributes.ts';
import { CHECKSUM_ALGORITHMS, checksumHeader } from './checksums.ts';
import {
  type Call,
  checkWriteConditions,
  commitObject,
  deleteObject,
  type Engine,
  versionHeader,
} from './engine.ts';
import { S3Error } from './errors.ts';
import { latestVersion } from './objects.ts';
import { checksumHeaders } from './operations-read.ts';
import { receive, receiveText } from './payload.ts';
import type { Reply } from './reply.ts';
import { param } from './request.ts';
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

/** `ChecksumCRC32` and `ChecksumType`, where the object has them. */
export function checksumElements(version: Pick<ObjectVersion, 'checksum'>): Xml[] {
  const { checksum } = version;
  if (!checksum) return [];
  return [
    [`Checksum${checksum.algorithm}`, checksum.value],
    ['ChecksumType', checksum.type],
  ];
}

/** DeleteObject. */
export function removeObject({ engine, request, bucket }: Call): Reply {
  if (request.headers.has('if-match')) throw new S3Error('NotImplemented', undefined, { Header: 'If-Match' });
  const outcome = deleteObject(engine, request.key, param(request, 'versionId'), bucket);
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
    const outcome = deleteObject(engine, key, versionId, bucket);
    if (quiet) return undefined;
    const marker: Array<Xml | undefined> = outcome.deleteMarker
      ? [['DeleteMarker', true], outcome.versionId ? ['DeleteMarkerVersionId', outcome.versionId] : undefined]
      : [];
    return ['Deleted', [['Key', key], versionId ? ['VersionId', versionId] : undefined, ...marker]];
  });
  return { status: 200, xml: ['DeleteResult', results] };
}
