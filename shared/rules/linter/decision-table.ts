import type { Finding } from '../../contracts/finding.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { AttachmentRow } from '../../contracts/plan-attachments.ts';
import type { Expression, Facts, Scalar } from '../../contracts/plan-expression.ts';
import { rowCodes } from '../declaration/attachments.ts';
import { askedFact, askedFields } from '../plan/asked-fields.ts';
import { decideRow, factsNamed, orders } from '../plan/expression.ts';
import { casesWithin, factNames, factOf } from '../plan/facts.ts';
import { find } from './findings.ts';

/** The dry run of a plan's decision table over every case that it can meet (G3). */

interface Place {
  readonly expression: Expression;
  readonly field: string;
  readonly perAchievement: boolean;
  /** Facts that come too late for it. */
  readonly notYet?: readonly string[];
}

/** Every condition of a plan, where it stands. */
export function expressionsOf(plan: Plan): Place[] {
  const rows = plan.attachments.rows.flatMap((row, i): Place[] => {
    const at = `/attachments/rows/${i}`;
    const perAchievement = row.forEach !== undefined;
    return [
      { expression: row.when, field: `${at}/when`, perAchievement },
      ...(row.kinds ?? []).map((k, j) => ({
        expression: k.when,
        field: `${at}/kinds/${j}/when`,
        perAchievement,
      })),
      ...(row.level ?? []).map((l, j) => ({
        expression: l.when,
        field: `${at}/level/${j}/when`,
        perAchievement,
      })),
    ];
  });
  const fields = plan.form.fields.map((f, i) => ({
    expression: f.required,
    field: `/form/fields/${i}/required`,
    perAchievement: false,
  }));
  const needs = (plan.years?.needs ?? []).map((need, i) => ({
    expression: need.when,
    field: `/years/needs/${i}/when`,
    perAchievement: false,
  }));
  const preconditions = (plan.preconditions ?? []).map((one, i) => ({
    expression: one.when,
    field: `/preconditions/${i}/when`,
    perAchievement: false,
  }));
  const exclusions = (plan.exclusions ?? []).map((one, i) => ({
    expression: one.when,
    field: `/exclusions/${i}/when`,
    perAchievement: false,
  }));
  return [...rows, ...fields, ...needs, ...preconditions, ...exclusions, ...ofSections(plan)];
}

/** Conditions of the plan's own fields. Whether one is asked hangs on those before it alone, or on itself. */
function ofSections(plan: Plan): Place[] {
  const names = askedFields(plan).map((one) => askedFact(one.code));
  let before = 0;
  return (plan.form.sections ?? []).flatMap((section, i) =>
    section.fields.flatMap(({ when, required, limits }, j): Place[] => {
      const field = `/form/sections/${i}/fields/${j}`;
      const notYet = names.slice(before);
      before += 1;
      const common = { perAchievement: false, notYet: notYet.slice(1) };
      return [
        ...(when === undefined ? [] : [{ ...common, expression: when, field: `${field}/when`, notYet }]),
        ...(required === undefined ? [] : [{ ...common, expression: required, field: `${field}/required` }]),
        ...(limits ?? []).map((one, n) => ({
          ...common,
          expression: one.when,
          field: `${field}/limits/${n}/when`,
        })),
      ];
    }),
  );
}

function lintNames(plan: Plan): Finding[] {
  const asked = new Set<string>([
    ...plan.form.fields.map((f) => f.key),
    ...askedFields(plan).map((one) => `asked/${one.code}`),
  ]);
  return expressionsOf(plan).flatMap(({ expression, field, perAchievement, notYet = [] }) =>
    factsNamed(expression).flatMap(({ fact: found, op, values }) => {
      const usable = (name: string) =>
        (perAchievement || factOf(plan, name)?.from !== 'ACHIEVEMENT') && !notYet.includes(name);
      const fact = usable(found) ? factOf(plan, found) : undefined;
      if (!fact) {
        const known = factNames(plan).filter(usable);
        return [find('PLAN_UNKNOWN_FACT', { field, found, allowed: known.join(', ') })];
      }
      const domain = fact.values?.(plan, {});
      if (domain && orders.some((one) => one === op)) return [find('PLAN_FACT_UNORDERED', { field, found })];
      const fits = (v: Scalar) =>
        domain ? domain.includes(v) : fact.type === 'date' ? isLocalDate(String(v)) : typeof v === 'number';
      const allowed = domain?.join(', ') ?? (fact.type === 'date' ? 'YYYY-MM-DD' : '0, 1, 2, …');
      const odd = values
        .filter((v) => !fits(v))
        .map((v) => find('PLAN_UNKNOWN_VALUE', { field, found: String(v), allowed }));
      const silent = fact.field && !asked.has(fact.field);
      return silent ? [...odd, find('PLAN_FACT_NOT_ASKED', { field, found })] : odd;
    }),
  );
}

