import type { Call } from './engine.ts';
import { S3Error } from './errors.ts';
import { currentAfter, findVersion, versionsAfter } from './objects.ts';
import type { Reply } from './reply.ts';
import { intParam, param, type S3Request, uriEncode } from './request.ts';
import type { ObjectVersion } from './types.ts';
import type { Xml } from './xml.ts';

const PAGE = 1000;
const OWNER: Xml = ['Owner', [['ID', 'LOCAL']]];

/** HeadBucket. */
export function headBucket({ engine }: Call): Reply {
  return { status: 200, headers: { 'x-amz-bucket-region': engine.region } };
}

/** ListObjectsV2: UTF-8 order of keys. */
export function listObjects({ engine, request, bucket }: Call): Reply {
  const { prefix, encode, encoding } = readShape(request);
  const limit = intParam(request, 'max-keys', PAGE, 0, PAGE);
  const token = param(request, 'continuation-token');
  const found = currentAfter(engine.catalog, bucket.bucketName, prefix, readToken(token), limit + 1);
  const page = cutPage(found, limit, prefix);
  return {
    status: 200,
    xml: [
      'ListBucketResult',
      [
        ['Name', bucket.bucketName],
        ['Prefix', encode(prefix)],
        ['MaxKeys', limit],
        encoding,
        ['KeyCount', page.items.length],
        ['IsTruncated', page.next !== undefined],
        token === undefined ? undefined : ['ContinuationToken', token],
        page.next === undefined ? undefined : ['NextContinuationToken', writeToken(page.next.key)],
        ...page.items.map((item): Xml => ['Contents', [['Key', encode(item.key)], ...describe(item)]]),
      ],
    ],
  };
}

/** ListObjectVersions: by key, newest version first. */
export function listVersions({ engine, request, bucket }: Call): Reply {
  const { prefix, encode, encoding } = readShape(request);
  const limit = intParam(request, 'max-keys', PAGE, 0, PAGE);
  const keyMarker = param(request, 'key-marker') ?? '';
  const versionMarker = param(request, 'version-id-marker');
  if (versionMarker && !keyMarker) {
    throw new S3Error('InvalidArgument', 'A version-id marker cannot be specified without a key marker.');
  }
  const { catalog } = engine;
  // Without a version marker the key of the marker is done with: sequence 0 is before its oldest version.
  const before = versionMarker
    ? (findVersion(catalog, bucket.bucketName, keyMarker, versionMarker)?.seq ?? 0)
    : 0;
  const found = versionsAfter(catalog, bucket.bucketName, prefix, keyMarker, before, limit + 1);
  const page = cutPage(found, limit, prefix);
  return {
    status: 200,
    xml: [
      'ListVersionsResult',
      [
        ['Name', bucket.bucketName],
        ['Prefix', encode(prefix)],
        ['KeyMarker', encode(keyMarker)],
        ['VersionIdMarker', versionMarker ?? ''],
        ['MaxKeys', limit],
        encoding,
        ['IsTruncated', page.next !== undefined],
        page.next === undefined ? undefined : ['NextKeyMarker', encode(page.next.key)],
        page.next === undefined ? undefined : ['NextVersionIdMarker', page.next.versionId],
        ...page.items.map((item): Xml => describeVersion(item, encode)),
      ],
    ],
  };
}

/** The rows of a page, and the last of them where more follow. `found` may hold one row more than the page. */
function cutPage(
  found: readonly ObjectVersion[],
  limit: number,
  prefix: string,
): { items: readonly ObjectVersion[]; next: ObjectVersion | undefined } {
  const fitting = found.filter((item) => item.key.startsWith(prefix));
  const items = fitting.slice(0, limit);
  return { items, next: fitting.length > limit ? items.at(-1) : undefined };
}

function readShape(request: S3Request) {
  const type = param(request, 'encoding-type');
  if (type !== undefined && type !== 'url') {
    throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request', {
      ArgumentName: 'encoding-type',
      ArgumentValue: type,
    });
  }
  return {
    prefix: param(request, 'prefix') ?? '',
    encode: (text: string) => (type ? uriEncode(text, true) : text),
    encoding: type ? (['EncodingType', type] as const) : undefined,
  };
}

function describe(version: ObjectVersion): Array<Xml | undefined> {
  return [
    ['LastModified', new Date(version.lastModified).toISOString()],
    ['ETag', `"${version.etag}"`],
    version.checksum ? ['ChecksumAlgorithm', version.checksum.algorithm] : undefined,
    version.checksum ? ['ChecksumType', version.checksum.type] : undefined,
    ['Size', version.size],
    ['StorageClass', 'STANDARD'],
  ];
}

function describeVersion(version: ObjectVersion, encode: (text: string) => string): Xml {
  const head: Xml[] = [
    ['Key', encode(version.key)],
    ['VersionId', version.versionId],
    ['IsLatest', version.latest],
  ];
  if (!version.deleteMarker) return ['Version', [...head, ...describe(version), OWNER]];
  return ['DeleteMarker', [...head, ['LastModified', new Date(version.lastModified).toISOString()], OWNER]];
}

function writeToken(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

/** @throws S3Error InvalidArgument */
function readToken(token: string | undefined): string {
  if (token === undefined || token === '') return '';
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (token === writeToken(key)) return key;
  throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect', {
    ArgumentName: 'continuation-token',
  });
}
