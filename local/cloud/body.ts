import type { IncomingMessage } from 'node:http';

/** A body that is longer than its reader takes; told as soon as it is known, not when all of it has come. */
export class BodyTooLarge extends Error {
  constructor(maxBytes: number) {
    super(`A body may have ${maxBytes} bytes.`);
  }
}

/** What a page of the stack itself sends: a form, a small JSON document. */
export const SMALL_BODY = 256 * 1024;

/**
 * The whole body, held in memory up to `maxBytes` and never beyond. The socket is left alone, so that the refusal can be read.
 * @throws {BodyTooLarge}
 */
export async function readBody(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) throw new BodyTooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) throw new BodyTooLarge(maxBytes);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** So much of a refused body is thrown away, for so long; most clients read the answer only when they have sent all. */
const DRAINED_BYTES = 32 * 1024 * 1024;
const DRAINED_MS = 10_000;

/**
 * What is left of a refused body is read and thrown away, or the client would never come to read our answer and its next
 * request on the connection would wait for ever; beyond a bound the connection is cut. An iterator that was left half-way
 * still listens for `readable`, and would keep the stream from flowing.
 */
export function drain(req: IncomingMessage): void {
  if (req.readableEnded || req.destroyed) return;
  req.removeAllListeners('readable');
  let left = DRAINED_BYTES;
  const cut = () => req.socket.destroy();
  const timer = setTimeout(cut, DRAINED_MS);
  timer.unref();
  req.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) cut();
  });
  req.once('close', () => clearTimeout(timer));
  req.once('end', () => clearTimeout(timer));
  req.resume();
}
