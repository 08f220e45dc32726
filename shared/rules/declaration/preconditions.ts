import { isVisible } from '../../contracts/characters.ts';
import type { DeclarationData, PreconditionAnswer } from '../../contracts/declaration.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Facts } from '../../contracts/plan-expression.ts';
import type { Precondition } from '../../contracts/plan-procedure.ts';
import type { PlanText } from '../../contracts/plan-text.ts';
import type { RuleId } from '../base/finding.ts';
import { evaluate } from '../plan/expression.ts';
import { formatScore } from '../plan/scoring.ts';
import { find } from './findings.ts';

/** Preconditions of a plan (D39): a title or an exam that is there already, a document of somebody else. By its data alone. */

/** Those that are asked of a person with these facts; not of whom it is not known yet. */
export const preconditionsFor = (plan: Plan, facts: Facts): readonly Precondition[] =>
  (plan.preconditions ?? []).filter((one) => evaluate(one.when, facts).value === true);

/** Those that the declaration answers itself; a document stands among the attachments, a group judges later. */
export const answered = (
  one: Precondition,
): one is Extract<Precondition, { kind: keyof typeof answerFields }> => one.kind in answerFields;

/** Does a group look at the case before the committee does? */
export const groupChecked = (plan: Plan, facts: Facts): boolean =>
  preconditionsFor(plan, facts).some((one) => one.kind === 'GROUP_CHECK');

export interface Days {
  /** Civil date of the check. */
  readonly today: string;
}

/** All that is amiss with what the plan asks of this person, each at the field that answers it. */
export function checkPreconditions(plan: Plan, data: DeclarationData, facts: Facts, days: Days): Finding[] {
  return preconditionsFor(plan, facts).flatMap((one) => checkPrecondition(plan, one, data, days));
}

/** The same of one of them; nothing when it is met. A document is judged with the attachments. */
export function checkPrecondition(
  plan: Plan,
  one: Precondition,
  { preconditions = {} }: DeclarationData,
  days: Days,
): Finding[] {
  const answer = Object.hasOwn(preconditions, one.code) ? (preconditions[one.code] ?? {}) : {};
  switch (one.kind) {
    case 'TITLE':
      return checkTitle(one, answer, days);
    case 'EXAM':
      return checkExam(plan, one, answer, days);
    case 'DOCUMENT':
    case 'GROUP_CHECK':
      return [];
  }
}

type Part = keyof PreconditionAnswer;

/** What a part is called, on the page and in what is found. */
export const answerParts: Readonly<Record<Part, Bilingual>> = {
  series: { zh: '职称系列', en: 'Series' },
  level: { zh: '职称层级', en: 'Level' },
  title: { zh: '职称名称', en: 'Title' },
  grantedOn: { zh: '取得时间', en: 'Granted on' },
  grantedBy: { zh: '发证单位', en: 'Granted by' },
  elsewhere: { zh: '由外地机构授予', en: 'Granted by a body elsewhere' },
  exam: { zh: '考试名称', en: 'Exam' },
  score: { zh: '成绩', en: 'Score' },
  validUntil: { zh: '成绩有效期至', en: 'Result valid until' },
  certificateNo: { zh: '证书编号', en: 'Number of the certificate' },
};

/** Which parts answer a precondition of the kind, in their order. */
export const answerFields = {
  TITLE: ['series', 'level', 'title', 'grantedOn', 'grantedBy', 'elsewhere', 'certificateNo'],
  EXAM: ['exam', 'score', 'validUntil', 'certificateNo'],
} as const satisfies Partial<Record<Precondition['kind'], readonly Part[]>>;

function at(one: Precondition, part: Part) {
  const field = `/data/preconditions/${one.code}/${part}`;
  const rule = one.rule as RuleId;
  const what = both(one.names);
  const not = (why: Bilingual, found: string, allowed: string): Finding =>
    find('PRECONDITION_NOT_MET', { field, found, allowed, rule, words: { what, why } });
  const missing = (): Finding =>
    find('PRECONDITION_MISSING', { field, rule, words: { what, part: answerParts[part] } });
  return { not, missing };
}

