import { headerBytes, requireHeaderValue } from './attributes.ts';
import { checksumHeader } from './checksums.ts';
import { type Call, etagListed, versionHeader, versionToRead } from './engine.ts';
import { S3Error } from './errors.ts';
import type { Reply } from './reply.ts';
import { param, type S3Request } from './request.ts';
import type { ObjectVersion } from './types.ts';

/** `response-content-type` and kin: the query parameter says what header to send instead of the stored one. */
export const OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** GetObject and HeadObject. @throws S3Error NoSuchKey, PreconditionFailed, InvalidRange … */
export function getObject({ engine, request, bucket }: Call): Reply {
  const version = versionToRead(engine, bucket.bucketName, request.key, param(request, 'versionId'));
  const headers = readHeaders(version, request);
  if (notModified(request, version)) return { status: 304, headers };
  const range = readRange(request.headers.get('range'), version.size);
  const { start, end } = range ?? { start: 0, end: version.size - 1 };
  if (range) headers['content-range'] = `bytes ${start}-${end}/${version.size}`;
  // A checksum of the whole object says nothing about a part of it.
  else if (request.headers.get('x-amz-checksum-mode') === 'ENABLED')
    Object.assign(headers, checksumHeaders(version));
  const length = end - start + 1;
  if (request.method === 'HEAD') return { status: range ? 206 : 200, headers, length };
  const release = engine.blobs.pin(version.blobs);
  const body = engine.blobs.read(version.blobs, start, end);
  return { status: range ? 206 : 200, headers, length, body, done: release };
}

function readHeaders(version: ObjectVersion, request: S3Request): Record<string, string> {
  const headers: Record<string, string> = {
    ...version.headers,
    etag: `"${version.etag}"`,
    'last-modified': new Date(version.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
    ...versionHeader(version),
    ...(version.tags.length > 0 ? { 'x-amz-tagging-count': String(version.tags.length) } : {}),
  };
  for (const name of OVERRIDES) {
    const value = param(request, `response-${name}`);
    if (value === undefined) continue;
    headers[name] = headerBytes(value);
    requireHeaderValue(`response-${name}`, headers[name]);
  }
  return headers;
}

export function checksumHeaders(version: Pick<ObjectVersion, 'checksum'>): Record<string, string> {
  const checksum = version.checksum;
  if (!checksum) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** The conditions of RFC 9110 §13, in its order. @throws S3Error PreconditionFailed */
function notModified(request: S3Request, version: ObjectVersion): boolean {
  const { headers } = request;
  const modified = Math.floor(version.lastModified / 1000) * 1000;
  const match = headers.get('if-match');
  if (match !== undefined) {
    if (!etagListed(match, version.etag))
      throw new S3Error('PreconditionFailed', undefined, { Condition: 'If-Match' });
  } else {
    const unmodified = Date.parse(headers.get('if-unmodified-since') ?? '');
    if (modified > unmodified)
      throw new S3Error('PreconditionFailed', undefined, { Condition: 'If-Unmodified-Since' });
  }
  const noneMatch = headers.get('if-none-match');
  if (noneMatch !== undefined) return etagListed(noneMatch, version.etag);
  return modified <= Date.parse(headers.get('if-modified-since') ?? '');
}

/**
 * One range; several, or something unreadable, mean the whole object, as on S3.
 * @throws S3Error InvalidRange when nothing of it lies in the object
 */
function readRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec((header ?? '').trim());
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const suffix = match[1] === '';
  const start = suffix ? Math.max(size - Number(match[2]), 0) : Number(match[1]);
  const end = suffix || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (!suffix && match[2] !== '' && Number(match[2]) < start) return undefined;
  if (start >= size || (suffix && Number(match[2]) === 0)) {
    const fields = { RangeRequested: header ?? '', ActualObjectSize: size };
    throw new S3Error('InvalidRange', undefined, fields, { 'content-range': `bytes */${size}` });
  }
  return { start, end };
}
