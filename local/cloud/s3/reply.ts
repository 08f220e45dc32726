import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { S3Error } from './errors.ts';
import type { S3Request } from './request.ts';
import { writeXml, type Xml } from './xml.ts';

/** What an operation answers. At most one of `xml` and `body`. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  xml?: Xml;
  /** Length of `body` in bytes. Also set without a body, for HEAD. */
  length?: number;
  body?: AsyncIterable<Buffer>;
  /** Called when the answer is out, or has failed. */
  done?: () => void;
}

/** Writes the answer, at the speed of the client. */
export async function sendReply(res: ServerResponse, request: S3Request, reply: Reply): Promise<void> {
  try {
    await write(res, request, reply);
  } finally {
    reply.done?.();
  }
}

async function write(res: ServerResponse, request: S3Request, reply: Reply): Promise<void> {
  const document = reply.xml && Buffer.from(writeXml(reply.xml, reply.xml[0] !== 'Error'));
  const length = document?.length ?? reply.length;
  res.writeHead(reply.status, {
    ...standingHeaders(request.requestId),
    ...reply.headers,
    ...(document ? { 'content-type': 'application/xml' } : {}),
    // 204 and 304 have no content, and no length either.
    ...(reply.status === 204 || reply.status === 304 ? {} : { 'content-length': length ?? 0 }),
  });
  if (request.method === 'HEAD' || (!document && !reply.body)) res.end();
  else if (document) res.end(document);
  else if (reply.body) await pipeline(Readable.from(reply.body, { objectMode: false }), res);
}

/** The XML of a refusal (Amazon S3 API Reference, "REST error responses"). */
export function errorReply(error: unknown, request: Pick<S3Request, 'requestId' | 'rawPath'>): Reply {
  const refusal = error instanceof S3Error ? error : new S3Error('InternalError');
  if (refusal.code === 'InternalError') console.error('s3: internal error', error);
  return {
    status: refusal.status,
    headers: refusal.headers,
    xml: [
      'Error',
      [
        ['Code', refusal.code],
        ['Message', refusal.message],
        ...Object.entries(refusal.fields),
        ['Resource', request.rawPath],
        ['RequestId', request.requestId],
        ['HostId', request.requestId],
      ],
    ],
  };
}

/** On every answer. `nosniff`: an upload must never be run as a page because its bytes look like one. */
function standingHeaders(requestId: string): Record<string, string> {
  return { 'x-amz-request-id': requestId, 'x-amz-id-2': requestId, 'x-content-type-options': 'nosniff' };
}
