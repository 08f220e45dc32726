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

/** The adapter that NOTICE_ADAPTER names; the same one for the same settings. */
export function createNoticePort(env: Pick<Environment, 'NOTICE_ADAPTER' | 'NOTICE_URL'>): NoticePort {
  const { NOTICE_ADAPTER: adapter, NOTICE_URL: url = '' } = env;
  const key = `${adapter} ${url}`;
  const port = ports.get(key) ?? (adapter === 'mailbox' ? resting(mailbox(url)) : notInstalled);
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

/** The embedded mailbox: an HTTP endpoint that takes the message as JSON and keeps a repeated id once. */
function mailbox(url: string): NoticePort {
  return {
    async send(message) {
      if (url === '') throw new NoticeFailure('NO_ADDRESS_OF_MAILBOX');
      let status: number;
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
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

/**
 * NOTICE_ADAPTER=aws needs @aws-sdk/client-sesv2 and @aws-sdk/client-sns (or, in mainland China, a licensed text-message
 * gateway: SNS sends none there), which this package does not carry yet. Until an adapter is put here every message
 * is recorded as failed with this code, and the notice stays readable inside the platform.
 */
const notInstalled: NoticePort = {
  send: () => Promise.reject(new NoticeFailure('ADAPTER_NOT_INSTALLED')),
};
