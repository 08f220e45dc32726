import { createHash } from 'node:crypto';
import type { Route } from '../../functions/routes.ts';
import type { Item } from '../../local/cloud/dynamodb/types.ts';
import type { Stage } from '../../shared/contracts/stages.ts';
import { createRandom, type Random } from '../../shared/rules/dryrun/random.ts';
import type { CallOptions } from '../contract/events.ts';
import type { Answer, Caller } from '../contract/harness.ts';
import { type Choices, createChoices } from './behaviours.ts';
import { makePerson, makeUnit, type Person, type Unit } from './people.ts';
import type { World } from './world.ts';

/** What everybody who lives in a season shares: the world, what is known of where things stand, and how one asks. */

export interface Options {
  people: number;
  seed: number;
  /** The first of the frozen plans where it is left out. */
  plan?: string;
  /** Occurrences or behaviours left out; people left out. */
  without?: ReadonlySet<string>;
  only?: ReadonlySet<string>;
  /** One more invariant, looked at when the season is over. */
  also?(life: Life): void;
}

/** Where an application stands, by the newest image of the stream. */
export interface Standing {
  id: string;
  applicantId: string;
  stage: Stage;
  step: string;
  turn: number;
  revision: number;
  version: number;
  queue: string;
  paper: string;
  publicityId?: string | undefined;
  /** What the simulator looks at of it; of the turns the last one. Whole images of ten thousand are gigabytes. */
  image: Pick<Item, (typeof remembered)[number]>;
}

export const remembered = [
  ...([
    'applicantId',
    'applicantName',
    'applicationNo',
    'certificate',
    'paper',
    'pendingCorrection',
  ] as const),
  ...(['reexamination', 'route', 'sessionId', 'turns', 'unit', 'window', 'withdrawalRequested'] as const),
] as const;

export interface Breach {
  invariant: string;
  detail: string;
  /** Whose application it is, where it is one's. */
  subject?: string | undefined;
  at: string;
}

export interface Life {
  readonly options: Options;
  readonly world: World;
  readonly random: Random;
  readonly choices: Choices;
  readonly people: Person[];
  readonly units: Unit[];
  /** Open and ended applications. */
  readonly standing: Map<string, Standing>;
  /** Application ids by queue partition. */
  readonly queues: Map<string, Set<string>>;
  readonly breaches: Breach[];
  breach(invariant: string, detail: string, subject?: string): void;
  /** Asks once, or as difficult people do: twice, with lost answers, from two tabs. */
  ask(
    as: Caller | undefined,
    method: Route['method'],
    path: string,
    options?: Omit<CallOptions, 'as'>,
  ): Promise<Answer>;
  /** When an application was last changed, in epoch ms. */
  lastChange: number;
  /** Applications whose machine was stopped because a step of theirs can never succeed. */
  readonly dead: Set<string>;
  /** Drafts that their owner could not bring into order, by the codes that stood in the way. */
  readonly gaveUp: string[];
  /** Payments that the gateway has taken. */
  readonly money: { orderId: string; transactionId: string; amountFen: number }[];
}

