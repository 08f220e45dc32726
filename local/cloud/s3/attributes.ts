import { CHECKSUM_ALGORITHMS, checksumHeader } from './checksums.ts';
import { S3Error } from './errors.ts';
import type { Tag } from './types.ts';
import { childrenNamed, childText, parseXml } from './xml.ts';

/** Headers of an object, its tags, and the x-amz-* words that we understand. */

const CONTENT_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-language',
  'content-type',
  'expires',
];
const MAX_METADATA_BYTES = 2048;

/** Anything else that begins with x-amz- asks for something that we do not do, and is refused rather than passed over. */
const KNOWN_HEADERS = new Set([
  ...CHECKSUM_ALGORITHMS.map(checksumHeader),
  'x-amz-acl',
  'x-amz-algorithm',
  'x-amz-checksum-algorithm',
  'x-amz-checksum-mode',
  'x-amz-checksum-type',
  'x-amz-content-sha256',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-mp-object-size',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-security-token',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
  'x-amz-signature',
  'x-amz-tagging',
  'x-amz-trailer',
  'x-amz-user-agent',
]);

/** @throws S3Error NotImplemented, AccessControlListNotSupported */
export function refuseUnknownHeaders(headers: ReadonlyMap<string, string>): void {
  for (const name of headers.keys()) {
    if (name.startsWith('x-amz-') && !name.startsWith('x-amz-meta-') && !KNOWN_HEADERS.has(name)) {
      throw new S3Error('NotImplemented', undefined, { Header: name });
    }
  }
  // Every bucket is "bucket owner enforced", as new buckets on S3 are.
  const acl = headers.get('x-amz-acl');
  if (acl !== undefined && acl !== 'bucket-owner-full-control')
    throw new S3Error('AccessControlListNotSupported');
}

/**
 * What a new object will give back as headers. Works on request headers and on the fields of a form.
 * @throws S3Error MetadataTooLarge, InvalidArgument
 */
export function objectHeaders(headers: ReadonlyMap<string, string>): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const name of CONTENT_HEADERS) {
    const value = headers.get(name);
    if (value) kept[name] = value;
  }
  const encoding = (headers.get('content-encoding') ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '' && word.toLowerCase() !== 'aws-chunked')
    .join(',');
  if (encoding) kept['content-encoding'] = encoding;
  Object.assign(kept, encryptionHeaders(headers));
  let metadataBytes = 0;
  for (const [name, value] of headers) {
    if (!name.startsWith('x-amz-meta-')) continue;
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) throw badHeader(name, value);
    metadataBytes += name.length - 'x-amz-meta-'.length + value.length;
    kept[name] = value;
  }
  if (metadataBytes > MAX_METADATA_BYTES) {
    throw new S3Error('MetadataTooLarge', undefined, {
      Size: metadataBytes,
      MaxSizeAllowed: MAX_METADATA_BYTES,
    });
  }
  for (const [name, value] of Object.entries(kept)) requireHeaderValue(name, value);
  return kept;
}

/** Encryption is accepted and told back, not done: the data folder belongs to the developer's own disk. */
function encryptionHeaders(headers: ReadonlyMap<string, string>): Record<string, string> {
  const name = 'x-amz-server-side-encryption';
  const value = headers.get(name);
  const keyId = headers.get(`${name}-aws-kms-key-id`);
  if (value === undefined && keyId === undefined) return {};
  if (value !== 'AES256' && value !== 'aws:kms') {
    throw new S3Error('InvalidArgument', 'The encryption method specified is not supported', {
      ArgumentName: name,
      ArgumentValue: value ?? '',
    });
  }
  return { [name]: value, ...(keyId && value === 'aws:kms' ? { [`${name}-aws-kms-key-id`]: keyId } : {}) };
}

/** Refuses what could not be written into a response header. @throws S3Error InvalidArgument */
export function requireHeaderValue(name: string, value: string): void {
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) throw badHeader(name, value);
}

function badHeader(name: string, value: string): S3Error {
  return new S3Error('InvalidArgument', 'Header name or value contains characters that HTTP does not allow', {
    ArgumentName: name,
    ArgumentValue: value,
  });
}

/** Unicode text as the one-character-a-byte string that Node's header functions take. */
export function headerBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** `x-amz-tagging: a=b&c=d`. @throws S3Error InvalidTag, InvalidArgument */
export function parseTaggingHeader(value: string | undefined): Tag[] {
  if (!value) return [];
  const params = new URLSearchParams(Buffer.from(value, 'latin1').toString('utf8'));
  return checkTags([...params.entries()]);
}

/** `<Tagging><TagSet><Tag>…`. @throws S3Error MalformedXML, InvalidTag */
export function parseTaggingXml(text: string): Tag[] {
  const root = parseXml(text);
  const set = root.name === 'Tagging' ? childrenNamed(root, 'TagSet')[0] : undefined;
  if (!set) throw new S3Error('MalformedXML');
  return checkTags(
    childrenNamed(set, 'Tag').map((tag) => {
      const [key, value] = [childText(tag, 'Key'), childText(tag, 'Value')];
      if (key === undefined || value === undefined) throw new S3Error('MalformedXML');
      return [key, value] as const;
    }),
  );
}

/** At most ten, keys of 1–128 and values of 0–256 characters, no key twice (S3 User Guide, "Object tagging"). */
function checkTags(tags: Tag[]): Tag[] {
  if (tags.length > 10) throw new S3Error('InvalidTag', 'Object tags cannot be greater than 10');
  const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
  const seen = new Set<string>();
  for (const [key, value] of tags) {
    if (key === '' || key.length > 128 || !allowed.test(key)) {
      throw new S3Error('InvalidTag', 'The TagKey you have provided is invalid', { TagKey: key });
    }
    if (value.length > 256 || !allowed.test(value)) {
      throw new S3Error('InvalidTag', 'The TagValue you have provided is invalid', {
        TagKey: key,
        TagValue: value,
      });
    }
    if (seen.has(key))
      throw new S3Error('InvalidTag', 'Cannot provide multiple Tags with the same key', { TagKey: key });
    seen.add(key);
  }
  return tags;
}