const describe = (facts: Facts): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');

/** The conditions of a row and of its entries. */
export const conditionsOf = (row: AttachmentRow): Expression[] => [
  row.when,
  ...(row.kinds ?? []).map((k) => k.when),
  ...(row.level ?? []).map((l) => l.when),
];

/** What one row does over all its cases; `applying` are those in which it asks for something. */
function lintRow(
  row: AttachmentRow,
  i: number,
  cases: readonly Facts[],
): { findings: Finding[]; applying: Facts[] } {
  const field = `/attachments/rows/${i}`;
  const name = rowCodes(row).join('|');
  if ((row.code === undefined) === (row.oneOf === undefined)) {
    return { findings: [find('PLAN_ROW_CODES', { field })], applying: [] };
  }
  const findings: Finding[] = [];
  const decided = cases.map((facts) => ({ facts, decision: decideRow(row, facts) }));
  const undecided = decided.find(({ decision }) => decision.applies === undefined);
  if (undecided) findings.push(find('PLAN_ROW_UNDECIDED', { field, found: describe(undecided.facts) }));
  const applying = decided.filter(({ decision }) => decision.applies === true);
  if (applying.length === 0) findings.push(find('PLAN_ROW_NEVER', { field, found: name }));
  for (const part of ['kinds', 'level'] as const) {
    const entries = row[part];
    if (!entries || applying.length === 0) continue;
    const gap = applying.find(({ decision }) => decision[part] === undefined);
    if (gap) findings.push(find('PLAN_ROW_GAP', { field: `${field}/${part}`, found: describe(gap.facts) }));
    entries.forEach((_, j) => {
      if (!applying.some(({ decision }) => decision[part] === j))
        findings.push(find('PLAN_ENTRY_NEVER', { field: `${field}/${part}/${j}` }));
    });
  }
  return { findings, applying: applying.map(({ facts }) => facts) };
}

function lintDocuments(plan: Plan, reached: ReadonlySet<string>): Finding[] {
  const described = new Set(plan.attachments.documents.map((d) => d.code));
  const missing = plan.attachments.rows.flatMap((row, i) =>
    rowCodes(row)
      .filter((code) => !described.has(code))
      .map((found) => find('PLAN_DOCUMENT_MISSING', { field: `/attachments/rows/${i}`, found })),
  );
  const never = plan.attachments.documents.flatMap((d, i) =>
    reached.has(d.code)
      ? []
      : [find('PLAN_DOCUMENT_NEVER', { field: `/attachments/documents/${i}`, found: d.code })],
  );
  return [...missing, ...never];
}

/** A row of more cases is no table that anybody could look over, and would be walked for minutes. */
export const MAX_CASES = 50_000;

/** Runs the whole decision table over the whole fact space and reports what no case reaches or decides (G3, R42). */
export function lintTable(plan: Plan): Finding[] {
  const findings = lintNames(plan);
  const reached = new Set<string>();
  const proved = new Set<Scalar>();
  for (const [i, row] of plan.attachments.rows.entries()) {
    const cases = casesWithin(MAX_CASES, plan, conditionsOf(row), row.forEach !== undefined);
    if (!cases) {
      findings.push(find('PLAN_ROW_CASES', { field: `/attachments/rows/${i}`, allowed: MAX_CASES }));
      continue;
    }
    const result = lintRow(row, i, cases);
    findings.push(...result.findings);
    if (result.applying.length > 0) for (const code of rowCodes(row)) reached.add(code);
    for (const facts of result.applying) if (facts.edu !== undefined) proved.add(facts.edu as Scalar);
  }
  const unproved = plan.educations.flatMap((e, i) =>
    proved.has(e.kind) ? [] : [find('PLAN_EDUCATION_UNPROVED', { field: `/educations/${i}`, found: e.kind })],
  );
  return [...findings, ...lintDocuments(plan, reached), ...unproved];
}
