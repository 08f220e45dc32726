import type { HolidayCalendar } from '../../contracts/calendar.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { DryRunCode, DryRunReport } from '../../contracts/plan-dry-run.ts';
import { canonicalHash } from '../base/canonical-json.ts';
import { calendarHash } from '../calendar/working-days.ts';
import { lintDocument } from '../linter/document.ts';
import { parsePlan } from '../plan/plan.ts';
import { compare } from './compare.ts';
import { timelineOf } from './dates.ts';
import { find } from './findings.ts';
import { peopleOf } from './people.ts';
import { walkStates } from './states.ts';
import { type Judged, judged, peopleForRows, tablesOf } from './tables.ts';

/**
 * The dry run of a plan's version before it is published (G3): the linter, every row of its tables met by made-up people,
 * every state of the road, its dates under the calendar that is loaded, the words of whatever comes up, and the same people
 * under the version that is in force.
 */

/** Goes up when the same inputs would be judged otherwise. */
const PROGRAM = 1;

/** What the report is of, beside the program. Hashes are of documents as they are kept. */
export interface DryRunInputs {
  readonly sha256: string;
  readonly published?: { readonly planVersion: number; readonly sha256: string } | undefined;
  readonly calendar: HolidayCalendar;
}

/** A dry run of other inputs is another dry run. */
export const inputsHash = ({ sha256, published, calendar }: DryRunInputs): string =>
  canonicalHash({ program: PROGRAM, sha256, published, calendar: calendarHash(calendar) });

/** What is told of one document at most. */
const MOST_FINDINGS = 150;

export interface DryRunOf {
  /** As it is kept, of any shape. */
  readonly document: unknown;
  readonly planCode: string;
  readonly planVersion: number;
  readonly calendar: HolidayCalendar;
  /** The version in force; undefined before the first. */
  readonly published?: Plan | undefined;
}

export function dryRun({ document, planCode, planVersion, calendar, published }: DryRunOf): DryRunReport {
  const lint = lintDocument(document, { planCode, planVersion }, calendar.years);
  const parsed = parsePlan(document);
  if (!parsed.ok) return { ...nothing, calendar: namedOf(calendar), findings: lint.slice(0, MOST_FINDINGS) };
  const plan = opened(parsed.plan);
  const people = peopleOn(plan, published && opened(published));
  const { tables, findings: rows } = tablesOf(plan, people);
  const walk = walkStates(plan, calendar);
  const timeline = timelineOf(plan, calendar);
  const codes = codesOf(plan, people);
  const told = new Set(lint.map((one) => one.field));
  const findings = [
    ...lint,
    ...rows.filter((one) => one.code !== 'DRY_RUN_ROW_NEVER' || !told.has(one.field)),
    ...walk.findings,
    ...timeline.findings,
    ...wordless(codes),
  ];
  return {
    people: people.length,
    accepted: people.filter((one) => one.findings.length === 0).length,
    findings: [...findings].sort(errorsFirst).slice(0, MOST_FINDINGS),
    tables,
    states: walk.states,
    calendar: namedOf(calendar),
    dates: timeline.dates,
    codes,
    ...(published ? { comparison: compare(opened(published), plan, people) } : {}),
  };
}

/** A calendar as people know it: by its newest notice. */
const namedOf = ({ id, notices }: HolidayCalendar) => ({ id, title: notices.at(-1)?.title ?? id });

/** A version that closes its plan is tried as if it did not (D30). */
const opened = (plan: Plan): Plan => ({ ...plan, status: 'PUBLISHED' });

const nothing = { people: 0, accepted: 0, tables: [], states: [], dates: [], codes: [] };

const errorsFirst = (a: Finding, b: Finding): number =>
  Number(a.severity === 'advice') - Number(b.severity === 'advice');

/** Everybody whom either version tells apart, and whoever it takes to meet a row that none of them met. */
function peopleOn(plan: Plan, published: Plan | undefined): Judged[] {
  const people = peopleOf(published ? [published, plan] : [plan]).map((life) => judged(plan, life));
  return [...people, ...peopleForRows(plan, people).map((life) => judged(plan, life))];
}

/** Codes that came up, with their words, and those that the plan's rows name besides. */
function codesOf({ attachments }: Plan, people: readonly Judged[]): DryRunCode[] {
  const planned = attachments.rows.flatMap(({ failing, level = [] }) => [
    ...Object.values(failing),
    ...level.flatMap((one) => one.failing ?? []),
  ]);
  const met = new Map<string, { message?: Bilingual; people: number }>(
    planned.map((code) => [code, { people: 0 }]),
  );
  for (const { findings } of people)
    for (const [code, message] of new Map(findings.map((one) => [one.code, one.message])))
      met.set(code, { message, people: (met.get(code)?.people ?? 0) + 1 });
  return [...met]
    .map(([code, { message, people: count }]) => ({ code, ...(message ? { message } : {}), people: count }))
    .sort((a, b) => b.people - a.people || (a.code < b.code ? -1 : 1));
}

/** G5: what came up says something in both languages, with every place filled in. */
const wordless = (codes: readonly DryRunCode[]): Finding[] =>
  codes
    .filter(({ message }) => message && !(/\p{Script=Han}/u.test(message.zh) && message.en.trim() !== ''))
    .map(({ code: found }) => find('DRY_RUN_WORDS', { field: '/attachments/rows', found }));
