import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { PdfValue } from './pdf-value.ts';

/**
 * The standard security handler (ISO 32000-1 §7.6.3, ISO 32000-2 §7.6.4) with the empty user password: what every viewer tries
 * first. A PDF that opens so has an owner password at most, which keeps nobody from reading it.
 */
export interface PdfKey {
  /** The data of a stream as a viewer sees them. @param crypt name of the stream's own crypt filter, if it has one */
  decrypt(data: Uint8Array, object: number, generation: number, crypt?: string): Uint8Array | undefined;
}

const PAD = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

type Method = 'NONE' | 'RC4' | 'AES-128' | 'AES-256';

/** @returns undefined when the document does not open without a password, or by another handler than the standard one */
export function openWithoutPassword(encrypt: PdfValue | undefined, id: Buffer): PdfKey | undefined {
  if (!(encrypt instanceof Map)) return undefined;
  const dict = encrypt as ReadonlyMap<string, PdfValue>;
  if (nameOf(dict.get('Filter')) !== 'Standard') return undefined;
  const revision = numberOf(dict.get('R'));
  const key = revision >= 5 ? newKey(dict, revision) : oldKey(dict, revision, id);
  if (!key) return undefined;
  const usual = nameOf(dict.get('StmF')) ?? 'Identity';
  return {
    decrypt(data, object, generation, crypt) {
      const method = methodOf(dict, crypt ?? usual);
      return method && decrypted(method, key, data, object, generation);
    },
  };
}

function methodOf(dict: ReadonlyMap<string, PdfValue>, filter: string): Method | undefined {
  if (numberOf(dict.get('V')) < 4) return 'RC4';
  if (filter === 'Identity') return 'NONE';
  const filters = dict.get('CF');
  const one = filters instanceof Map ? filters.get(filter) : undefined;
  const name = one instanceof Map ? nameOf(one.get('CFM')) : undefined;
  const known: Readonly<Record<string, Method>> = {
    None: 'NONE',
    V2: 'RC4',
    AESV2: 'AES-128',
    AESV3: 'AES-256',
  };
  return name !== undefined && Object.hasOwn(known, name) ? known[name] : undefined;
}

/** Algorithms 2, 4 to 6: RC4 and AES-128. */
function oldKey(dict: ReadonlyMap<string, PdfValue>, revision: number, id: Buffer): Buffer | undefined {
  const [owner, user] = [bytesOf(dict.get('O')), bytesOf(dict.get('U'))];
  if (revision < 2 || !owner || !user || owner.length < 32 || user.length < 16) return undefined;
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(numberOf(dict.get('P')) | 0);
  const open =
    revision >= 4 && dict.get('EncryptMetadata') === false ? Buffer.alloc(4, 0xff) : Buffer.alloc(0);
  const length = revision === 2 ? 5 : keyLength(dict);
  let key = md5(PAD, owner.subarray(0, 32), permissions, id, open);
  for (let i = 0; revision >= 3 && i < 50; i++) key = md5(key.subarray(0, length));
  key = key.subarray(0, length);
  if (revision === 2) return rc4(key, PAD).equals(user.subarray(0, 32)) ? key : undefined;
  let check = rc4(key, md5(PAD, id));
  for (let i = 1; i < 20; i++) check = rc4(key.map((byte) => byte ^ i) as Buffer, check);
  return check.equals(user.subarray(0, 16)) ? key : undefined;
}

/** Bytes of the key; `Length` is in bits, and some writers give it in bytes. */
function keyLength(dict: ReadonlyMap<string, PdfValue>): number {
  const version = numberOf(dict.get('V'));
  if (version >= 4) return 16;
  const length = numberOf(dict.get('Length'), 40);
  const bytes = length >= 40 ? length >> 3 : length;
  return version === 1 ? 5 : Math.min(16, Math.max(5, bytes));
}

/** Algorithm 2.A: AES-256, revision 5 (Adobe's extension level 3) and 6. */
function newKey(dict: ReadonlyMap<string, PdfValue>, revision: number): Buffer | undefined {
  const [user, sealed] = [bytesOf(dict.get('U')), bytesOf(dict.get('UE'))];
  if (!user || !sealed || user.length < 48 || sealed.length < 32) return undefined;
  const hash = (salt: Buffer) => (revision === 5 ? sha(256, salt) : hardened(salt));
  if (!hash(user.subarray(32, 40)).equals(user.subarray(0, 32))) return undefined;
  const cipher = createDecipheriv('aes-256-cbc', hash(user.subarray(40, 48)), Buffer.alloc(16));
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(sealed.subarray(0, 32)), cipher.final()]);
}

/** Algorithm 2.B with an empty password: rounds until the last byte says enough, a few hundred at most. */
function hardened(salt: Buffer): Buffer {
  let key = sha(256, salt);
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32));
    cipher.setAutoPadding(false);
    const mixed = cipher.update(Buffer.concat(Array<Buffer>(64).fill(key)));
    const rest = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = sha(([256, 384, 512] as const)[rest]!, mixed);
    last = mixed.at(-1)!;
  }
  return key.subarray(0, 32);
}

function decrypted(
  method: Method,
  key: Buffer,
  data: Uint8Array,
  object: number,
  generation: number,
): Uint8Array | undefined {
  if (method === 'NONE') return data;
  const own = method === 'AES-256' ? key : objectKey(key, object, generation, method === 'AES-128');
  if (method === 'RC4') return rc4(own, data);
  if (data.length < 32) return new Uint8Array();
  const whole = data.length - (data.length % 16);
  const cipher = createDecipheriv(`aes-${own.length === 32 ? 256 : 128}-cbc`, own, data.subarray(0, 16));
  // What is left of the padding is behind the end of the data, where nobody reads.
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(data.subarray(16, whole)), cipher.final()]);
}

/** Algorithm 1. */
function objectKey(key: Buffer, object: number, generation: number, aes: boolean): Buffer {
  const number = Buffer.from([object, object >> 8, object >> 16, generation, generation >> 8]);
  const hash = md5(key, number, aes ? Buffer.from('sAlT') : Buffer.alloc(0));
  return hash.subarray(0, Math.min(16, key.length + 5));
}

const md5 = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('md5').update(Buffer.concat(parts)).digest();
const sha = (bits: 256 | 384 | 512, data: Uint8Array): Buffer =>
  createHash(`sha${bits}`).update(data).digest();

/** OpenSSL keeps RC4 for its legacy provider only. */
function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
  }
  const out = Buffer.alloc(data.length);
  for (let n = 0, i = 0, j = 0; n < data.length; n++) {
    i = (i + 1) & 255;
    const a = state[i]!;
    j = (j + a) & 255;
    const b = state[j]!;
    state[i] = b;
    state[j] = a;
    out[n] = data[n]! ^ state[(a + b) & 255]!;
  }
  return out;
}

const nameOf = (value: PdfValue | undefined): string | undefined =>
  value && typeof value === 'object' && 'name' in value ? value.name : undefined;
const bytesOf = (value: PdfValue | undefined): Buffer | undefined =>
  value && typeof value === 'object' && 'bytes' in value ? value.bytes : undefined;
const numberOf = (value: PdfValue | undefined, otherwise = 0): number =>
  typeof value === 'number' ? value : otherwise;
