import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { S3Error } from './errors.ts';

/** A request, taken apart once. */
export interface S3Request {
  method: string;
  /** The path as it was sent, still percent-encoded; never normalised, since a key may hold `..` or `//`. */
  rawPath: string;
  /** Empty for a request on the service. */
  bucket: string;
  /** Empty for a request on a bucket. */
  key: string;
  /** Decoded. A name without `=` has an empty value. */
  query: ReadonlyArray<readonly [name: string, value: string]>;
  /** Lower-case names. A presigned request may carry x-amz-* in the query instead: those are added here once its signature is known to be good. */
  headers: Map<string, string>;
  body: IncomingMessage;
  requestId: string;
  sourceIp: string;
}

const MAX_KEY_BYTES = 1024;

/** @throws S3Error InvalidURI, KeyTooLongError */
export function readRequest(req: IncomingMessage): S3Request {
  // An absolute-form target (through a proxy) is cut down to its path.
  const target = (req.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '') || '/';
  const mark = target.indexOf('?');
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const path = decode(rawPath.slice(1));
  const slash = path.indexOf('/');
  const key = slash < 0 ? '' : path.slice(slash + 1);
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw new S3Error('KeyTooLongError', undefined, {
      Size: Buffer.byteLength(key),
      MaxSizeAllowed: MAX_KEY_BYTES,
    });
  }
  return {
    method: req.method ?? 'GET',
    rawPath,
    bucket: slash < 0 ? path : path.slice(0, slash),
    key,
    query: mark < 0 ? [] : readQuery(target.slice(mark + 1)),
    headers: readHeaders(req.rawHeaders),
    body: req,
    requestId: randomBytes(8).toString('hex').toUpperCase(),
    sourceIp: req.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1',
  };
}

/** The first value of a query parameter; undefined when it is not there. */
export function param(request: S3Request, name: string): string | undefined {
  return request.query.find(([key]) => key === name)?.[1];
}

/** A whole number from the query, within bounds. @throws S3Error InvalidArgument */
export function intParam(
  request: S3Request,
  name: string,
  fallback: number,
  min: number,
  max: number,
): number {
  const text = param(request, name);
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < min) {
    throw new S3Error('InvalidArgument', `Provided ${name} not an integer or within integer range`, {
      ArgumentName: name,
      ArgumentValue: text,
    });
  }
  return Math.min(value, max);
}

/** Percent-encodes everything but the unreserved characters of RFC 3986, and `/` when asked to keep it. */
export function uriEncode(text: string, keepSlash = false): string {
  const encoded = encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return keepSlash ? encoded.replaceAll('%2F', '/') : encoded;
}

/** @throws S3Error InvalidURI for a broken escape or bytes that are not UTF-8 */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI');
  }
}

function readQuery(text: string): Array<readonly [string, string]> {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const name = equals < 0 ? pair : pair.slice(0, equals);
      const value = equals < 0 ? '' : pair.slice(equals + 1);
      return [decode(name.replaceAll('+', ' ')), decode(value.replaceAll('+', ' '))] as const;
    });
}

/** From the raw list, because Node drops some duplicates and a signature covers all of them. */
function readHeaders(raw: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i]!.toLowerCase();
    const before = headers.get(name);
    headers.set(name, before === undefined ? raw[i + 1]! : `${before},${raw[i + 1]}`);
  }
  return headers;
}
