import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMailbox, type Message, type StoredMessage } from '../../local/cloud/mailbox/index.ts';

/** The embedded mailbox behind an HTTP endpoint, which a test may break. */
export interface TestMailbox {
  url: string;
  /** What every request is answered with; 200 keeps the message. */
  status: number;
  /** Requests so far, kept or not. */
  requests: number;
  messages(to?: string): StoredMessage[];
  close(): Promise<void>;
}

export async function startMailbox(now: () => number): Promise<TestMailbox> {
  const mailbox = createMailbox(':memory:', now);
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    box.requests += 1;
    if (box.status < 300) mailbox.receive(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Message);
    res.writeHead(box.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const box: TestMailbox = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mailbox`,
    status: 204,
    requests: 0,
    messages: (to) => mailbox.list({ limit: 1000, ...(to ? { to } : {}) }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      mailbox.close();
    },
  };
  return box;
}
