import { ScanCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDeadlineSweeper } from '../../functions/events/sweep-deadlines.ts';
import { advance } from '../../shared/acts/application/advance.ts';
import type { Attempt } from '../../shared/acts/base/attempt.ts';
import { extendWindows } from '../../shared/acts/publicity/extend-windows.ts';
import { standingOf } from '../../shared/acts/publicity/standing.ts';
import type { DayFlag, HolidayCalendar } from '../../shared/contracts/calendar.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import { addDays, localDateOf } from '../../shared/rules/calendar/local-date.ts';
import { likelyWorkingDaysBetween } from '../../shared/rules/calendar/working-days.ts';
import { withCurrentWindow } from '../../shared/rules/publicity/window.ts';
import { requirePublicity } from '../../shared/store/publicities.ts';
import { publicityDocument } from '../../shared/views/publicity.ts';
import { createHarness, type Harness, TABLE } from '../contract/harness.ts';
import { get, givenAt, office, ops, ops2, PLAN, post, publish } from '../contract/office-road.ts';

/** D18 with everything in between: routes, stores, machine and sweeper, in whatever order. */

const system: Actor = { id: 'test', role: 'SYSTEM' };
const attempt: Attempt = (work) => work();
const never = () => false;

interface World {
  h: Harness;
  applicationId: string;
  publicityId: string;
  startAt: string;
}

/** What must hold from now on. */
interface Model {
  loads: number;
  closeAt: string;
  /** Every calendar in force while the window was open. */
  calendars: HolidayCalendar[];
  /** Window and proof as they were when the list was first seen closed. */
  closed?: string;
}

type Command = fc.AsyncCommand<Model, World>;

const command = (name: string, act: (model: Model, world: World) => Promise<unknown>): Command => ({
  check: () => true,
  async run(model, world) {
    await act(model, world);
    await judge(model, world);
  },
  toString: () => name,
});

/** What is told without the routes: by the very functions that they call. */
async function seen({ h, applicationId, publicityId }: World) {
  const context = await h.deps.plans.context(PLAN, h.clock.now());
  const [publicity, application, standing] = await Promise.all([
    requirePublicity(h.deps.table, publicityId),
    h.deps.applications.require(applicationId),
    standingOf(h.deps.table, PLAN, context),
  ]);
  const document = publicityDocument(publicity, [], context.plan, standing);
  const { turns } = withCurrentWindow(application, context);
  const own = turns.find((t) => t.step === 'PRE_PUBLICITY')?.dueAt;
  return { document, own };
}

/** The applicant, the desk and its queue, the office's list and the public page tell one date. */
async function readers({ h, applicationId, publicityId }: World) {
  const as = { id: 'person-1', role: 'APPLICANT' as const };
  const [page, lists, mine, desk, queue] = [
    await h.call('api-public', 'GET', `/v1/publicities/${publicityId}`),
    await get(h, office, '/v1/office/publicities'),
    await h.call('api-applicant', 'GET', `/v1/me/applications/${applicationId}`, { as }),
    await get(h, office, `/v1/staff/applications/${applicationId}`),
    await get(h, office, '/v1/staff/queue?stage=PRE_PUBLICITY'),
  ];
  const [own, file] = [mine.as('ApplicationView'), desk.as('DeskApplication')];
  const list = lists.as('OfficePublicityList').items.find((p) => p.publicityId === publicityId);
  const row = queue.as('Queue').items.find((one) => one.applicationId === applicationId);
  const waits = own.stage === 'PRE_PUBLICITY';
  return [
    page.as('PublicityDocument').window?.closeAt,
    list?.window?.closeAt,
    ...[own, file].map((one) => one.turns.find((t) => t.step === 'PRE_PUBLICITY')?.dueAt),
    ...(waits ? [own, file].flatMap((one) => [one.window?.closeAt, one.waiting.dueAt]) : []),
    ...(waits ? [row?.dueAt] : []),
  ];
}

async function judge(model: Model, world: World): Promise<void> {
  const { document, own } = await seen(world);
  const closeAt = document.window?.closeAt ?? '';
  expect(own).toBe(closeAt);
  expect(closeAt >= model.closeAt).toBe(true);
  model.closeAt = closeAt;
  const first = addDays(localDateOf(world.startAt), 1);
  const last = addDays(localDateOf(closeAt), -1);
  for (const calendar of model.calendars)
    expect(likelyWorkingDaysBetween(first, last, calendar).length).toBeGreaterThanOrEqual(5);
  if (document.status !== 'CLOSED') return expect(model.closed).toBeUndefined();
  const { closedAt: _, ...window } = document.window ?? {};
  const now = JSON.stringify([window, document.proof]);
  model.closed ??= now;
  expect(now).toBe(model.closed);
}

const later = (hours: number) =>
  command(`${hours} h later`, (_model, { h }) => Promise.resolve(h.clock.advance(hours * 3600)));

const notice = (id: string) => [{ title: '示例', url: `urn:${id}`, publishedAt: '2026-11-05' }];

