import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { publish } from './acts-committee.ts';
import {
  achievementsPage,
  attachmentsPage,
  type Declarant,
  dataPage,
  photoPage,
  readPlan,
  sign,
  startApplication,
  submit,
} from './acts-declare.ts';
import {
  acceptAuthorisation,
  addArchiveItem,
  approveArchive,
  registerUnit,
  sampleItems,
  saveProfile,
  submitAuthorisation,
} from './acts-people.ts';
import {
  deskApprove,
  exportForm,
  knowCalendars,
  officeAudit,
  pay,
  scan,
  sealForm,
  unitApprove,
  windowCloses,
} from './acts-road.ts';
import { createClient } from './client.ts';
import { createLocalStack } from './local-stack.ts';
import { type SamplePerson, samplePerson, sampleUnit } from './samples.ts';
import { createWorld, type World } from './world.ts';

interface SeedOptions {
  url: string;
  /** The data folder's own mark: the same seed may be sown again after it was cut off. */
  run: string;
  report(line: string): void;
}

const POINT = 'point.P330106';
const DISTRICT = 'district.330106';
const OFFICE = 'office.all';
/** Applications under way at once: the machine has few cores and the inspection of files wants them. */
const AT_ONCE = 3;

/** How far a seeded application gets, and how many of each. */
const goals = ['UNIT_REVIEW', 'POINT_REVIEW', 'DISTRICT_REVIEW', 'OFFICE_REVIEW', 'PRE_PUBLICITY'] as const;
type Goal = (typeof goals)[number];
const cast: { account: string; goal: Goal }[] = [
  { account: 'applicant.second', goal: 'UNIT_REVIEW' },
  { account: 'applicant.point-1', goal: 'POINT_REVIEW' },
  { account: 'applicant.point-2', goal: 'POINT_REVIEW' },
  { account: 'applicant.district-1', goal: 'DISTRICT_REVIEW' },
  { account: 'applicant.district-2', goal: 'DISTRICT_REVIEW' },
  { account: 'applicant.office-1', goal: 'OFFICE_REVIEW' },
  { account: 'applicant.office-2', goal: 'OFFICE_REVIEW' },
  { account: 'applicant.notice-1', goal: 'PRE_PUBLICITY' },
];

const unit = sampleUnit('demo', 'unit.demo');
const past = (goal: Goal, stage: Goal) => goals.indexOf(goal) > goals.indexOf(stage);

/**
 * Something on every desk of the first start, through the API only. It begins on a clock that stands some weeks back
 * (local/main.ts) and ends at the real time, because the unit's publicity takes five working days and nothing may
 * pass it sooner. Every act may be repeated, so a seed that was cut off is sown again.
 */
export async function seedDemonstration({ url, run, report }: SeedOptions): Promise<void> {
  const client = createClient(url);
  const world = createWorld(client, createLocalStack(client.origin), run);
  await knowCalendars(world);
  await bindUnits(world);

  const early = cast.filter(({ goal }) => past(goal, 'UNIT_REVIEW'));
  const declared = await inTurns(early, async ({ account, goal }) => {
    const d = await declare(world, person(account));
    await unitApprove(world, d, unit);
    return { d, goal };
  });
  await world.stack.moveTo(new Date().toISOString());

  await inTurns(declared, ({ d, goal }) => bringTo(world, d, goal));
  for (const { d, goal } of declared)
    if (goal === 'PRE_PUBLICITY') {
      await officeAudit(world, d, OFFICE);
      await publish(world, d, 'PRE', '工程师资格评审评前公示（演示数据）');
    }
  for (const { account } of cast.filter(({ goal }) => goal === 'UNIT_REVIEW'))
    await declare(world, person(account));
  await draft(world, person('applicant.demo'));
  report('演示数据已就绪：各环节均有待办事项。Demonstration data are in place.');
}

/** Names and numbers depend on the account alone. */
function person(account: string): SamplePerson {
  return samplePerson(createHash('sha256').update(account).digest('hex').slice(0, 8), account);
}

/** The unit of all seeded applicants, and another one whose letter waits at the point. */
async function bindUnits(world: World): Promise<void> {
  const waiting = sampleUnit('second', 'unit.second');
  await Promise.all(
    [unit, waiting].map(async (one) => {
      await registerUnit(world, one);
      await submitAuthorisation(world, one);
    }),
  );
  await acceptAuthorisation(world, unit, POINT);
}

/** Profile, one approved achievement, and a declaration opened. */
async function open(world: World, who: SamplePerson): Promise<Declarant> {
  await saveProfile(world, who, unit.body.uscc);
  const year = Number((await readPlan(world)).windows.cutoffDate.slice(0, 4));
  for (const item of sampleItems.filter((i) => !i.collective)) await addArchiveItem(world, who, item, year);
  await approveArchive(world, unit, who);
  const applicationId = await startApplication(world, who);
  return { person: who, unitName: unit.body.name, applicationId };
}

async function declare(world: World, who: SamplePerson): Promise<Declarant> {
  const d = await open(world, who);
  await photoPage(world, d);
  await sign(world, d);
  await dataPage(world, d);
  await achievementsPage(world, d);
  await attachmentsPage(world, d);
  await sign(world, d);
  await submit(world, d);
  return d;
}

/** Half of a declaration, and a second achievement that waits for the unit. */
async function draft(world: World, who: SamplePerson): Promise<void> {
  const d = await open(world, who);
  await photoPage(world, d);
  await sign(world, d);
  await dataPage(world, d);
  const year = Number((await readPlan(world)).windows.cutoffDate.slice(0, 4));
  for (const item of sampleItems.filter((i) => i.collective)) await addArchiveItem(world, who, item, year);
}

async function bringTo(world: World, d: Declarant, goal: Goal): Promise<void> {
  await windowCloses(world, d, 'UNIT_PUBLICITY');
  if (past(goal, 'POINT_REVIEW')) await deskApprove(world, d, 'POINT_REVIEW', POINT);
  if (!past(goal, 'DISTRICT_REVIEW')) return;
  await deskApprove(world, d, 'DISTRICT_REVIEW', DISTRICT);
  await pay(world, d);
  await exportForm(world, d);
  await sealForm(world, d, unit);
  await scan(world, d, POINT, ['EXPORTED', 'UNIT_SEALED']);
  await scan(world, d, OFFICE, ['RECEIVED_POINT']);
}

/** Does it to all, a few at a time. */
async function inTurns<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE)
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(run))));
  return results;
}

// A process of its own: drawing and typesetting the sample files would hold up the server.
if (import.meta.main) {
  // The server holds the other end: when it dies, so does this.
  process.stdin.on('end', () => process.exit(1)).resume();
  const { values } = parseArgs({ options: { url: { type: 'string' }, run: { type: 'string' } } });
  try {
    await seedDemonstration({
      url: values.url ?? '',
      run: values.run ?? '',
      report: (line) => console.log(line),
    });
    process.exit(0);
  } catch (error) {
    console.error(`演示数据未能备齐 The demonstration data are incomplete: ${(error as Error).message}`);
    process.exit(1);
  }
}