export function createLife(options: Options, world: World): Life {
  const random = createRandom(`season ${options.seed}`);
  const choices = createChoices(random.fork('choices'), options.without);
  const unitCount = Math.max(2, Math.ceil(options.people / 12));
  const units = Array.from({ length: unitCount }, (_, n) => makeUnit(random.fork(`unit ${n}`), n));
  const people = Array.from({ length: options.people }, (_, n) =>
    makePerson(random.fork(`person ${n}`), n, unitCount),
  ).filter(({ id }) => !options.only || options.only.has(id));
  let keys = 0;

  const life: Life = {
    options,
    world,
    random,
    choices,
    people,
    units,
    standing: new Map(),
    queues: new Map(),
    breaches: [],
    money: [],
    gaveUp: [],
    lastChange: 0,
    dead: new Set(),
    breach(invariant, detail, subject) {
      if (
        life.breaches.some((b) => b.invariant === invariant && b.detail === detail && b.subject === subject)
      )
        return;
      life.breaches.push({ invariant, detail, subject, at: world.scheduler.now() });
      world.scheduler.note(`BROKEN ${invariant} ${detail} ${subject ?? ''}`);
    },
    async ask(as, method, path, given = {}) {
      const key = given.key ?? keyOf(options.seed, ++keys);
      const same = { ...given, key };
      const who = as?.id ?? 'public';
      // Whoever gets no answer asks again, as the pages do; and later anew where the dead request still has the key.
      const once = async (given = same): Promise<Answer> => {
        for (let [o, died] = [given, false]; ; ) {
          const answer = await world.call(as, method, path, o);
          const held = died && answer?.status === 409 && answer.problem().code === 'REQUEST_RUNNING';
          if (answer && !held) return answer;
          died = true;
          if (held) o = { ...o, key: keyOf(options.seed, ++keys) };
        }
      };
      if (method === 'GET') return once();
      // Whoever's worker was killed asks again, and may come upon its own request.
      const before = world.killed;
      if (choices.does('same-key-twice', who)) {
        const [first, second] = await Promise.all([once(), once()]);
        if (!first || !second) throw new Error('unreachable');
        if (world.killed === before && differ(first, second))
          life.breach(method === 'PUT' ? 'PUT_TWICE' : 'KEY_TWICE', `${method} ${shapeOf(path)}`);
        return first.status < 300 ? first : second;
      }
      if (choices.does('answer-lost', who)) {
        const first = await once();
        const second = await once();
        if (world.killed === before && first.status < 300 && differ(first, second))
          life.breach(method === 'PUT' ? 'PUT_REPEATED' : 'KEY_REPEATED', `${method} ${shapeOf(path)}`);
        return first.status < 300 ? first : second;
      }
      if (choices.does('two-tabs', who)) {
        const [first, second] = await Promise.all([
          once(),
          once({ ...same, key: keyOf(options.seed, ++keys) }),
        ]);
        if (!first || !second) throw new Error('unreachable');
        return first.status < 300 ? first : second;
      }
      return once();
    },
  };
  return life;
}

/** As a browser draws them: nobody can guess one, and a ballot is known again by it (D19). */
function keyOf(seed: number, n: number): string {
  const hex = createHash('sha256').update(`key ${seed} ${n}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Twins hear one and the same, unless one of them is counted against a limit that the other has used up (D22). */
const differ = (one: Answer, other: Answer): boolean =>
  one.status !== 429 && other.status !== 429 && saidBy(one) !== saidBy(other);

/** Status, and why it was refused. */
const saidBy = (answer: Answer): string =>
  answer.status < 300 ? String(answer.status) : `${answer.status} ${answer.problem().code}`;

/** Somebody else was faster, the same request is still being carried out, or one has asked too often: one looks again. */
export const isRaced = (code: string): boolean => /^STALE|^REQUEST_RUNNING$|^TOO_MANY_REQUESTS$/.test(code);

/** A path without its ids: the same for everybody. */
export const shapeOf = (path: string): string =>
  path
    .split('?')[0]
    ?.split('/')
    .map((part) => (/\d/.test(part) && part !== 'v1' ? '*' : part))
    .join('/') ?? path;

const HOUR = 3600;

/** Seconds until some working moment (Monday to Friday, 9–17 in Hangzhou), after at least `days`. */
export function workingMoment(now: number, random: Random, days = 0): number {
  const offset = 8 * HOUR * 1000;
  const from = now + days * 24 * HOUR * 1000 + random.int(60, 4 * HOUR) * 1000;
  let local = new Date(from + offset);
  const atNine = (date: Date, plus: number) =>
    new Date(
      Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + plus, 9) +
        random.int(0, 7 * HOUR) * 1000,
    );
  if (local.getUTCHours() < 9) local = atNine(local, 0);
  else if (local.getUTCHours() >= 17) local = atNine(local, 1);
  while ([0, 6].includes(local.getUTCDay())) local = atNine(local, 1);
  return Math.max(1, (local.getTime() - offset - now) / 1000);
}
