import type { Bilingual, Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { type ChangeKind, changeKinds, type DryRunComparison } from '../../contracts/plan-dry-run.ts';
import type { Requirement } from '../declaration/attachments.ts';
import { unitKindNames } from '../plan/facts.ts';
import { find } from './findings.ts';
import { judge } from './judge.ts';
import type { Life } from './life.ts';
import { type Judged, judged, wayName } from './tables.ts';

/** The same people under the version that is published and under the new one: whose outcome changes, and why (G3). */

interface Change {
  readonly kind: ChangeKind;
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
}

/** What a report has room for. */
const MOST_PEOPLE = 300;
const MOST_GROUPS = 60;
const MOST_FINDINGS = 12;

export function compare(published: Plan, plan: Plan, people: readonly Judged[]): DryRunComparison {
  const old = people.map(({ life }) => judged(published, life));
  const changes = people.flatMap((now, i) => {
    const change = changeOf(plan, old[i] as Judged, now);
    return change ? [{ no: i + 1, life: now.life, change, key: keyOf(change) }] : [];
  });
  const groups = groupsOf(changes);
  const told = groups.slice(0, MOST_GROUPS);
  const changed = told
    .flatMap(({ members }, group) => members.map((one) => ({ ...one, group })))
    .slice(0, MOST_PEOPLE)
    .map(({ no, life, group }) => ({
      ...{ no, group, who: whoIs(plan, published, life) },
      ...(life.note ? { note: life.note } : {}),
    }));
  const counts = changeKinds.map((kind) => [kind, changes.filter((one) => one.change.kind === kind).length]);
  return {
    since: published.version,
    acceptedBefore: accepted(old),
    acceptedAfter: accepted(people),
    counts: Object.fromEntries(counts) as DryRunComparison['counts'],
    groups: told.map(({ change: { kind, before, after }, members }) => ({
      ...{ kind, people: members.length },
      before: before.slice(0, MOST_FINDINGS),
      after: after.slice(0, MOST_FINDINGS),
    })),
    changed,
    more: changes.length - changed.length,
  };
}

interface Changed {
  readonly no: number;
  readonly life: Life;
  readonly change: Change;
  readonly key: string;
}

/** Those of one reason together, the gravest and most frequent first; the words are those of the first of them. */
function groupsOf(changes: readonly Changed[]): { change: Change; members: Changed[] }[] {
  const groups = new Map<string, { change: Change; members: Changed[] }>();
  for (const one of changes) {
    const { change, members } = groups.get(one.key) ?? { change: one.change, members: [] };
    groups.set(one.key, { change, members });
    members.push(one);
  }
  const rank = ({ kind }: Change) => changeKinds.indexOf(kind);
  return [...groups.values()].sort(
    (a, b) => rank(a.change) - rank(b.change) || b.members.length - a.members.length,
  );
}

const keyOf = ({ kind, before, after }: Change): string =>
  JSON.stringify([kind, before.map(place), after.map(place)]);

const accepted = (all: readonly Judged[]): number => all.filter((one) => one.findings.length === 0).length;

const place = ({ code, field }: Finding): string => `${code} ${field}`;

/**
 * Under each version she is prepared as that version asks. Who gets through both has still other things to give, when what
 * she prepared for the older one does not do, or is no longer asked for.
 */
function changeOf(plan: Plan, before: Judged, after: Judged): Change | undefined {
  const [was, is] = [before.findings.length === 0, after.findings.length === 0];
  if (was !== is)
    return { kind: is ? 'ACCEPTED_NOW' : 'REFUSED_NOW', before: before.findings, after: after.findings };
  if (!was) {
    const same = before.findings.map(place).join() === after.findings.map(place).join();
    return same ? undefined : { kind: 'OTHER_REASONS', before: before.findings, after: after.findings };
  }
  const declaration = carried(before, after);
  const prepared = { ...before.prepared, declaration };
  // Prepared alike under both, it is judged alike.
  if (isSame([declaration, prepared.files], [after.prepared.declaration, after.prepared.files]))
    return undefined;
  const kept = judge(plan, after.life, prepared);
  const asked = [
    ...missingIn(before.prepared.required, after.prepared.required).map((r) => named('DRY_RUN_NOT_ASKED', r)),
    ...missingIn(after.prepared.required, before.prepared.required).map((r) => named('DRY_RUN_ASKED', r)),
  ];
  const told = new Set(asked.map((one) => one.field));
  const findings = [...asked, ...kept.filter((one) => !told.has(one.field))];
  return findings.length > 0 ? { kind: 'ASKED_OTHERWISE', before: [], after: findings } : undefined;
}

/** What was prepared for the older version, handed in under the new one. */
const carried = (before: Judged, after: Judged): Judged['prepared']['declaration'] => ({
  ...before.prepared.declaration,
  planVersion: after.prepared.declaration.planVersion,
  requirementsSeen: after.prepared.declaration.requirementsSeen,
});

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const missingIn = (all: readonly Requirement[], others: readonly Requirement[]): Requirement[] =>
  all.filter((one) => !others.some((other) => other.key === one.key));

function named(code: 'DRY_RUN_NOT_ASKED' | 'DRY_RUN_ASKED', { key, documents }: Requirement): Finding {
  const zh = documents.map((d) => d.names.zh).join('或');
  const en = documents.map((d) => d.names.en ?? d.names.zh).join(' or ');
  return find(code, { field: `/attachments/${key}`, found: zh, words: { found: { zh, en } } });
}

/** Who she is, in the words of the plan that knows them. */
function whoIs(plan: Plan, published: Plan, life: Life): Bilingual {
  const plans = [plan, published];
  const track = plans.flatMap((one) => one.tracks).find((one) => one.code === life.track);
  const home = plans.find((one) => one.categories.some((c) => c.code === life.category)) ?? plan;
  const education = plans.flatMap((one) => one.educations).find((one) => one.kind === life.education)?.names;
  const way = wayName(home, track?.names ?? { zh: life.track }, life.category);
  const unit = unitKindNames[life.unit.kind];
  const established =
    life.established === undefined
      ? { zh: '', en: '' }
      : life.established
        ? { zh: '（在编）', en: ' (established post)' }
        : { zh: '（编外）', en: ' (no established post)' };
  return {
    zh: [way.zh, education?.zh ?? life.education, `${unit.zh}${established.zh}`].join(' · '),
    en: [way.en, education?.en ?? education?.zh ?? life.education, `${unit.en}${established.en}`].join(' · '),
  };
}
