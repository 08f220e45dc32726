import { createHash, randomBytes } from 'node:crypto';
import { objectHeaders, parseTaggingHeader } from './attributes.ts';
import type { Row } from './catalog.ts';
import { CHECKSUM_ALGORITHMS, checksumHeader, createHasher, parseAlgorithm } from './checksums.ts';
import { type Call, checkWriteConditions, commitObject, type Engine, versionHeader } from './engine.ts';
import { S3Error } from './errors.ts';
import { latestVersion } from './objects.ts';
import { checksumElements, writeBlob, writtenHeaders } from './operations-write.ts';
import { receive, receiveText, tooLarge } from './payload.ts';
import type { Reply } from './reply.ts';
import { param, type S3Request } from './request.ts';
import type { BlobRef, ChecksumAlgorithm, StoredChecksum, Tag } from './types.ts';
import { childrenNamed, childText, parseXml } from './xml.ts';

const MIN_PART_BYTES = 5 * 1024 * 1024;
const MAX_OBJECT_BYTES = 5 * 1024 ** 4;
const MAX_XML_BYTES = 4 * 1024 * 1024;

interface Upload {
  id: string;
  headers: Record<string, string>;
  tags: Tag[];
  algorithm?: ChecksumAlgorithm;
  type?: StoredChecksum['type'];
}

interface Part {
  number: number;
  size: number;
  etag: string;
  checksum?: string;
  blob: BlobRef;
}

/** CreateMultipartUpload. */
export function createUpload({ engine, request, bucket }: Call): Reply {
  const id = randomBytes(32).toString('base64url');
  const headers = objectHeaders(request.headers);
  const tags = parseTaggingHeader(request.headers.get('x-amz-tagging'));
  const { algorithm, type } = readChecksumWish(request);
  engine.catalog.run(
    'INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[
      id,
      bucket.bucketName,
      request.key,
      engine.timeline.now(),
      JSON.stringify(headers),
      JSON.stringify(tags),
    ],
    algorithm ?? null,
    type ?? null,
  );
  return {
    status: 200,
    headers: algorithm && type ? { 'x-amz-checksum-algorithm': algorithm, 'x-amz-checksum-type': type } : {},
    xml: [
      'InitiateMultipartUploadResult',
      [
        ['Bucket', bucket.bucketName],
        ['Key', request.key],
        ['UploadId', id],
      ],
    ],
  };
}

