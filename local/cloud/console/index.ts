import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { BodyTooLarge, readBody, SMALL_BODY } from '../body.ts';
import type { MovableClock } from '../clock/clock.ts';
import type { Mailbox, Message } from '../mailbox/index.ts';
import type { StepFunctions } from '../stepfunctions/index.ts';

interface Options {
  clock: MovableClock;
  mailbox: Mailbox;
  machine: StepFunctions;
  stateMachineArns: readonly string[];
  accounts: readonly { login: string; name: string; label: string; pool: string }[];
  /** Resolves when everything that has been set off has come to rest. */
  settle(): Promise<void>;
  /** Whether the first start is still laying out its data, and may move the clock. */
  preparing(): boolean;
}

export interface Console {
  /** Answers /local/api/* and the style sheet; false where the path is not its own. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
}

interface ExecutionRow {
  executionArn: string;
  name: string;
  status: string;
  startDate: number;
  stopDate?: number;
}

/** The API behind the local page: clock, mailbox, executions, accounts. There is nothing like it on AWS. */
export function createConsole(options: Options): Console {
  const { clock, mailbox } = options;
  const css = readFileSync(join(import.meta.dirname, 'sign-in.css'), 'utf8');

  const clockState = () => {
    const timer = options.machine.nextTimer();
    return {
      now: new Date(clock.now()).toISOString(),
      realNow: new Date().toISOString(),
      ...(timer === undefined ? {} : { nextTimer: new Date(timer).toISOString() }),
      ...(options.preparing() ? { preparing: true } : {}),
    };
  };

  const routes: Record<string, (req: IncomingMessage, url: URL) => Promise<unknown> | unknown> = {
    'GET /local/api/clock': clockState,
    'POST /local/api/clock': async (req) => {
      const { to } = (await json(req)) as { to?: string };
      const at = Date.parse(to ?? '');
      if (Number.isNaN(at)) throw new Refusal(422, 'to 应为 ISO 8601 时间。');
      if (at < clock.now()) throw new Refusal(409, '本地时钟只能向前移动。');
      clock.moveTo(at);
      await options.settle();
      return clockState();
    },
    'GET /local/api/mailbox': (_req, url) => ({
      items: mailbox.list({
        to: url.searchParams.get('to') ?? undefined,
        limit: limitOf(url),
      }),
    }),
    'POST /local/api/mailbox': async (req) => {
      mailbox.receive((await json(req)) as Message);
      return {};
    },
    'GET /local/api/accounts': () => ({ items: options.accounts }),
    'GET /local/api/executions': async (_req, url) => ({
      items: await executions(options, limitOf(url)),
    }),
    'POST /local/api/settle': async () => {
      await options.settle();
      return clockState();
    },
  };

  return {
    async handle(req, res) {
      const url = new URL(req.url ?? '/', 'http://local');
      if (url.pathname === '/local/sign-in.css') {
        res
          .writeHead(200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=300' })
          .end(css);
        return true;
      }
      if (!url.pathname.startsWith('/local/api/')) return false;
      const run = routes[`${req.method} ${url.pathname}`];
      try {
        if (!run) throw new Refusal(404, '没有这个接口。');
        send(res, 200, await run(req, url));
      } catch (error) {
        send(res, error instanceof Refusal ? error.status : error instanceof BodyTooLarge ? 413 : 500, {
          message: error instanceof Error ? error.message : String(error),
        });
      }
      return true;
    },
  };
}

/** Executions, newest first, each with the state that it is in. */
async function executions({ machine, stateMachineArns }: Options, limit: number): Promise<unknown[]> {
  const rows: (ExecutionRow & { state?: string })[] = [];
  for (const stateMachineArn of stateMachineArns) {
    const answer = (await machine.execute('ListExecutions', { stateMachineArn, maxResults: limit })) as {
      executions: ExecutionRow[];
    };
    for (const row of answer.executions) rows.push({ ...row, state: await currentState(machine, row) });
  }
  return rows.map(({ executionArn: _arn, startDate, stopDate, ...row }) => ({
    ...row,
    startedAt: iso(startDate),
    ...(stopDate ? { stoppedAt: iso(stopDate) } : {}),
  }));
}

async function currentState(
  machine: StepFunctions,
  { executionArn }: ExecutionRow,
): Promise<string | undefined> {
  const { events } = (await machine.execute('GetExecutionHistory', {
    executionArn,
    reverseOrder: true,
    maxResults: 50,
  })) as {
    events: { stateEnteredEventDetails?: { name: string } }[];
  };
  return events.find((e) => e.stateEnteredEventDetails)?.stateEnteredEventDetails?.name;
}

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Rows of a list: 50 unless told, 1,000 at most. @throws {Refusal} 400 */
function limitOf(url: URL): number {
  const said = url.searchParams.get('limit') ?? '50';
  if (!/^\d{1,4}$/.test(said) || Number(said) < 1 || Number(said) > 1000)
    throw new Refusal(400, 'limit 应为 1 至 1000 的整数。');
  return Number(said);
}

async function json(req: IncomingMessage): Promise<unknown> {
  const text = (await readBody(req, SMALL_BODY)).toString('utf8');
  try {
    return JSON.parse(text || '{}');
  } catch {
    throw new Refusal(400, '请求内容不是有效的 JSON。');
  }
}

function send(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  res.end(JSON.stringify(body));
}
