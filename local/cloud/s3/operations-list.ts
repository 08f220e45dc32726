import type { Call, Engine } from './engine.ts';
import { S3Error } from './errors.ts';
import { currentAfter, findVersion, versionsAfter } from './objects.ts';
import type { Reply } from './reply.ts';
import { intParam, param, type S3Request, uriEncode } from './request.ts';
import type { ObjectVersion } from './types.ts';
import type { Xml } from './xml.ts';

const PAGE = 1000;
const OWNER: Xml = ['Owner', [['ID', 'LOCAL']]];

/** ListBuckets. */
export function listBuckets(engine: Engine, request: S3Request): Reply {
  const limit = intParam(request, 'max-buckets', 10_000, 1, 10_000);
  const prefix = param(request, 'prefix') ?? '';
  const after = readToken(param(request, 'continuation-token'));
  const names = [...engine.buckets.keys()].filter((name) => name.startsWith(prefix) && name > after).sort();
  const page = names.slice(0, limit);
  const buckets = page.map((name): Xml => {
    const created = new Date(engine.buckets.get(name)?.created ?? 0).toISOString();
    return [
      'Bucket',
      [
        ['Name', name],
        ['CreationDate', created],
        ['BucketRegion', engine.region],
      ],
    ];
  });
  const more: Xml | undefined =
    names.length > limit ? ['ContinuationToken', writeToken(page.at(-1) ?? '')] : undefined;
  return {
    status: 200,
    xml: ['ListAllMyBucketsResult', [OWNER, ['Buckets', buckets], ['Prefix', prefix], more]],
  };
}

/** HeadBucket. */
export function headBucket({ engine }: Call): Reply {
  return { status: 200, headers: { 'x-amz-bucket-region': engine.region } };
}

/** GetBucketLocation: us-east-1 is told as nothing, a habit of S3 from before it had regions. */
export function getLocation({ engine }: Call): Reply {
  return { status: 200, xml: ['LocationConstraint', engine.region === 'us-east-1' ? '' : engine.region] };
}

/** ListObjectsV2: UTF-8 order of keys. */
export function listObjects({ engine, request, bucket }: Call): Reply {
  const { prefix, delimiter, encode, encoding } = readShape(request);
  const limit = intParam(request, 'max-keys', PAGE, 0, PAGE);
  const token = param(request, 'continuation-token');
  const startAfter = param(request, 'start-after') ?? '';
  const page = collect(
    limit,
    prefix,
    delimiter,
    token === undefined ? startAfter : readToken(token),
    (after, count) => currentAfter(engine.catalog, bucket.bucketName, prefix, after, count),
  );
  const owner = param(request, 'fetch-owner') === 'true' ? OWNER : undefined;
  return {
    status: 200,
    xml: [
      'ListBucketResult',
      [
        ['Name', bucket.bucketName],
        ['Prefix', encode(prefix)],
        delimiter ? ['Delimiter', encode(delimiter)] : undefined,
        ['MaxKeys', limit],
        encoding,
        ['KeyCount', page.items.length + page.prefixes.length],
        ['IsTruncated', page.next !== undefined],
        token === undefined ? undefined : ['ContinuationToken', token],
        page.next === undefined ? undefined : ['NextContinuationToken', writeToken(page.next)],
        startAfter ? ['StartAfter', encode(startAfter)] : undefined,
        ...page.items.map((item): Xml => ['Contents', [['Key', encode(item.key)], ...describe(item), owner]]),
        ...page.prefixes.map((common): Xml => ['CommonPrefixes', [['Prefix', encode(common)]]]),
      ],
    ],
  };
}

/** ListObjectVersions: by key, newest version first. */
export function listVersions({ engine, request, bucket }: Call): Reply {
  const { prefix, delimiter, encode, encoding } = readShape(request);
  const limit = intParam(request, 'max-keys', PAGE, 0, PAGE);
  const keyMarker = param(request, 'key-marker') ?? '';
  const versionMarker = param(request, 'version-id-marker');
  if (versionMarker && !keyMarker) {
    throw new S3Error('InvalidArgument', 'A version-id marker cannot be specified without a key marker.');
  }
  const { catalog } = engine;
  // Without a version marker the key of the marker is done with: sequence 0 is before its oldest version.
  let before = versionMarker
    ? (findVersion(catalog, bucket.bucketName, keyMarker, versionMarker)?.seq ?? 0)
    : 0;
  const page = collect(limit, prefix, delimiter, keyMarker, (after, count) => {
    const versions = versionsAfter(catalog, bucket.bucketName, prefix, after, before, count);
    before = versions.at(-1)?.seq ?? 0;
    return versions;
  });
  const last = page.items.at(-1);
  const nextVersion = page.next !== undefined && last?.key === page.next ? last.versionId : undefined;
  return {
    status: 200,
    xml: [
      'ListVersionsResult',
      [
        ['Name', bucket.bucketName],
        ['Prefix', encode(prefix)],
        ['KeyMarker', encode(keyMarker)],
        ['VersionIdMarker', versionMarker ?? ''],
        delimiter ? ['Delimiter', encode(delimiter)] : undefined,
        ['MaxKeys', limit],
        encoding,
        ['IsTruncated', page.next !== undefined],
        page.next === undefined ? undefined : ['NextKeyMarker', encode(page.next)],
        nextVersion === undefined ? undefined : ['NextVersionIdMarker', nextVersion],
        ...page.items.map((item): Xml => describeVersion(item, encode)),
        ...page.prefixes.map((common): Xml => ['CommonPrefixes', [['Prefix', encode(common)]]]),
      ],
    ],
  };
}

interface Page {
  items: ObjectVersion[];
  prefixes: string[];
  /** The key, or the common prefix, after which the next page begins. */
  next?: string;
}

/**
 * One page of keys and common prefixes. All keys below a common prefix are passed over in one step, so a folder
 * with a million files costs as much as one with a single file.
 */
function collect(
  limit: number,
  prefix: string,
  delimiter: string,
  start: string,
  fetch: (after: string, count: number) => ObjectVersion[],
): Page {
  const page: Page = { items: [], prefixes: [] };
  if (limit === 0) return page;
  let after = start;
  // A marker that is itself a common prefix stands for everything below it.
  if (delimiter && start.endsWith(delimiter) && start.startsWith(prefix) && start.length > prefix.length) {
    after = pastPrefix(start);
  }
  let last = start;
  for (;;) {
    const wanted = limit - page.items.length - page.prefixes.length + 1;
    const found = fetch(after, wanted);
    let jumped = false;
    for (const item of found) {
      if (!item.key.startsWith(prefix)) return page;
      if (page.items.length + page.prefixes.length === limit) return { ...page, next: last };
      const cut = delimiter ? item.key.indexOf(delimiter, prefix.length) : -1;
      after = item.key;
      if (cut >= 0) {
        const common = item.key.slice(0, cut + delimiter.length);
        page.prefixes.push(common);
        last = common;
        after = pastPrefix(common);
        jumped = true;
        break;
      }
      page.items.push(item);
      last = item.key;
    }
    if (!jumped && found.length < wanted) return page;
  }
}

/** A text that sorts after everything that begins with `prefix`: no key holds U+10FFFF more often than it has bytes. */
function pastPrefix(prefix: string): string {
  return prefix + '\u{10ffff}'.repeat(256);
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
    delimiter: param(request, 'delimiter') ?? '',
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
    ['StorageClass', version.headers['x-amz-storage-class'] ?? 'STANDARD'],
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