/** A composite checksum is made of the parts' checksums, a full one of the bytes; not every algorithm has both. */
function readChecksumWish(request: S3Request): Pick<Upload, 'algorithm' | 'type'> {
  const word = request.headers.get('x-amz-checksum-algorithm');
  const wish = request.headers.get('x-amz-checksum-type');
  if (word === undefined) {
    if (wish !== undefined) {
      throw new S3Error(
        'InvalidRequest',
        'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
      );
    }
    return {};
  }
  const algorithm = parseAlgorithm(word);
  const type = wish ?? 'COMPOSITE';
  if (type !== 'FULL_OBJECT' && type !== 'COMPOSITE')
    throw new S3Error('InvalidRequest', 'Value for x-amz-checksum-type header is invalid.');
  if (type === 'FULL_OBJECT' && algorithm === 'SHA256') {
    throw new S3Error(
      'InvalidRequest',
      `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  return { algorithm, type };
}

/** UploadPart. A part that is sent again replaces the one before. */
export async function uploadPart({ engine, request, auth, bucket }: Call): Promise<Reply> {
  const number = Number(param(request, 'partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive', {
      ArgumentName: 'partNumber',
      ArgumentValue: param(request, 'partNumber') ?? '',
    });
  }
  const { algorithm } = findUpload(engine, request, bucket.bucketName);
  const { catalog, blobs } = engine;
  return writeBlob(
    engine,
    bucket.bucketName,
    request.key,
    (write) => receive(request, auth, write),
    (blob, { size, md5, checksum }) => {
      if (algorithm && checksum?.algorithm !== algorithm) {
        const actual = checksum?.algorithm.toLowerCase() ?? 'null';
        throw new S3Error(
          'InvalidRequest',
          `Checksum Type mismatch occurred, expected checksum Type: ${algorithm.toLowerCase()}, actual checksum Type: ${actual}`,
        );
      }
      const upload = catalog.transact(() => {
        // Looked up again: the upload may have been completed or aborted while the body came in.
        const found = findUpload(engine, request, bucket.bucketName);
        const before = catalog.get(
          'SELECT * FROM parts WHERE upload_id = ? AND number = ?',
          found.id,
          number,
        );
        if (before) blobs.abandon([toPart(before).blob]);
        blobs.adopt([blob]);
        const kept = algorithm ? (checksum?.value ?? null) : null;
        catalog.run(
          'INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?)',
          found.id,
          number,
          size,
          md5,
          kept,
          blob.name,
        );
        return found;
      });
      blobs.publish([blob]);
      blobs.sweep();
      const told = checksum ? { [checksumHeader(checksum.algorithm)]: checksum.value } : {};
      const encryption = upload.headers['x-amz-server-side-encryption'];
      return {
        status: 200,
        headers: {
          etag: `"${md5}"`,
          ...told,
          ...(encryption ? { 'x-amz-server-side-encryption': encryption } : {}),
        },
      };
    },
  );
}

/** CompleteMultipartUpload: the parts' files become the object's, so it costs the same for any size. */
export async function completeUpload({ engine, request, auth, bucket }: Call): Promise<Reply> {
  // On this operation the checksum headers speak of the object, not of the XML in the body.
  const claimed = takeChecksumClaim(request);
  const upload = findUpload(engine, request, bucket.bucketName);
  checkWriteConditions(request, latestVersion(engine.catalog, bucket.bucketName, request.key));
  const root = parseXml(await receiveText(request, auth, MAX_XML_BYTES));
  if (root.name !== 'CompleteMultipartUpload') throw new S3Error('MalformedXML');
  const parts = chooseParts(
    engine,
    upload,
    childrenNamed(root, 'Part').map((part) => ({
      number: Number(childText(part, 'PartNumber')),
      etag: (childText(part, 'ETag') ?? '').trim().replaceAll('"', ''),
      checksum: upload.algorithm && childText(part, `Checksum${upload.algorithm}`),
    })),
  );
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (size > MAX_OBJECT_BYTES) throw tooLarge(size, MAX_OBJECT_BYTES);
  const promised = request.headers.get('x-amz-mp-object-size');
  if (promised !== undefined && Number(promised) !== size) {
    throw new S3Error(
      'InvalidRequest',
      `The provided 'x-amz-mp-object-size' header value ${promised} does not match what was computed: ${size}`,
    );
  }
  const checksum = await wholeChecksum(engine, upload, parts);
  if (claimed && checksum && (claimed.algorithm !== checksum.algorithm || claimed.value !== checksum.value)) {
    throw new S3Error(
      'BadDigest',
      `The ${claimed.algorithm} you specified did not match the calculated checksum.`,
    );
  }
  const version = commitObject(
    engine,
    {
      ...{ bucket: bucket.bucketName, key: request.key, size, headers: upload.headers, tags: upload.tags },
      etag: `${md5OfParts(parts)}-${parts.length}`,
      blobs: parts.map((part) => part.blob),
      ...(checksum ? { checksum } : {}),
    },
    {
      ...{
        event: 'ObjectCreated:CompleteMultipartUpload',
        request,
        accessKeyId: auth.accessKeyId,
        adopted: true,
      },
      alongside: () => closeUpload(engine, findUpload(engine, request, bucket.bucketName).id, parts),
    },
  );
  const { etag: _, ...headers } = writtenHeaders(version);
  return {
    status: 200,
    headers: { ...headers, ...versionHeader(version) },
    xml: [
      'CompleteMultipartUploadResult',
      [
        ['Location', `http://${request.headers.get('host') ?? ''}${request.rawPath}`],
        ['Bucket', bucket.bucketName],
        ['Key', request.key],
        ['ETag', `"${version.etag}"`],
        ...checksumElements(version),
      ],
    ],
  };
}

/** AbortMultipartUpload. */
export function abortUpload({ engine, request, bucket }: Call): Reply {
  engine.catalog.transact(() => closeUpload(engine, findUpload(engine, request, bucket.bucketName).id, []));
  engine.blobs.sweep();
  return { status: 204 };
}

