import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { BodyTooLarge, readBody } from '../body.ts';
import { DynamoDbError, serialization } from './errors.ts';

const TARGET = /^DynamoDB_20120810\.(\w+)$/;
/** Bytes of one request (DynamoDB quota). */
const MAX_REQUEST = 16 * 1024 * 1024;
const CONTENT_TYPE = 'application/x-amz-json-1.0';

type Execute = (operation: string, input: unknown) => unknown;

/**
 * One request of the AWS JSON 1.0 protocol. Signatures are not checked: the endpoint listens on the loopback
 * interface, and credentials are not what it is there to test.
 */
export async function handleRequest(
  execute: Execute,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (req.method === 'GET') return send(res, 200, 'healthy: dynamodb', 'text/plain');
  try {
    const body = await readBody(req, MAX_REQUEST);
    const operation = TARGET.exec(String(req.headers['x-amz-target'] ?? ''))?.[1] ?? '';
    const result = execute(operation, parseBody(body));
    send(res, 200, JSON.stringify(result), CONTENT_TYPE);
  } catch (error) {
    // A client that went away in the middle of its request gets no answer, and did nothing.
    if (!req.errored) sendError(res, error instanceof BodyTooLarge ? tooLarge() : error);
  }
}

const tooLarge = () =>
  new DynamoDbError('RequestEntityTooLargeException', 'Request is larger than 16 MB', { statusCode: 413 });

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw serialization('The request body is not JSON');
  }
}

function sendError(res: ServerResponse, error: unknown): void {
  if (error instanceof DynamoDbError) {
    send(res, error.statusCode, JSON.stringify(error.toBody()), CONTENT_TYPE);
    return;
  }
  console.error('embedded DynamoDB:', error);
  const body = {
    __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
    message: 'Internal server error',
  };
  send(res, 500, JSON.stringify(body), CONTENT_TYPE);
}

function send(res: ServerResponse, status: number, text: string, contentType: string): void {
  const body = Buffer.from(text);
  res.writeHead(status, {
    'content-type': contentType,
    'content-length': body.length,
    'x-amzn-requestid': randomUUID(),
    'x-amz-crc32': String(crc32(body)),
  });
  res.end(body);
}
