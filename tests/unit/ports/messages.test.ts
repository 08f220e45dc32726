import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNoticePort, type Message } from '../../../shared/ports/messages.ts';

/** Each adapter against a server that notes what it is sent: a gateway, and the protocols of SES and SNS. */

interface Seen {
  path: string;
  authorization: string;
  body: string;
}

let server: Server;
let url: string;
let seen: Seen[];
let status: number;
const message: Message = {
  channel: 'SMS',
  to: '13800138000',
  subject: '缴费提醒',
  body: '请在规定时间内缴费',
  messageId: 'm-1',
};

async function text(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

beforeEach(async () => {
  seen = [];
  status = 200;
  server = createServer(async (req, res) => {
    seen.push({ path: req.url ?? '', authorization: req.headers.authorization ?? '', body: await text(req) });
    const json = req.url?.startsWith('/v2/');
    res.writeHead(status, { 'content-type': json ? 'application/json' : 'text/xml' });
    res.end(
      json
        ? '{"MessageId":"1"}'
        : '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>',
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The SDK's clients take their address from nowhere else; Vitest takes these back after the test.
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'a');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's');
  vi.stubEnv('AWS_ENDPOINT_URL_SNS', url);
  vi.stubEnv('AWS_ENDPOINT_URL_SESV2', url);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('C18: the ways that notices leave', () => {
  it('a gateway gets the message as JSON with its id and our token', async () => {
    await createNoticePort({
      NOTICE_ADAPTER: 'gateway',
      NOTICE_URL: `${url}/messages`,
      NOTICE_SECRET: 'token',
    }).send(message);
    expect(seen).toMatchObject([{ path: '/messages', authorization: 'Bearer token' }]);
    expect(JSON.parse(seen[0]?.body ?? '{}')).toEqual(message);
  });

  it('a gateway that refuses is reported by its status', async () => {
    status = 503;
    await expect(
      createNoticePort({ NOTICE_ADAPTER: 'gateway', NOTICE_URL: `${url}/full` }).send(message),
    ).rejects.toMatchObject({ code: 'HTTP_503' });
  });

  it('aws: a text message goes to SNS with the country’s prefix', async () => {
    await createNoticePort({ NOTICE_ADAPTER: 'aws', NOTICE_SENDER: 'noreply@example.gov.cn' }).send(message);
    const form = new URLSearchParams(seen[0]?.body);
    expect([form.get('Action'), form.get('PhoneNumber'), form.get('Message')]).toEqual([
      'Publish',
      '+8613800138000',
      '请在规定时间内缴费',
    ]);
  });

  it('aws: an e-mail goes to SES from our address; without one it is refused', async () => {
    const mail: Message = { ...message, channel: 'EMAIL', to: 'a@example.org' };
    await createNoticePort({ NOTICE_ADAPTER: 'aws', NOTICE_SENDER: 'noreply@example.gov.cn' }).send(mail);
    expect(seen[0]?.path).toBe('/v2/email/outbound-emails');
    expect(JSON.parse(seen[0]?.body ?? '{}')).toMatchObject({
      FromEmailAddress: 'noreply@example.gov.cn',
      Destination: { ToAddresses: ['a@example.org'] },
    });
    await expect(createNoticePort({ NOTICE_ADAPTER: 'aws' }).send(mail)).rejects.toMatchObject({
      code: 'NO_SENDER',
    });
  });
});
