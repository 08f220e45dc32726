import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Who may talk to a server of this machine. A page of any other site can send requests to 127.0.0.1, and with a name of its
 * own that leads here (DNS rebinding) it can read the answers too: so names are looked at, on every request.
 */
interface Guest {
  /** Names that a `Host` may have; the port is free, since people forward ports. */
  readonly hosts: ReadonlySet<string>;
  /** Pages that may ask; a request without an `Origin` comes from a program, or from our own page. */
  readonly origins: (origin: URL, mainPort: number) => boolean;
}

const here = new Set(['127.0.0.1', 'localhost', '[::1]']);
const anyPageOfOurs = (origin: URL, mainPort: number) =>
  here.has(origin.hostname) && origin.protocol === 'http:' && origin.port === String(mainPort);

/** The table: what each door of the stack lets in. */
const guests = {
  /** Everything that people open: pages, sign-in, API. Sessions and tokens say the rest. */
  site: { hosts: here, origins: () => true },
  /** Clock, mailbox and executions: no token stands before them. */
  console: { hosts: here, origins: anyPageOfOurs },
  /** Files: our pages send them straight here. Tables and executions: programs alone. */
  s3: { hosts: here, origins: anyPageOfOurs },
  dynamodb: { hosts: here, origins: () => false },
  stepfunctions: { hosts: here, origins: () => false },
} satisfies Record<string, Guest>;

export type Door = keyof typeof guests;

/** Whether the request may come in by this door; where not, it has been answered with 403. */
export function letIn(door: Door, mainPort: number, req: IncomingMessage, res: ServerResponse): boolean {
  const { hosts, origins }: Guest = guests[door];
  const host = URL.parse(`http://${req.headers.host ?? ''}`)?.hostname;
  const said = req.headers.origin;
  const origin = said === undefined ? undefined : URL.parse(said);
  const welcome =
    host !== undefined && hosts.has(host) && (said === undefined || (!!origin && origins(origin, mainPort)));
  if (!welcome)
    res.writeHead(403, { 'content-type': 'application/json; charset=utf-8' }).end(
      JSON.stringify({
        message: '只接受本机页面和程序的请求。Only pages and programs of this machine may ask.',
      }),
    );
  return welcome;
}