/** @throws S3Error MalformedXML, InvalidPart, InvalidPartOrder, EntityTooSmall */
function chooseParts(
  engine: Engine,
  upload: Upload,
  wanted: ReadonlyArray<{ number: number; etag: string; checksum?: string | undefined }>,
): Part[] {
  if (wanted.length === 0 || wanted.length > 10_000) throw new S3Error('MalformedXML');
  if (wanted.some((entry, index) => index > 0 && entry.number <= (wanted[index - 1]?.number ?? 0))) {
    throw new S3Error('InvalidPartOrder');
  }
  const stored = new Map(partsOf(engine, upload.id).map((part) => [part.number, part]));
  return wanted.map((entry, index) => {
    const part = stored.get(entry.number);
    const wrong =
      part?.etag !== entry.etag || (entry.checksum !== undefined && entry.checksum !== part?.checksum);
    if (!part || wrong)
      throw new S3Error('InvalidPart', undefined, { PartNumber: entry.number, ETag: entry.etag });
    if (index < wanted.length - 1 && part.size < MIN_PART_BYTES) {
      throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
        ...{
          ProposedSize: part.size,
          MinSizeAllowed: MIN_PART_BYTES,
          PartNumber: part.number,
          ETag: part.etag,
        },
      });
    }
    return part;
  });
}

async function wholeChecksum(
  engine: Engine,
  upload: Upload,
  parts: readonly Part[],
): Promise<StoredChecksum | undefined> {
  const { algorithm, type } = upload;
  if (!algorithm || !type) return undefined;
  const hasher = createHasher(algorithm);
  if (type === 'COMPOSITE') {
    for (const part of parts) hasher.update(Buffer.from(part.checksum ?? '', 'base64'));
    return { algorithm, type, value: `${hasher.digest().toString('base64')}-${parts.length}` };
  }
  const blobs = parts.map((part) => part.blob);
  const release = engine.blobs.pin(blobs);
  try {
    for await (const chunk of engine.blobs.read(blobs, 0, Number.MAX_SAFE_INTEGER)) hasher.update(chunk);
  } finally {
    release();
  }
  return { algorithm, type, value: hasher.digest().toString('base64') };
}

function takeChecksumClaim(request: S3Request): { algorithm: ChecksumAlgorithm; value: string } | undefined {
  let claim: { algorithm: ChecksumAlgorithm; value: string } | undefined;
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const value = request.headers.get(checksumHeader(algorithm));
    if (value !== undefined) claim = { algorithm, value };
    request.headers.delete(checksumHeader(algorithm));
  }
  return claim;
}

function md5OfParts(parts: readonly Part[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(Buffer.from(part.etag, 'hex'));
  return hash.digest('hex');
}

/** Forgets the upload; files of parts that the object does not use are abandoned. Inside a transaction. */
function closeUpload(engine: Engine, id: string, used: readonly Part[]): void {
  const kept = new Set(used.map((part) => part.blob.name));
  const blobs = partsOf(engine, id).map((part) => part.blob);
  engine.blobs.abandon(blobs.filter((blob) => !kept.has(blob.name)));
  engine.catalog.run('DELETE FROM parts WHERE upload_id = ?', id);
  engine.catalog.run('DELETE FROM uploads WHERE id = ?', id);
  if (used.some((part) => !blobs.some((blob) => blob.name === part.blob.name)))
    throw new S3Error('InvalidPart');
}

/** @throws S3Error NoSuchUpload */
function findUpload(engine: Engine, request: S3Request, bucket: string): Upload {
  const id = param(request, 'uploadId') ?? '';
  const row = engine.catalog.get(
    'SELECT * FROM uploads WHERE id = ? AND bucket = ? AND key = ?',
    id,
    bucket,
    request.key,
  );
  if (!row) throw new S3Error('NoSuchUpload', undefined, { UploadId: id });
  return {
    id,
    headers: JSON.parse(String(row.headers)) as Record<string, string>,
    tags: JSON.parse(String(row.tags)) as Tag[],
    ...(row.algorithm === null
      ? {}
      : { algorithm: row.algorithm as ChecksumAlgorithm, type: row.checksum_type as StoredChecksum['type'] }),
  };
}

function partsOf(engine: Engine, uploadId: string): Part[] {
  return engine.catalog.all('SELECT * FROM parts WHERE upload_id = ? ORDER BY number', uploadId).map(toPart);
}

function toPart(row: Row): Part {
  const size = Number(row.size);
  return {
    number: Number(row.number),
    size,
    etag: String(row.etag),
    blob: { name: String(row.blob), size },
    ...(row.checksum === null ? {} : { checksum: String(row.checksum) }),
  };
}