/** Two persons load it; whether every open window is extended at once, by half, or not yet. */
async function load(model: Model, world: World, calendar: HolidayCalendar, run: 'ALL' | 'HALF' | 'NONE') {
  const { h } = world;
  const before = (await seen(world)).document.window;
  const open = before?.provisional || h.clock.now() < (before?.closeAt ?? '');
  const answers = [];
  for (const person of [ops, ops2]) answers.push(await post(h, person, '/v1/ops/calendars', { calendar }));
  // An implausible year is refused (D9).
  if (answers.some((answer) => answer.status >= 300)) return;
  if (open) model.calendars.push(await h.deps.calendars.current());
  let left = run === 'HALF' ? 1 : Number.POSITIVE_INFINITY;
  if (run !== 'NONE') await extendWindows(h.deps, system, () => left-- <= 0, attempt);
}

const runs = fc.constantFrom('ALL' as const, 'HALF' as const, 'NONE' as const);
const turned = fc.array(
  fc.record({ offset: fc.integer({ min: -3, max: 16 }), flag: fc.constantFrom<DayFlag>('OFF', 'WORK') }),
  { minLength: 1, maxLength: 3 },
);
const amendment = fc.tuple(turned, runs).map(([days, run]) =>
  command(`amend ${days.map((d) => `${d.offset}${d.flag}`).join(' ')} ${run}`, (model, world) => {
    model.loads += 1;
    const id = `cn-amended-${model.loads}`;
    const from = localDateOf(world.startAt);
    const flags = Object.fromEntries(days.map(({ offset, flag }) => [addDays(from, offset), flag]));
    return load(model, world, { id, jurisdiction: 'CN', years: [], notices: notice(id), days: flags }, run);
  }),
);
/** The seven days that the law names. */
const free = ['01-01', '02-08', '02-09', '04-05', '05-03', '06-09', '10-01', '10-04'];
const nextYear = runs.map((run) =>
  command(`next year ${run}`, (model, world) => {
    const days = Object.fromEntries(free.map((day) => [`2027-${day}`, 'OFF' as const]));
    const id = 'cn-2026-11-05';
    return load(model, world, { id, jurisdiction: 'CN', years: [2027], notices: notice(id), days }, run);
  }),
);
const sweep = command('sweep', (_model, { h }) => createDeadlineSweeper(h.deps)());
const wake = command('the machine wakes', async (_model, { h, applicationId }) => {
  const application = await h.deps.applications.require(applicationId);
  if (application.stage === 'PRE_PUBLICITY') await advance(h.deps, application, application.turn);
});

/** The table of an application that waits for its list: made once, and put into each world as it is. */
async function waitingForAList() {
  const h = await createHarness({ now: '2026-12-01T01:00:00.000Z' });
  const { applicationId } = await givenAt(h, 'OFFICE_AUDITED');
  const { Items = [] } = await h.db.send(new ScanCommand({ TableName: TABLE }));
  await h.close();
  const puts = Items.map((Item) => ({ Put: { TableName: TABLE, Item } }));
  return {
    applicationId,
    async into({ db }: Harness) {
      for (let from = 0; from < puts.length; from += 100)
        await db.send(new TransactWriteItemsCommand({ TransactItems: puts.slice(from, from + 100) }));
    },
  };
}

const days = fc.integer({ min: 0, max: 26 }).map((n) => addDays('2026-12-01', n));

test('D18 K2 K3: whatever is loaded, closed and read in whatever order, no window moves earlier, is too short, or changes once closed; all tell one date', {
  timeout: 900_000,
}, async () => {
  const commands = fc.commands(
    [
      fc.integer({ min: 1, max: 120 }).map(later),
      amendment,
      amendment,
      nextYear,
      fc.constant(sweep),
      fc.constant(wake),
    ],
    { maxCommands: 10 },
  );
  const waiting = await waitingForAList();
  const { applicationId } = waiting;
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(commands, days, async (acts, day) => {
      const h = await createHarness({ now: `${day}T02:00:00.000Z` });
      try {
        await waiting.into(h);
        const { publicityId, window } = await publish(h, 'PRE', [applicationId]);
        const { startAt = '', closeAt = '' } = window ?? {};
        const world: World = { h, applicationId, publicityId, startAt };
        const model: Model = { loads: 0, closeAt, calendars: [await h.deps.calendars.current()] };
        await fc.asyncModelRun(() => ({ model, real: world }), acts);
        expect(new Set(await readers(world))).toEqual(new Set([model.closeAt]));
        await extendWindows(h.deps, system, never, attempt);
        // What is told is what is stored, and every extension has its event.
        const stored = await requirePublicity(h.deps.table, publicityId);
        const { turns } = await h.deps.applications.require(applicationId);
        const turn = turns.find((t) => t.step === 'PRE_PUBLICITY');
        expect([stored.window?.closeAt, turn?.dueAt]).toEqual([model.closeAt, model.closeAt]);
        if (model.closeAt > closeAt) changed += 1;
      } finally {
        await h.close();
      }
    }),
    { numRuns: 500 },
  );
  expect(changed).toBeGreaterThan(50);
});
