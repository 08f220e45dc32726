import type { StreamRecord } from '../../local/cloud/dynamodb/index.ts';
import type { Item as Wire } from '../../local/cloud/dynamodb/types.ts';
import type { StepFunctions } from '../../local/cloud/stepfunctions/index.ts';
import type { HolidayCalendar } from '../../shared/contracts/calendar.ts';
import { stages } from '../../shared/contracts/stages.ts';
import { executionName } from '../../shared/rules/application/executions.ts';
import { addDays, localDateOf } from '../../shared/rules/calendar/local-date.ts';
import { likelyWorkingDaysBetween, mergeCalendars } from '../../shared/rules/calendar/working-days.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { fromItem } from '../../shared/store/base/table.ts';
import { type Execution, ExecutionSchema } from '../../shared/store/executions.ts';
import { TABLE } from '../contract/harness.ts';
import type { Life, Standing } from './life.ts';
import { stageOf } from './plan.ts';

/** What must hold of a season, whoever does what in it. */

const windowed = ['UNIT_PUBLICITY', 'PRE_PUBLICITY', 'RESULT_PUBLICITY'] as const;
/** By law, whatever a plan says beyond it. */
const MIN_DAYS = 5;

/** K2, D18: five working days under every calendar in force while a window is open, and no close moves earlier. */
export class Windows {
  readonly #life: Life;
  readonly #calendars: { from: number; calendar: HolidayCalendar }[];
  readonly #open = new Map<string, { startAt: string; closeAt: string }>();

  constructor(life: Life) {
    this.#life = life;
    this.#calendars = [{ from: 0, calendar: life.world.national.at(-1) as HolidayCalendar }];
  }

  record({ dynamodb }: StreamRecord): void {
    const image = dynamodb.NewImage;
    const type = image?.type?.S;
    if (image && type === 'CALENDAR_VERSION' && image.status?.S === 'IN_FORCE') {
      const { calendar } = fromItem(image as never) as { calendar: HolidayCalendar };
      const newest = this.#calendars.at(-1)?.calendar as HolidayCalendar;
      const merged = mergeCalendars(calendar.id, [newest, calendar]);
      this.#calendars.push({ from: this.#life.world.scheduler.clock.now(), calendar: merged });
    }
    if (image && (type === 'APPLICATION' || type === 'PUBLICITY')) this.#never(image);
  }

  /** A close that is earlier than it was. */
  #never(image: Wire): void {
    const window = image.window?.M;
    if (!window) return;
    const id = image.applicationId?.S ?? image.publicityId?.S ?? '';
    const now = { startAt: window.startAt?.S ?? '', closeAt: window.closeAt?.S ?? '' };
    const before = this.#open.get(`${id} ${now.startAt}`);
    if (before && now.closeAt < before.closeAt)
      this.#life.breach('WINDOW_EARLIER', `${before.closeAt} became ${now.closeAt}`, id);
    this.#open.set(`${id} ${now.startAt}`, now);
  }

  /** The window that an application has just left by its close. */
  moved(before: Standing | undefined, now: Standing): void {
    const stage = windowed.find((one) => one === before?.step);
    if (!before || !stage || now.turn === before.turn) return;
    const least = Math.max(MIN_DAYS, stageOf(stage)?.minWorkingDays ?? 0);
    const via = now.image.turns?.L?.at(-1)?.M?.via?.S;
    if (via !== 'T6' && via !== 'T26' && via !== 'T36a') return;
    const window = before.image.window?.M;
    const startAt = window?.startAt?.S ?? '';
    const closed = now.image.turns?.L?.at(-1)?.M?.enteredAt?.S ?? '';
    const last = addDays(localDateOf(closed), -1);
    const first = addDays(localDateOf(startAt), 1);
    const [opened, over] = [Date.parse(startAt), Date.parse(closed)];
    this.#calendars.forEach(({ from, calendar }, i) => {
      const until = this.#calendars[i + 1]?.from ?? Infinity;
      if (from > over || until <= opened) return;
      const days = likelyWorkingDaysBetween(first, last, calendar).length;
      if (days < least)
        this.#life.breach(
          'WINDOW_SHORT',
          `${before.step} had ${days} working days by ${calendar.id}`,
          now.id,
        );
    });
  }
}

/** Where the machine waits while an application stands at a step. */
const states: Record<string, readonly string[]> = {
  UNIT_REVIEW: ['UnitReview'],
  UNIT_PUBLICITY: ['UnitPublicity', 'CloseUnitPublicity'],
  POINT_REVIEW: ['PointReview'],
  INDUSTRY_REVIEW: ['IndustryReview'],
  DISTRICT_REVIEW: ['DistrictReview'],
  CORRECTION: ['Correction'],
  PAYMENT: ['Payment'],
  PAPER_DELIVERY: ['RenderReviewForm', 'PaperDelivery'],
  PAPER_TRANSIT: ['PaperTransit'],
  OFFICE_REVIEW: ['OfficeReview'],
  PRE_PUBLICITY: ['PrePublicity', 'ClosePrePublicity'],
  // An objection wakes nobody: the machine hears of it when the window is over.
  PRE_OBJECTION: ['PreObjection', 'PrePublicity', 'ClosePrePublicity'],
  GROUP_CHECK: ['GroupCheck'],
  INTERVIEW: ['Interview'],
  SESSION_ASSIGNMENT: ['SessionAssignment'],
  GROUP_REVIEW: ['GroupReview'],
  VOTING: ['Voting'],
  RESULT_PREPARATION: ['ResultPreparation'],
  RESULT_PUBLICITY: ['ResultPublicity', 'CloseResultPublicity'],
  RESULT_REPORT: ['ResultReport'],
  RESULT_OBJECTION: ['ResultObjection', 'ResultPublicity', 'CloseResultPublicity'],
  DOCUMENT: ['DocumentPublication'],
  CERTIFICATE: ['IssueCertificate'],
  PAPER_RETURN: ['PaperReturn'],
};
/** Between two of them, or after a failure. */
const between = new Set(['Overdue', 'Locate', 'StepFailed', 'CoolDown', 'SettleJointAudit']);

