import type { StreamRecord } from '../../local/cloud/dynamodb/index.ts';
import type { Item } from '../../local/cloud/dynamodb/types.ts';
import { type Stage, stages } from '../../shared/contracts/stages.ts';
import { createRandom } from '../../shared/rules/dryrun/random.ts';
import { Applicant } from './applicant.ts';
import { loadCalendars } from './calendars.ts';
import { Desks, liveUnit } from './desks.ts';
import { Detours } from './detours.ts';
import { executionOf } from './invariants.ts';
import { type Breach, createLife, type Life, type Options, remembered, type Standing } from './life.ts';
import { Office } from './office.ts';
import { plan, usePlan } from './plan.ts';
import { createSamples } from './samples.ts';
import { type Watch, watch } from './watch.ts';
import { createWorld } from './world.ts';

/** A whole season: everybody is put there, and time passes until nothing more happens. */

const DAYS = 420;

export interface Season {
  life: Life;
  watch: Watch;
  hash: string;
  steps: number;
}

export interface SeasonHooks {
  keepLines?: boolean;
  /** Ends the season at the first breach that is asked for. */
  until?(breach: Breach): boolean;
  progress?(done: number, of: number, life: Life): void;
}

export async function liveSeason(options: Options, hooks: SeasonHooks = {}): Promise<Season> {
  const { declare } = usePlan(options.plan).windows;
  const random = createRandom(`world ${options.seed}`);
  const samples = await createSamples();
  const world = createWorld({
    start: `${declare.open}T00:00:00.000Z`,
    people: options.people,
    random,
    faults: { repeat: 0.08, late: 0.03, lost: 0.01, killed: 0.004 },
    keepLines: hooks.keepLines ?? false,
  });
  await world.loaded;
  const life = createLife(options, world);
  const eye = watch(life);
  const until = world.scheduler.clock.now() + DAYS * 24 * 3600_000;
  try {
    const applicants = new Map(life.people.map((p) => [p.id, new Applicant(life, samples, p)]));
    const desks = new Desks(life);
    const detours = new Detours(life);
    world.onRecord = (record) => {
      eye.record(record);
      const standing = standingOf(record);
      if (!standing) return;
      const before = life.standing.get(standing.id);
      if (before && before.version >= standing.version) return;
      place(life, standing, before);
      eye.moved(before, standing);
      if (before?.stage !== standing.stage || before?.paper !== standing.paper)
        applicants.get(standing.applicantId)?.told();
      if (
        before?.queue !== standing.queue ||
        before?.turn !== standing.turn ||
        before?.paper !== standing.paper
      )
        desks.arrived(standing);
      detours.moved(before, standing);
      if (before?.turn !== standing.turn) stopMachine(life, standing);
    };
    world.onAnswer = eye.answer;
    world.onFailure = eye.failure;
    world.onStep = eye.stepped;
    world.onContract = (detail) => life.breach('CONTRACT', detail);
    world.onPrint = eye.print;
    world.onMisprint = eye.misprint;
    for (let n = 0; n < life.units.length; n += 1)
      liveUnit(life, n, samples.pdf('授权委托证明'), world.scheduler.clock.now() + 45 * 24 * 3600_000);
    for (const applicant of applicants.values()) applicant.begin();
    new Office(life, until - 5 * 24 * 3600_000).begin();
    loadCalendars(life);
    killings(life);

    const started = world.scheduler.clock.now();
    let seen = 0;
    await world.scheduler.run(until, async () => {
      await world.settle();
      await eye.step();
      const news = life.breaches.slice(seen);
      seen += news.length;
      if (isOver(life) || news.some((breach) => hooks.until?.(breach))) world.scheduler.stop();
      hooks.progress?.(world.scheduler.clock.now() - started, until - started, life);
    });
    await eye.end();
    return { life, watch: eye, hash: world.scheduler.hash(), steps: world.scheduler.steps };
  } finally {
    eye.close();
    world.close();
  }
}

/** Whoever is late with a declaration is so by then. */
const declared = () => Date.parse(plan.windows.declare.close) + 25 * 24 * 3600_000;
/** After the end the paper still goes home; a month is enough for that. */
const REST_MS = 40 * 24 * 3600_000;

/** Everything has ended, and has had its rest. */
function isOver(life: Life): boolean {
  const now = life.world.scheduler.clock.now();
  if (now < declared() || now < life.lastChange + REST_MS) return false;
  for (const { id, stage } of life.standing.values())
    if (!('end' in stages[stage]) && !life.dead.has(id)) return false;
  return true;
}

const killed = [
  ['process-killed', 'ALL'],
  ['tables-killed', 'TABLES'],
  ['machine-killed', 'MACHINE'],
] as const;

/** In some weeks everything is killed at once, or one engine alone, wherever it stands, and starts again from the disk. */
function killings(life: Life): void {
  const { scheduler } = life.world;
  for (const [behaviour, what] of killed) {
    const random = life.random.fork(behaviour);
    const week = (n: number) => {
      scheduler.in(7 * 24 * 3600 + random.int(0, 72 * 3600), 'kill', async () => {
        if (n < DAYS / 8) week(n + 1);
        if (!life.choices.does(behaviour, `week-${n}`)) return;
        for (let commands = random.int(0, 20); commands > 0; commands -= 1) await scheduler.gate();
        life.world.kill(what);
      });
    };
    week(1);
  }
}

/** Somebody with a console stops an execution; nobody but the reconciler will notice. */
function stopMachine(life: Life, { id, applicantId, revision }: Standing): void {
  if (revision === 0 || !life.choices.does('machine-stopped', applicantId)) return;
  const { scheduler } = life.world;
  scheduler.in(3600, 'operations', async () => {
    const standing = life.standing.get(id);
    if (!standing) return;
    const { arn: executionArn } = executionOf(life, standing);
    await Promise.resolve(life.world.machine.execute('StopExecution', { executionArn })).catch(
      () => undefined,
    );
  });
}

function standingOf({ dynamodb }: StreamRecord): Standing | undefined {
  const image = dynamodb.NewImage;
  if (image?.type?.S !== 'APPLICATION') return undefined;
  const turns = image.turns?.L ?? [];
  return {
    id: image.applicationId?.S ?? '',
    applicantId: image.applicantId?.S ?? '',
    stage: image.stage?.S as Stage,
    step: turns.at(-1)?.M?.step?.S ?? 'DRAFTING',
    turn: Number(image.turn?.N),
    revision: Number(image.revision?.N),
    version: Number(image.version?.N),
    queue: image.queuePk?.S ?? '',
    paper: image.paper?.M?.status?.S ?? '',
    publicityId: image.window?.M?.publicityId?.S,
    image: glimpseOf({ ...image, turns: { L: turns.slice(-1) } }),
  };
}

function glimpseOf(image: Item): Standing['image'] {
  const seen = remembered.flatMap((name) => (image[name] ? [[name, image[name]]] : []));
  return Object.fromEntries(seen);
}

function place(life: Life, standing: Standing, before: Standing | undefined): void {
  life.standing.set(standing.id, standing);
  life.lastChange = life.world.scheduler.clock.now();
  if (before?.queue === standing.queue) return;
  if (before) life.queues.get(before.queue)?.delete(standing.id);
  if (!standing.queue) return;
  const queue = life.queues.get(standing.queue) ?? new Set();
  queue.add(standing.id);
  life.queues.set(standing.queue, queue);
}
