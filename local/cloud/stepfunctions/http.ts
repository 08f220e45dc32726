import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, readBody } from '../body.ts';
import { ServiceError } from './errors.ts';

/** A request may carry a definition of 1 MiB, as JSON text inside JSON. */
const MAX_BODY_BYTES = 8 * 1_048_576;
const PREFIX = 'AWSStepFunctions.';

/** One request of the AWS JSON 1.0 protocol: the operation in `x-amz-target`, the input as the body. */
export async function serve(
  req: IncomingMessage,
  res: ServerResponse,
  execute: (operation: string, input: unknown) => unknown,
): Promise<void> {
  const requestId = randomUUID();
  try {
    const target = String(req.headers['x-amz-target'] ?? '');
    const body = (await readBody(req, MAX_BODY_BYTES)).toString('utf8');
    if (!target.startsWith(PREFIX))
      throw new ServiceError('UnknownOperationException', `No operation: '${target}'`);
    const output = await execute(target.slice(PREFIX.length), parse(body));
    send(res, 200, requestId, output ?? {});
  } catch (cause) {
    const error =
      cause instanceof BodyTooLarge
        ? new ServiceError('RequestEntityTooLarge', 'The request is too large.', 413)
        : cause;
    if (error instanceof ServiceError) {
      send(res, error.statusCode, requestId, { __type: error.name, message: error.message }, error.name);
    } else {
      const message = `The service failed: ${(error as Error).message}`;
      send(res, 500, requestId, { __type: 'InternalFailure', message }, 'InternalFailure');
    }
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body || '{}');
  } catch {
    throw new ServiceError('SerializationException', 'The request body is not JSON.');
  }
}

function send(
  res: ServerResponse,
  status: number,
  requestId: string,
  body: unknown,
  errorType?: string,
): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': requestId,
    ...(errorType ? { 'x-amzn-errortype': errorType } : {}),
  });
  res.end(text);
}