const both = ({ zh, en }: PlanText): Bilingual => ({ zh, en: en ?? zh });
const listed = (texts: readonly PlanText[]): Bilingual => ({
  zh: texts.map((one) => one.zh).join('、'),
  en: texts.map((one) => one.en ?? one.zh).join(', '),
});

function checkTitle(
  one: Extract<Precondition, { kind: 'TITLE' }>,
  answer: PreconditionAnswer,
  { today }: Days,
): Finding[] {
  const findings: Finding[] = [];
  const series = at(one, 'series');
  if (!isVisible(answer.series ?? '')) findings.push(series.missing());
  else if (!one.series.some(({ code }) => code === answer.series)) {
    const { zh, en } = listed(one.series.map(({ names }) => names));
    const why = { zh: `职称系列应为${zh}`, en: `the series must be ${en}` };
    findings.push(series.not(why, answer.series ?? '', one.series.map(({ code }) => code).join(', ')));
  }
  const level = at(one, 'level');
  if (!answer.level) findings.push(level.missing());
  else if (!one.levels.includes(answer.level)) {
    const why = { zh: '职称层级不符', en: 'the level is another one' };
    findings.push(level.not(why, answer.level, one.levels.join(', ')));
  }
  for (const part of ['title', 'grantedBy'] as const)
    if (!isVisible(answer[part] ?? '')) findings.push(at(one, part).missing());
  const granted = at(one, 'grantedOn');
  if (!answer.grantedOn) findings.push(granted.missing());
  else if (answer.grantedOn > today) {
    const why = { zh: '取得时间晚于今天', en: 'it is granted later than today' };
    findings.push(granted.not(why, answer.grantedOn, today));
  }
  if (one.elsewhere && answer.elsewhere !== true) {
    const elsewhere = at(one, 'elsewhere');
    const why = {
      zh: '须为外地机构授予的职称，本地授予的无须确认',
      en: 'a title granted here needs no confirmation',
    };
    findings.push(answer.elsewhere === undefined ? elsewhere.missing() : elsewhere.not(why, 'false', 'true'));
  }
  return findings;
}

function checkExam(
  plan: Plan,
  one: Extract<Precondition, { kind: 'EXAM' }>,
  answer: PreconditionAnswer,
  { today }: Days,
): Finding[] {
  const findings: Finding[] = [];
  const exam = one.exams.find(({ code }) => code === answer.exam);
  const named = at(one, 'exam');
  if (!isVisible(answer.exam ?? '')) findings.push(named.missing());
  else if (!exam) {
    const { zh, en } = listed(one.exams.map(({ names }) => names));
    const why = { zh: `考试应为${zh}`, en: `the exam must be ${en}` };
    findings.push(named.not(why, answer.exam ?? '', one.exams.map(({ code }) => code).join(', ')));
  }
  const score = at(one, 'score');
  if (exam?.pass !== undefined) {
    const [found, allowed] = [answer.score, exam.pass];
    if (found === undefined) findings.push(score.missing());
    else if (found < allowed) {
      const pass = formatScore(allowed);
      const why = { zh: `成绩须达到${pass}分`, en: `a score of ${pass} is needed` };
      findings.push(score.not(why, formatScore(found), pass));
    }
  }
  const due = one.validOn && (one.validOn === 'CUTOFF_DATE' ? plan.windows.cutoffDate : today);
  const valid = at(one, 'validUntil');
  if (due && !(answer.validUntil && isLocalDate(answer.validUntil))) findings.push(valid.missing());
  else if (due && answer.validUntil && answer.validUntil < due) {
    const why = { zh: `成绩须在${due}仍有效`, en: `the result must still hold on ${due}` };
    findings.push(valid.not(why, answer.validUntil, due));
  }
  if (!isVisible(answer.certificateNo ?? '')) findings.push(at(one, 'certificateNo').missing());
  return findings;
}
