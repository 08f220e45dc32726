import type { Declaration, DeclaredAttachment, FileState } from '../../contracts/declaration.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Facts } from '../../contracts/plan-expression.ts';
import { newApplication } from '../application/begin.ts';
import { addDays, addYears, atTime, daysBetween } from '../calendar/local-date.ts';
import { requirementsOf } from '../declaration/attachment-check.ts';
import type { Requirement } from '../declaration/attachments.ts';
import type { StepContext } from '../declaration/steps.ts';
import { checkSubmission } from '../declaration/submission.ts';
import { proposePoint } from '../desk/routing.ts';
import { judgePhoto } from '../files/photo.ts';
import { batchAt, planInBatch } from '../plan/batches.ts';
import { factsOf } from '../plan/facts.ts';
import { sampleAnswers } from './answers.ts';
import type { Life } from './life.ts';
import { sampleData } from './sample-data.ts';

/** A made-up person's declaration, prepared as a plan asks and judged by the rules that judge real ones (R58). */

export interface Prepared {
  readonly declaration: Declaration;
  readonly files: Readonly<Record<string, FileState>>;
  /** Keys and documents of what the table asks of her. */
  readonly required: readonly Requirement[];
}

const HASH = '0'.repeat(64);
const SMALL = 200_000;
const person = { name: '示例人员' };
const employer = { uscc: 'SAMPLE', name: '示例单位' };

/** The day on which she hands in. */
export function dayOf(plan: Plan, { day }: Life): string {
  const { open, close } = plan.windows.declare;
  if (typeof day === 'object') return day.on;
  if (day === 'FIRST') return open;
  return day === 'LAST' ? close : addDays(open, Math.floor(daysBetween(open, close) / 2));
}

/** The plan as it holds for whoever hands in then: that of her batch, where there are batches (D39). */
const heldOn = (plan: Plan, day: string): Plan =>
  planInBatch(plan, batchAt(plan, atTime(day, '10:00'))?.code);

const knownOf = ({ unit, birthDate, siFetchFailed }: Life) => ({
  unit,
  applicant: { ...person, birthDate },
  fetch: { siFailed: siFetchFailed },
});

/** What the plan's conditions see of her. */
export const factsOfLife = (plan: Plan, life: Life, { declaration }: Prepared): Facts =>
  factsOf({ ...knownOf(life), plan: heldOn(plan, dayOf(plan, life)), data: declaration.data });

/** Fills in what the plan asks, picks what it offers, and gives every document that it wants. */
export function prepare(whole: Plan, life: Life): Prepared {
  const today = dayOf(whole, life);
  const plan = heldOn(whole, today);
  const { point, free } = proposePoint(plan, life.unit, today);
  const typed = { ...sampleData(plan, life), ...(free && point ? { pointId: point.pointId } : {}) };
  const asked = plan.form.sections ? sampleAnswers({ ...knownOf(life), plan, data: typed }) : {};
  const data = Object.keys(asked).length > 0 ? { ...typed, asked } : typed;
  const { open } = plan.windows.declare;
  const achievements = life.achievements.map((one, i) => ({
    itemId: `item-${i}`,
    version: 1,
    ...one,
    title: `示例业绩${i + 1}`,
    role: '主要参加人',
    // Of the last year before declaring opens: since whatever title is asked of her (D40).
    ...{ from: addYears(open, -1), to: addDays(open, -1) },
    contributionFileIds: [],
  }));
  const { application, declaration } = newApplication(
    { applicationId: 'sample', applicantId: 'sample', applicantName: person.name, unit: employer },
    { plan, now: atTime(today, '10:00') },
  );
  const filled: Declaration = {
    ...declaration,
    requirementsSeen: application.requirementsSeen,
    photo: { fileId: 'photo', sha256: HASH },
    commitment: { signedHash: HASH, signedAt: atTime(today, '10:00') },
    data,
    achievements,
  };
  const { required } = requirementsOf(plan, filled, knownOf(life));
  const given = required.flatMap((one, i) => attach(one, i, filled, today));
  const files = Object.fromEntries(
    given.map(({ file, bytes, fileId }): [string, FileState] => [
      fileId,
      { status: 'ACCEPTED', kind: file, bytes: life.fullFiles ? bytes : Math.min(bytes, SMALL) },
    ]),
  );
  const attachments = given.map(({ file: _file, bytes: _bytes, ...one }) => one);
  return {
    declaration: { ...filled, attachments, confirmedFileIds: attachments.map((one) => one.fileId) },
    files,
    required,
  };
}

type Given = DeclaredAttachment & { file: NonNullable<FileState['kind']>; bytes: number };

function attach(one: Requirement, place: number, { data }: Declaration, today: string): Given[] {
  const [document] = one.documents;
  const own = data.appointment?.kind;
  const kind = own && one.acceptKinds?.includes(own) ? own : undefined;
  return Array.from({ length: document ? one.min : 0 }, (_, i) => ({
    code: document?.code ?? '',
    fileId: `file-${place}-${i}`,
    ...(kind ? { kind } : {}),
    ...(one.instance ? { forAchievement: one.instance } : {}),
    ...(one.row.distinctBy ? { recommenderId: data.recommenders?.[i]?.recommenderId ?? '' } : {}),
    validUntil: addYears(today, 1),
    file: document?.files[0] ?? 'PDF',
    bytes: document?.maxBytes ?? 0,
  }));
}

/** What the rules have against it on the day, as of any submission: what stops it, all at once. */
export function judge(whole: Plan, life: Life, { declaration, files }: Prepared): Finding[] {
  const today = dayOf(whole, life);
  const plan = heldOn(whole, today);
  const now = atTime(today, '10:00');
  const given = {
    applicationId: 'sample',
    applicantId: 'sample',
    applicantName: person.name,
    unit: employer,
  };
  const { application } = newApplication(given, { plan, now });
  const steps: StepContext = {
    ...knownOf(life),
    archive: Object.fromEntries(
      declaration.achievements.map((one) => [
        one.itemId,
        { approvedVersion: one.version, latestStatus: 'APPROVED' as const },
      ]),
    ),
    files,
    photoFindings: judgePhoto({ ...life.photo, jpeg: true, faults: [] }, plan.photo).defects,
    contentHash: HASH,
    today,
    now,
  };
  const findings = checkSubmission({
    plan,
    application,
    // Whoever declares under a version has read what it asks (R12, D30).
    declaration: { ...declaration, requirementsSeen: application.requirementsSeen },
    steps,
    currentUnit: employer,
    unitBound: true,
  });
  return findings.filter(({ code }) => code !== 'SUBMIT_INCOMPLETE');
}
