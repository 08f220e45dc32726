import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient, SNSServiceException } from '@aws-sdk/client-sns';
import type { Environment } from '../contracts/environment.ts';

/** A message that leaves the platform. `messageId` is the same at every attempt: a gateway that knows it sends it once. */
export interface Message {
  readonly channel: 'SMS' | 'EMAIL';
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly messageId: string;
}

/** Port of text messages and e-mail (design.md §5). */
export interface NoticePort {
  /** @throws {NoticeFailure} when it was not taken; the caller records that and tries again later */
  send(message: Message): Promise<void>;
}

/** Why a message was not taken. The code is for the record and the log; it holds nothing of the message. */
export class NoticeFailure extends Error {
  readonly code: string;
  constructor(code: string, options?: { cause?: unknown }) {
    super(`a notice could not be sent: ${code}`, options);
    this.name = 'NoticeFailure';
    this.code = code;
  }
}

const TIMEOUT_MS = 3_000;
/** A gateway that could not be reached is left alone so long: a batch of notices may not wait for each of them. */
const REST_MS = 30_000;

const ports = new Map<string, NoticePort>();

type Settings = Pick<Environment, 'NOTICE_ADAPTER' | 'NOTICE_URL' | 'NOTICE_SECRET' | 'NOTICE_SENDER'>;

/** The adapter that NOTICE_ADAPTER names; the same one for the same settings. */
export function createNoticePort(env: Settings): NoticePort {
  const {
    NOTICE_ADAPTER: adapter,
    NOTICE_URL: url = '',
    NOTICE_SECRET: secret,
    NOTICE_SENDER: sender = '',
  } = env;
  const key = `${adapter} ${url} ${sender}`;
  const port = ports.get(key) ?? resting(adapter === 'aws' ? awsServices(sender) : httpGateway(url, secret));
  ports.set(key, port);
  return port;
}

function resting(port: NoticePort): NoticePort {
  let until = 0;
  return {
    async send(message) {
      if (performance.now() < until) throw new NoticeFailure('GATEWAY_RESTS');
      try {
        await port.send(message);
      } catch (error) {
        if (error instanceof NoticeFailure && error.code === 'UNREACHABLE')
          until = performance.now() + REST_MS;
        throw error;
      }
    },
  };
}

/**
 * A message gateway over HTTP: takes the message as JSON, keeps a repeated `messageId` once. The embedded mailbox is one;
 * in mainland China, where SNS sends no text messages, the city's licensed gateway is another.
 */
function httpGateway(url: string, secret: string | undefined): NoticePort {
  return {
    async send(message) {
      if (url === '') throw new NoticeFailure('NO_ADDRESS_OF_GATEWAY');
      let status: number;
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(secret ? { authorization: `Bearer ${secret}` } : {}),
          },
          body: JSON.stringify(message),
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        await answer.body?.cancel();
        status = answer.status;
      } catch (cause) {
        throw new NoticeFailure('UNREACHABLE', { cause });
      }
      if (status >= 300) throw new NoticeFailure(`HTTP_${status}`);
    },
  };
}

/** SES for e-mail and SNS for text messages. Neither knows a message id, so an attempt that was cut off may repeat one. */
function awsServices(sender: string): NoticePort {
  const mail = new SESv2Client({ maxAttempts: 2 });
  const text = new SNSClient({ maxAttempts: 2 });
  return {
    async send({ channel, to, subject, body }) {
      try {
        if (channel === 'SMS') {
          await text.send(
            new PublishCommand({ PhoneNumber: to.startsWith('+') ? to : `+86${to}`, Message: body }),
          );
          return;
        }
        if (sender === '') throw new NoticeFailure('NO_SENDER');
        const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
        await mail.send(
          new SendEmailCommand({
            FromEmailAddress: sender,
            Destination: { ToAddresses: [to] },
            Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(body) } } },
          }),
        );
      } catch (cause) {
        if (cause instanceof NoticeFailure) throw cause;
        // A refusal has the service's name for it; anything else means that the service was not reached.
        const name =
          cause instanceof SESv2ServiceException || cause instanceof SNSServiceException
            ? cause.name
            : 'UNREACHABLE';
        throw new NoticeFailure(name, { cause });
      }
    },
  };
}
