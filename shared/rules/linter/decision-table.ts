import { type UnitKind, unitKinds } from '../../contracts/declaration.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { FormFieldKey, Plan } from '../../contracts/plan.ts';
import type { AttachmentRow } from '../../contracts/plan-attachments.ts';
import type { Expression, Facts, Scalar } from '../../contracts/plan-expression.ts';
import { rowCodes } from '../declaration/attachments.ts';
import { evaluate, factsNamed, holds } from '../plan/expression.ts';
import { find } from './findings.ts';

/** The dry run of a plan's decision table over every case that it can meet (G3). */

/** The values that every fact can take in a plan; `collective` and `kind` are those of an achievement. */
export function factDomains(plan: Plan): Readonly<Record<string, readonly Scalar[]>> {
  return {
    track: plan.tracks.map((t) => t.code),
    category: plan.categories.map((c) => c.code),
    edu: plan.educations.map((e) => e.kind),
    unitKind: unitKinds,
    affiliation: ['MUNI_DIRECT', 'DIVISION'],
    established: [true, false, null],
    siOutOfProvince: [false, true],
    siFetchFailed: [false, true],
    collective: [false, true],
    kind: plan.archiveKinds.map((k) => k.code),
  };
}

const achievementFacts = new Set(['collective', 'kind']);

/** Every combination of facts that a plan can meet: allowed tracks and categories, `established` only where it is one. */
export function factSpace(plan: Plan): Facts[] {
  const units = unitKinds.flatMap((unitKind): { unitKind: UnitKind; established: boolean | null }[] =>
    unitKind === 'PUBLIC_INSTITUTION'
      ? [true, false].map((established) => ({ unitKind, established }))
      : [{ unitKind, established: null }],
  );
  const domains = factDomains(plan);
  return plan.tracks.flatMap((t) =>
    t.categories.flatMap((category) =>
      plan.educations.flatMap(({ kind: edu }) =>
        units.flatMap((unit) =>
          domains.affiliation!.flatMap((affiliation) =>
            [false, true].flatMap((siOutOfProvince) =>
              [false, true].map((siFetchFailed) => ({
                track: t.code,
                category,
                edu,
                ...unit,
                affiliation,
                siOutOfProvince,
                siFetchFailed,
              })),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Facts that an applicant answers, and the field of the form that asks. */
const askedBy: Readonly<Record<string, FormFieldKey>> = {
  track: 'track',
  category: 'category',
  edu: 'educations',
  established: 'established',
  siOutOfProvince: 'siOutOfProvince',
};

interface Place {
  readonly expression: Expression;
  readonly field: string;
  readonly perAchievement: boolean;
}

function expressionsOf(plan: Plan): Place[] {
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
  return [...rows, ...fields];
}

function lintNames(plan: Plan): Finding[] {
  const domains = factDomains(plan);
  const asked = new Set(plan.form.fields.map((f) => f.key));
  return expressionsOf(plan).flatMap(({ expression, field, perAchievement }) =>
    factsNamed(expression).flatMap(({ fact, values }) => {
      const domain = Object.hasOwn(domains, fact) ? domains[fact] : undefined;
      if (!domain || (achievementFacts.has(fact) && !perAchievement)) {
        const known = Object.keys(domains).filter((name) => perAchievement || !achievementFacts.has(name));
        return [find('PLAN_UNKNOWN_FACT', { field, found: fact, allowed: known.join(', ') })];
      }
      const odd = values
        .filter((v) => !domain.includes(v))
        .map((v) => find('PLAN_UNKNOWN_VALUE', { field, found: String(v), allowed: domain.join(', ') }));
      const key = askedBy[fact];
      return key && !asked.has(key) ? [...odd, find('PLAN_FACT_NOT_ASKED', { field, found: fact })] : odd;
    }),
  );
}

const describe = (facts: Facts): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');

const conditionsOf = (row: AttachmentRow): Expression[] => [
  row.when,
  ...(row.kinds ?? []).map((k) => k.when),
  ...(row.level ?? []).map((l) => l.when),
];

/** The cases that a row can tell apart: one of each combination of the facts that it names. */
function casesOf(row: AttachmentRow, space: readonly Facts[]): Facts[] {
  const names = [
    ...new Set(
      conditionsOf(row)
        .flatMap(factsNamed)
        .map((f) => f.fact),
    ),
  ];
  const own = row.forEach ? names : names.filter((n) => !achievementFacts.has(n));
  const seen = new Map<string, Facts>();
  for (const facts of space) {
    const case_ = Object.fromEntries(own.map((name) => [name, facts[name]]));
    seen.set(JSON.stringify(case_), case_);
  }
  return [...seen.values()];
}

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
  const applying = cases.filter((facts) => holds(row.when, facts));
  const undecided = cases.find((facts) => evaluate(row.when, facts).value === undefined);
  if (undecided) findings.push(find('PLAN_ROW_UNDECIDED', { field, found: describe(undecided) }));
  if (applying.length === 0) findings.push(find('PLAN_ROW_NEVER', { field, found: name }));
  for (const part of ['kinds', 'level'] as const) {
    const entries = row[part];
    if (entries && applying.length > 0) findings.push(...lintEntries(entries, `${field}/${part}`, applying));
  }
  return { findings, applying };
}

function lintEntries(
  entries: readonly { when: Expression }[],
  field: string,
  cases: readonly Facts[],
): Finding[] {
  const used = new Set<number>();
  let gap: Facts | undefined;
  for (const facts of cases) {
    const first = entries.findIndex((e) => holds(e.when, facts));
    if (first < 0) gap ??= facts;
    else used.add(first);
  }
  const findings = gap ? [find('PLAN_ROW_GAP', { field, found: describe(gap) })] : [];
  entries.forEach((_, j) => {
    if (!used.has(j)) findings.push(find('PLAN_ENTRY_NEVER', { field: `${field}/${j}` }));
  });
  return findings;
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

/** Runs the whole decision table over the whole fact space and reports what no case reaches or decides (G3, R42). */
export function lintTable(plan: Plan): Finding[] {
  const space = factSpace(plan);
  const perAchievement = space.flatMap((c) =>
    plan.archiveKinds.flatMap(({ code: kind }) =>
      [true, false].map((collective) => ({ ...c, kind, collective })),
    ),
  );
  const findings = lintNames(plan);
  const reached = new Set<string>();
  const proved = new Set<Scalar>();
  for (const [i, row] of plan.attachments.rows.entries()) {
    const result = lintRow(row, i, casesOf(row, row.forEach ? perAchievement : space));
    findings.push(...result.findings);
    if (result.applying.length > 0) for (const code of rowCodes(row)) reached.add(code);
    for (const facts of result.applying) if (facts.edu !== undefined) proved.add(facts.edu as Scalar);
  }
  const unproved = plan.educations.flatMap((e, i) =>
    proved.has(e.kind) ? [] : [find('PLAN_EDUCATION_UNPROVED', { field: `/educations/${i}`, found: e.kind })],
  );
  return [...findings, ...lintDocuments(plan, reached), ...unproved];
}
