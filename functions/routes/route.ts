import type { BodyName, ResponseName } from '../../shared/contracts/api/index.ts';
import type { RateLimit } from '../../shared/contracts/rate-limit.ts';
import type { Role } from '../../shared/contracts/roles.ts';

/** A route as everybody reads it. */
export interface Route {
  /** Also the file in functions/api. */
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: `/v1/${string}`;
  /** The function that carries it; one an audience (design.md §2). */
  audience: 'api-public' | 'api-applicant' | 'api-staff' | 'api-committee' | 'documents';
  /** Which pool's token it takes; `none` is open to everybody. */
  auth: 'none' | 'public' | 'staff';
  /** Who may call it; empty means everybody that `auth` lets in. Checked in functions/request.ts, nowhere else. */
  roles: readonly Role[];
  /** Names of its query parameters; any other is refused. */
  query?: readonly string[];
  body?: BodyName;
  response: ResponseName;
  /** What a refusal with 412 shows of what was acted on, where that is not what the route answers. */
  standing?: ResponseName;
  /** POSTs that create or decide take an Idempotency-Key. */
  idempotent?: true;
  /** Nothing of a request may be kept, not even under its key; the handler knows a repeated one by itself (B5, D19). */
  secret?: true;
  /** How often somebody may ask (D22). */
  limits?: readonly RateLimit[];
  /** Open, and answered 401 without the sender’s own signature in the body. */
  signed?: true;
  /** Shown on a screen in a room: as long as it is, somebody is there (D34). */
  screen?: true;
  /** Edits take If-Match. */
  ifMatch?: true;
  summary: { zh: string; en: string };
  rules?: readonly string[];
}

/** A route as its table has it: what the table says of all of them is left out. */
interface Row extends Omit<Route, 'audience' | 'auth' | 'roles' | 'idempotent' | 'ifMatch' | 'summary'> {
  roles?: readonly Role[];
  /** Of a POST that only asks, or comes from somebody who knows no keys. */
  idempotent?: false;
  zh: string;
  en: string;
}

type RouteFor<R extends Row, Audience, Auth> = Pick<R, Exclude<keyof R, 'idempotent' | 'zh' | 'en'>> &
  Pick<Route, 'roles' | 'summary'> & { audience: Audience; auth: Auth } & (R extends { method: 'PUT' }
    ? { ifMatch: true }
    : R extends { method: 'POST'; idempotent?: never }
      ? { idempotent: true }
      : unknown);

/** The routes of an audience: a POST takes an Idempotency-Key, a PUT If-Match. */
export function rowsOf<
  const Audience extends Route['audience'],
  const Auth extends Route['auth'],
  const Rows extends readonly Row[],
>(audience: Audience, auth: Auth, rows: Rows) {
  return rows.map(({ zh, en, idempotent, ...row }) => ({
    roles: [],
    ...row,
    ...{ audience, auth, summary: { zh, en } },
    ...(row.method === 'POST' && idempotent === undefined ? { idempotent: true } : {}),
    ...(row.method === 'PUT' ? { ifMatch: true } : {}),
  })) as unknown as { [I in keyof Rows]: RouteFor<Rows[I], Audience, Auth> };
}
