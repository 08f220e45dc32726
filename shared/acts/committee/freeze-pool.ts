import * as z from 'zod/mini';
import type { BodyOf } from '../../contracts/api/index.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { CandidateRecord, PoolExpert, SessionPool, SessionRecord } from '../../contracts/session.ts';
import { checkExpertTerm } from '../../rules/committee/committee.ts';
import { type PoolEntry, poolHash } from '../../rules/committee/draw.ts';
import { checkExpertIsNotApplicant } from '../../rules/committee/recusal.ts';
import { keys, personPartition } from '../../store/base/keys.ts';
import { accountsOf } from '../people/persons.ts';
import type { SessionDeps } from './session-work.ts';

/** The list that a committee is drawn from, frozen with who cannot be drawn, and why (B8). */

type Body = BodyOf<'SessionBody'>;

/** D29: the accounts of each expert's natural person. */
async function personsIn(deps: SessionDeps, pool: readonly PoolExpert[]): Promise<Map<string, string[]>> {
  const found = await Promise.all(
    pool.map(async ({ expertId, personId }): Promise<[string, string[]]> => {
      const own = [expertId, ...(personId === undefined ? [] : [personId])];
      return [expertId, (await Promise.all(own.map((id) => accountsOf(deps, id)))).flat()];
    }),
  );
  return new Map(found);
}

/**
 * Exclusions before the draw: a term that does not cover the date (L4), an applicant of the plan (C2), a recommender or
 * a person of the same name and unit as a candidate (C1), a second account of somebody on the list (D29). Other grounds recuse from single candidates only (B9).
 */
export async function freezePool(
  deps: SessionDeps,
  plan: Plan,
  { date, pool }: Pick<Body, 'date' | 'pool'>,
  candidates: readonly CandidateRecord[],
  sessionId: string,
): Promise<SessionPool> {
  const persons = await personsIn(deps, pool);
  const accountsIn = (expert: PoolExpert) => persons.get(expert.expertId) ?? [];
  const accounts = [...new Set(pool.flatMap(accountsIn))];
  const declared = await deps.table.getMany(
    z.object({ pk: z.string() }),
    accounts.map((id) => keys.activeDeclaration(id, plan.planCode)),
  );
  const declaring = new Set(declared.map((one) => one.pk));
  const applicants = [
    ...accounts.filter((id) => declaring.has(personPartition(id))),
    ...candidates.map((one) => one.facts.personId),
  ];
  const names = new Set(candidates.map((one) => `${one.facts.uscc} ${one.name}`));
  const recommenders = new Set(candidates.flatMap((one) => one.facts.recommenders));
  const reason = (expert: PoolExpert): string | undefined => {
    if (checkExpertTerm({ from: expert.termFrom, to: expert.termTo }, date).length > 0)
      return 'EXPERT_TERM_OUTSIDE';
    const own = accountsIn(expert);
    if (checkExpertIsNotApplicant(own, applicants).length > 0) return 'EXPERT_IS_APPLICANT';
    const twin = (other: PoolExpert) => accountsIn(other).some((id) => own.includes(id));
    if (pool.slice(0, pool.indexOf(expert)).some(twin)) return 'EXPERT_TWICE';
    if (expert.unitUscc && names.has(`${expert.unitUscc} ${expert.name}`)) return 'EXPERT_IS_APPLICANT';
    return recommenders.has(expert.name) ? 'RECOMMENDER' : undefined;
  };
  const excluded = pool.flatMap((expert) => {
    const why = reason(expert);
    return why ? [[expert.expertId, why]] : [];
  });
  return { sessionId, experts: pool, excluded: Object.fromEntries(excluded) };
}

export function entriesOf({ experts, excluded }: SessionPool): PoolEntry[] {
  return experts.map(({ expertId }) => {
    const why = excluded[expertId];
    return why ? { expertId, excluded: why } : { expertId };
  });
}

export function frozenDraw(
  sessionId: string,
  convening: number,
  pool: SessionPool,
  now: string,
): SessionRecord['draw'] {
  const drawId = `${sessionId}-${convening}`;
  return { drawId, frozenAt: now, poolHash: poolHash(entriesOf(pool)), commitments: {}, reveals: {} };
}
