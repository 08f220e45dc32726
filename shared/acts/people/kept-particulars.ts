import type { ResponseOf } from '../../contracts/api/index.ts';
import { stageFacts } from '../../contracts/stages.ts';
import { differingParticulars } from '../../rules/declaration/person.ts';
import type { ProfileRecord } from '../../store/profiles.ts';
import type { Deps } from '../base/deps.ts';

export type Kept = ResponseOf<'Profile'>['kept'];

/** D16: the person's declarations that were handed in with other particulars than the profile has now. */
export async function keptParticulars(
  { applications }: Pick<Deps, 'applications'>,
  profile: ProfileRecord | undefined,
): Promise<Kept> {
  if (!profile) return [];
  const { items } = await applications.ofPerson(profile.personId);
  const open = items.filter((one) => one.submittedAt && !stageFacts(one.stage).end);
  const found = await Promise.all(
    open.map(async (application) => {
      const { applicationId, applicationNo, unit } = application;
      const { person } = await applications.snapshotOf(application);
      const uscc = profile.currentUnit ?? unit.uscc;
      const name = uscc === unit.uscc ? unit.name : (profile.unitName ?? uscc);
      const fields = person ? differingParticulars(person, { ...profile, unit: { uscc, name } }) : [];
      return { applicationId, ...(applicationNo ? { applicationNo } : {}), fields };
    }),
  );
  return found.filter((one) => one.fields.length > 0);
}
