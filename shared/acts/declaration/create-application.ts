import type { Finding } from '../../contracts/finding.ts';
import type { Context } from '../../rules/base/context.ts';
import { checkStart } from '../../rules/declaration/steps.ts';
import { missingInProfile } from '../../rules/people/profile.ts';
import { type Holding, holdingsOf } from '../../store/active-declarations.ts';
import { type ArchiveRecord, archiveOf } from '../../store/archive.ts';
import { getProfileRecord, type ProfileRecord } from '../../store/profiles.ts';
import { getUnitRecord, type UnitRecord } from '../../store/units.ts';
import type { Deps } from '../base/deps.ts';

export interface Start {
  problems: Finding[];
  profile: ProfileRecord | undefined;
  /** The profile's current unit, bound or not. */
  unit: UnitRecord | undefined;
  archive: ArchiveRecord[];
  holdings: Holding[];
}

/** What 马上申报 asks (T1; R3, R9, R10, R12, C5), every finding at once. */
export async function startFacts(
  deps: Pick<Deps, 'table' | 'applications'>,
  personId: string,
  { plan, now }: Context,
  requirementsSeenVersion: number,
): Promise<Start> {
  const [profile, archive, holdings] = await Promise.all([
    getProfileRecord(deps.table, personId),
    archiveOf(deps.table, personId),
    holdingsOf(deps, personId, plan),
  ]);
  const unit = profile?.currentUnit ? await getUnitRecord(deps.table, profile.currentUnit) : undefined;
  // The first guard that is taken says why; a declaration in this plan also holds the one of its level.
  const taken = holdings.find((h) => h.active);
  const problems = checkStart(plan, {
    profileComplete: profile !== undefined && missingInProfile(profile).length === 0,
    archiveItems: archive.length,
    unitBound: unit?.status === 'BOUND',
    requirementsSeenVersion,
    activeDeclarations: 0,
    now,
  });
  return {
    problems: [
      ...problems,
      ...(taken ? [{ ...taken.finding, found: taken.active?.applicationId ?? '' }] : []),
    ],
    profile,
    unit,
    archive,
    holdings,
  };
}
