import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { BodyTooLarge, drain } from './body.ts';

export type Serve = (req: IncomingMessage, res: ServerResponse) => Promise<unknown>;

/** A request that is not there in whole after so long is answered 408: nobody holds a connection by sending slowly. */
const SLOWEST = { headersTimeout: 15_000, requestTimeout: 120_000, connectionsCheckingInterval: 5_000 };

/** A server that holds its port at once and answers 503 until it is told how to serve. */
export async function listen(
  servers: Server[],
  port: number,
): Promise<{ port: number; serve(handler: Serve): void }> {
  let handler: Serve = async (_req, res) => res.writeHead(503, { 'retry-after': '1' }).end();
  const server = createServer({ keepAliveTimeout: 60_000, ...SLOWEST }, (req, res) => {
    // Whoever refused early has not read all of it.
    res.once('finish', () => drain(req));
    handler(req, res).catch((error) => {
      if (error instanceof BodyTooLarge && !res.headersSent) res.writeHead(413).end();
      else res.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  servers.push(server);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    serve(next) {
      handler = next;
    },
  };
}