/** The end of a road without paper to return is an act of the machine's own: it may have been killed after it. */
const lastStep = new Set(['IssueCertificate']);

const sleeping = new Set(['UnitPublicity', 'PrePublicity', 'ResultPublicity', 'CoolDown']);

/** The record of an application's execution, and its ARN. */
export function executionOf(life: Life, { id, revision }: Standing): Partial<Execution> & { arn: string } {
  const { tables, stateMachineArn } = life.world;
  const { pk, sk } = keys.execution(id);
  const { Item } = tables.execute('GetItem', { TableName: TABLE, Key: { pk: { S: pk }, sk: { S: sk } } }) as {
    Item?: Wire;
  };
  const record = Item && ExecutionSchema.parse(fromItem(Item as never));
  const restart = record?.revision === revision ? record.restart : 0;
  const name = executionName({ applicationId: id, revision, restart });
  return { ...record, arn: `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}` };
}

/** A step whose function was killed after its act is done again when its time is over: the longest has two minutes. */
const DONE_AGAIN_MS = 10 * 60_000;

/** The sweep comes twice a day, and has hands enough. */
export const SWEPT_MS = 24 * 3600_000;

/**
 * The execution of every submitted application runs as long as the application is open, and waits where it stands; one
 * that was stopped is replaced when the reconciler looks at it, which is planned. Looked at whenever something has
 * touched one of the two and nothing about them is on its way any more; everybody's at checkpoints.
 */
export class Machines {
  readonly #life: Life;
  readonly #touched = new Set<string>();
  /** Those without a running execution, by when the reconciler must have been there. */
  readonly #missed = new Map<string, number>();
  /** Those whose machine stands elsewhere, with since when. */
  readonly #doubted = new Map<string, { where: string; since: number }>();

  constructor(life: Life) {
    this.#life = life;
  }

  touch(applicationId: string): void {
    this.#touched.add(applicationId);
  }

  look(): void {
    const { world } = this.#life;
    for (const id of this.#touched) {
      if (world.busy(id)) continue;
      this.#touched.delete(id);
      this.#one(id);
    }
    for (const [id, due] of this.#missed) if (due <= world.scheduler.clock.now()) this.#touched.add(id);
  }

  all(): void {
    for (const id of this.#life.standing.keys()) this.#touched.add(id);
    this.look();
  }

  #one(id: string): void {
    const standing = this.#life.standing.get(id);
    this.#missed.delete(id);
    if (!standing || standing.revision === 0 || this.#life.dead.has(id)) return;
    const { stage, step } = standing;
    const say = (detail: string) => this.#life.breach('MACHINE_DISAGREES', detail, id);
    const { arn: executionArn, checkAt } = executionOf(this.#life, standing);
    const { machine, scheduler } = this.#life.world;
    const status = statusOf(machine, executionArn);
    const ended = 'end' in stages[stage];
    if (status !== 'RUNNING') {
      if (ended) return;
      const due = checkAt ? Date.parse(checkAt) + SWEPT_MS : 0;
      if (due > scheduler.clock.now()) this.#missed.set(id, due);
      else say(`${stage} with an execution that is ${status}`);
      return;
    }
    const name = stateOf(machine, executionArn);
    // It asks again after a while, and that is looked at then.
    if (name === RETRYING) return;
    // One that sleeps ends when it wakes; anything else would wait for nobody.
    if (ended && !lastStep.has(name)) {
      if (!sleeping.has(name)) say(`${stage} while the machine is at ${name}`);
      return;
    }
    const allowed = ended ? [] : states[step];
    if (!allowed || allowed.includes(name) || between.has(name)) {
      this.#doubted.delete(id);
      return;
    }
    const where = `${ended ? stage : step} while the machine is at ${name}`;
    const doubt = this.#doubted.get(id);
    const since = doubt?.where === where ? doubt.since : scheduler.clock.now();
    this.#doubted.set(id, { where, since });
    if (scheduler.clock.now() >= since + DONE_AGAIN_MS) say(where);
    else this.#missed.set(id, since + DONE_AGAIN_MS);
  }
}

const RETRYING = 'a failed task that is tried again';

function statusOf(machine: StepFunctions, executionArn: string): string {
  try {
    return (machine.execute('DescribeExecution', { executionArn }) as { status: string }).status;
  } catch {
    return 'NONE';
  }
}

function stateOf(machine: StepFunctions, executionArn: string, looked = 12): string {
  const { events } = machine.execute('GetExecutionHistory', {
    ...{ executionArn, reverseOrder: true, maxResults: looked },
  }) as { events: { type: string; stateEnteredEventDetails?: { name: string } }[] };
  if (/^Task(Failed|TimedOut)$/.test(events[0]?.type ?? '')) return RETRYING;
  const at = events.find((e) => e.stateEnteredEventDetails && e.type !== 'ChoiceStateEntered');
  // A task whose answer was lost again and again has many events since it was entered.
  if (!at && events.length === looked) return stateOf(machine, executionArn, looked * 8);
  return at?.stateEnteredEventDetails?.name ?? '';
}
