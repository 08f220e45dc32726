import { createHmac, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { type Event, header } from './request.ts';

/**
 * The network address that a request comes from, for counting alone (D22). API Gateway sees whoever speaks to it: behind
 * CloudFront or the city's own web server that is the proxy for everybody. A proxy that knows the stage's edge key says whom
 * it speaks for; from anybody else that header is not read.
 */
export function addressOf(event: Event, edgeKey: string): string {
  const given = header(event, EDGE_KEY_HEADER) ?? '';
  const viewer = header(event, ADDRESS_HEADER)?.trim() ?? '';
  const trusted = edgeKey !== '' && isIP(viewer) !== 0 && same(given, edgeKey);
  return blockOf(trusted ? viewer : event.requestContext.http.sourceIp);
}

const EDGE_KEY_HEADER = 'x-zhiping-edge';
const ADDRESS_HEADER = 'x-zhiping-address';

/** An IPv4 address, or the /64 that a household or an office has of IPv6. */
export function blockOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  // An IPv4 tail fills two groups; it never reaches into the first four.
  const missing = tail === undefined ? 0 : 8 - left.length - right.length - (tail.includes('.') ? 1 : 0);
  const groups = [...left, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** What is stored of an address: a keyed hash, another one in each window, so that nobody is followed. */
export const hashOfAddress = (address: string, window: string, edgeKey: string): string =>
  createHmac('sha256', edgeKey).update(`${window}\n${address}`).digest('base64url').slice(0, 22);

function same(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHmac('sha256', 'compare').update(text).digest());
  return timingSafeEqual(x!, y!);
}
