import type { Bilingual, Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { AttachmentRow } from '../../contracts/plan-attachments.ts';
import type { DryRunRow, DryRunTable } from '../../contracts/plan-dry-run.ts';
import type { Facts } from '../../contracts/plan-expression.ts';
import type { PlanText } from '../../contracts/plan-text.ts';
import { kindNames, levelName } from '../declaration/attachment-check.ts';
import { rowCodes } from '../declaration/attachments.ts';
import { computeRoute } from '../desk/routing.ts';
import { conditionsOf, MAX_CASES } from '../linter/decision-table.ts';
import { decideRow, evaluate } from '../plan/expression.ts';
import { casesWithin, factsOfAchievement } from '../plan/facts.ts';
import { find } from './findings.ts';
import { dayOf, factsOfLife, judge, type Prepared, prepare } from './judge.ts';
import { type Life, lifeOf } from './life.ts';

/** Every row of a plan's tables, and how many of the people of its dry run met it (G3). */

/** One of the people under one version of the plan. */
export interface Judged {
  readonly life: Life;
  readonly prepared: Prepared;
  readonly findings: readonly Finding[];
}

export const judged = (plan: Plan, life: Life): Judged => {
  const prepared = prepare(plan, life);
  return { life, prepared, findings: judge(plan, life, prepared) };
};

const both = ({ zh, en = zh }: PlanText): Bilingual => ({ zh, en });

export interface Tables {
  readonly tables: DryRunTable[];
  readonly findings: Finding[];
}

export function tablesOf(plan: Plan, people: readonly Judged[]): Tables {
  const seen = people.map((one) => ({ ...one, facts: factsOfLife(plan, one.life, one.prepared) }));
  const findings: Finding[] = [];
  /** A choice: how many get through with it. One that is offered and with which nobody does is a fault of the plan. */
  const choice = (
    pointer: string,
    name: Bilingual,
    takes: (one: Seen) => boolean,
    must = true,
  ): DryRunRow => {
    const those = seen.filter(takes);
    const count = those.filter((one) => one.findings.length === 0).length;
    if (count === 0 && must)
      findings.push(
        find('DRY_RUN_NOBODY', {
          field: pointer,
          found: name.zh,
          words: { found: name, why: whyNot(those) },
        }),
      );
    return { pointer, name, state: count > 0 ? 'REACHED' : 'NEVER', people: count };
  };
  const tables: DryRunTable[] = [
    {
      table: 'WAYS',
      rows: plan.tracks.flatMap((track, i) =>
        track.categories.map((category, j) =>
          choice(
            `/tracks/${i}/categories/${j}`,
            wayName(plan, track.names, category),
            ({ life }) => life.track === track.code && life.category === category,
          ),
        ),
      ),
    },
    {
      table: 'EDUCATIONS',
      rows: plan.educations.map((one, i) =>
        choice(`/educations/${i}`, both(one.names), ({ life }) => life.education === one.kind),
      ),
    },
    {
      table: 'SPECIALTIES',
      rows: plan.title.specialties.map((one, i) =>
        choice(`/title/specialties/${i}`, both(one.name), ({ life }) => life.specialty === one.code),
      ),
    },
    {
      table: 'OPTIONS',
      rows: plan.tracks.flatMap((track, i) =>
        track.options.map(({ code, text }, j) =>
          choice(
            `/tracks/${i}/options/${j}`,
            both(text),
            ({ life, prepared: { declaration } }) =>
              life.track === track.code && (declaration.data.optionCodes ?? []).includes(code),
            false,
          ),
        ),
      ),
    },
    {
      table: 'FIELDS',
      rows: plan.form.fields.map((one, i): DryRunRow => {
        const asks = ({ facts }: Seen) =>
          one.required === false || evaluate(one.required, facts).value === true;
        return rowOf(`/form/fields/${i}`, both(one.names), seen.filter(asks).length, () => true);
      }),
    },
    ...attachmentTables(plan, seen),
    { table: 'POINTS', rows: pointRows(plan, seen) },
  ];
  return { tables, findings: [...findings, ...tables.flatMap(checkTable)] };
}

export function wayName(plan: Plan, track: PlanText, category: string): Bilingual {
  const own = both(plan.categories.find((one) => one.code === category)?.names ?? { zh: category });
  return { zh: `${track.zh} · ${own.zh}`, en: `${both(track).en} · ${own.en}` };
}

interface Seen extends Judged {
  readonly facts: Facts;
}

/** What a row of the decision table sees of each of the people: once, or once for each achievement. */
const viewsOf = (plan: Plan, row: AttachmentRow, { facts, life }: Seen): Facts[] =>
  row.forEach === undefined
    ? [facts]
    : life.achievements.map((one) => ({ ...facts, ...factsOfAchievement(plan, one) }));

function attachmentTables(plan: Plan, seen: readonly Seen[]): DryRunTable[] {
  const rows: DryRunRow[] = [];
  const entries: DryRunRow[] = [];
  const asked = new Map<string, { people: number; states: DryRunRow['state'][] }>();
  for (const [i, row] of plan.attachments.rows.entries()) {
    const pointer = `/attachments/rows/${i}`;
    const name = rowName(plan, row);
    const decided = seen.map((one) =>
      viewsOf(plan, row, one).map((facts) => ({ facts, decision: decideRow(row, facts) })),
    );
    const met = (holds: (one: (typeof decided)[number][number]) => boolean) =>
      decided.filter((one) => one.some(holds)).length;
    const applying = met(({ decision }) => decision.applies === true);
    const own = rowOf(pointer, name, applying, () => isEverApplied(plan, row));
    rows.push(own);
    for (const code of rowCodes(row)) {
      const { people, states } = asked.get(code) ?? { people: 0, states: [] };
      asked.set(code, { people: people + applying, states: [...states, own.state] });
    }
    for (const part of ['kinds', 'level'] as const)
      for (const [j, entry] of (row[part] ?? []).entries()) {
        const place = `${pointer}/${part}/${j}`;
        const words = entryName(name, entry);
        const used = met(({ decision }) => decision.applies === true && decision[part] === j);
        const before = decided
          .flat()
          .find(
            ({ facts, decision }) => decision.applies === true && evaluate(entry.when, facts).value === true,
          );
        const first = before?.decision[part];
        if (used > 0 || first === undefined)
          entries.push(rowOf(place, words, used, () => isEverUsed(plan, row, part, j)));
        else
          entries.push({
            ...{ pointer: place, name: words, state: 'SHADOWED', people: 0 },
            by: entryName(name, row[part]?.[first] ?? entry),
          });
      }
  }
  const documents = plan.attachments.documents.map((one, i): DryRunRow => {
    const { people = 0, states = [] } = asked.get(one.code) ?? {};
    return rowOf(`/attachments/documents/${i}`, both(one.names), people, () => states.includes('UNTRIED'));
  });
  return [
    { table: 'ATTACHMENT_ROWS', rows },
    { table: 'ATTACHMENT_ENTRIES', rows: entries },
    { table: 'DOCUMENTS', rows: documents },
  ];
}

const rowOf = (pointer: string, name: Bilingual, people: number, ever: () => boolean): DryRunRow => ({
  ...{ pointer, name, people },
  state: people > 0 ? 'REACHED' : ever() ? 'UNTRIED' : 'NEVER',
});

const casesOf = (plan: Plan, row: AttachmentRow): Facts[] =>
  casesWithin(MAX_CASES, plan, conditionsOf(row), row.forEach !== undefined) ?? [];

const isEverApplied = (plan: Plan, row: AttachmentRow): boolean =>
  casesOf(plan, row).some((facts) => decideRow(row, facts).applies === true);

const isEverUsed = (plan: Plan, row: AttachmentRow, part: 'kinds' | 'level', place: number): boolean =>
  casesOf(plan, row).some((facts) => decideRow(row, facts)[part] === place);

/** People for the rows and entries of the table that none of these met: one for the first case that each of them has. */
export function peopleForRows(plan: Plan, people: readonly Judged[]): Life[] {
  const seen = people.map((one) => ({ ...one, facts: factsOfLife(plan, one.life, one.prepared) }));
  const division = plan.jurisdiction.divisions[0]?.code ?? '';
  return plan.attachments.rows.flatMap((row) => {
    const uses = (facts: Facts): string[] => {
      const { applies, kinds, level } = decideRow(row, facts);
      const entries = [
        kinds === undefined ? [] : `kinds ${kinds}`,
        level === undefined ? [] : `level ${level}`,
      ];
      return applies === true ? ['row', ...entries.flat()] : [];
    };
    const met = new Set(seen.flatMap((one) => viewsOf(plan, row, one).flatMap(uses)));
    const lives: Life[] = [];
    const wanted = 1 + (row.kinds?.length ?? 0) + (row.level?.length ?? 0);
    if (met.size >= wanted) return lives;
    for (const facts of casesOf(plan, row)) {
      const fresh = uses(facts).filter((use) => !met.has(use));
      const life = fresh.length > 0 ? lifeOf(plan, facts, division) : undefined;
      if (!life) continue;
      for (const use of fresh) met.add(use);
      lives.push(life);
    }
    return lives;
  });
}

function rowName(plan: Plan, row: AttachmentRow): Bilingual {
  const names = rowCodes(row).map((code) =>
    both(plan.attachments.documents.find((one) => one.code === code)?.names ?? { zh: code }),
  );
  return { zh: names.map((n) => n.zh).join('或'), en: names.map((n) => n.en).join(' or ') };
}

type Entry = NonNullable<AttachmentRow['kinds']>[number] | NonNullable<AttachmentRow['level']>[number];

function entryName(row: Bilingual, entry: Entry): Bilingual {
  const { zh, en } =
    'accept' in entry ? acceptWords(entry.accept.map((k) => kindNames[k])) : needWords(entry);
  return { zh: `${row.zh}：${zh}`, en: `${row.en}: ${en}` };
}

const acceptWords = (names: readonly Bilingual[]): Bilingual => ({
  zh: names.map((n) => n.zh).join('、'),
  en: names.map((n) => n.en).join(' or '),
});

function needWords({ need, minYears }: NonNullable<AttachmentRow['level']>[number]): Bilingual {
  const { zh, en } = need === 'ANY' ? { zh: '级别不限', en: 'any level' } : levelName(need);
  return minYears === undefined
    ? { zh, en }
    : { zh: `${zh}满 ${minYears} 年`, en: `${en} for ${minYears} years` };
}

/** Points that take somebody's declaration while it can be handed in; one that begins later takes nobody yet. */
function pointRows(plan: Plan, seen: readonly Seen[]): DryRunRow[] {
  const taken = new Map<string, number>();
  for (const { life, prepared } of seen) {
    const { pointId } = prepared.declaration.data;
    const route = computeRoute(plan, life.unit, { pointId }, dayOf(plan, life));
    if (route.ok) taken.set(route.value.pointId, (taken.get(route.value.pointId) ?? 0) + 1);
  }
  return plan.directory.points.map((one, i) => {
    const people = taken.get(one.pointId) ?? 0;
    const pointer = `/directory/points/${i}`;
    return { pointer, name: both(one.name), state: people > 0 ? 'REACHED' : 'UNTRIED', people };
  });
}

/** Tables of conditions; what nobody meets there is told. Choices and points tell it themselves. */
const conditional: readonly DryRunTable['table'][] = [
  'FIELDS',
  'ATTACHMENT_ROWS',
  'ATTACHMENT_ENTRIES',
  'DOCUMENTS',
];

const checkTable = ({ table, rows }: DryRunTable): Finding[] =>
  conditional.includes(table) ? rows.flatMap(checkRow) : [];

function checkRow({ pointer, name, state, by }: DryRunRow): Finding[] {
  const words = { found: name, ...(by ? { allowed: by } : {}) };
  const facts = { field: pointer, found: name.zh, ...(by ? { allowed: by.zh } : {}), words };
  switch (state) {
    case 'REACHED':
      return [];
    case 'SHADOWED':
      return [find('DRY_RUN_ROW_SHADOWED', facts)];
    case 'NEVER':
      return [find('DRY_RUN_ROW_NEVER', facts)];
    case 'UNTRIED':
      return [find('DRY_RUN_ROW_UNTRIED', facts)];
  }
}

/** What stops most of them. */
function whyNot(people: readonly Judged[]): Bilingual {
  const counts = new Map<string, { message: Bilingual; count: number }>();
  for (const { code, message } of people.flatMap((one) => one.findings.slice(0, 1)))
    counts.set(code, { message, count: (counts.get(code)?.count ?? 0) + 1 });
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most?.message ?? { zh: '没有这样的人员', en: 'there is nobody of the kind' };
}
