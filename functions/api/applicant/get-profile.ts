import { keptParticulars } from '../../../shared/acts/people/kept-particulars.ts';
import { getProfileRecord } from '../../../shared/store/profiles.ts';
import { profileView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R3: the person's own profile, in full to its owner (V2); empty with version 0 before the first save. */
export const getProfile: ApiHandler<'get-profile'> =
  (deps) =>
  async ({ principal }) => {
    const profile = await getProfileRecord(deps.table, principal.id);
    return ok(profileView(profile, principal, await keptParticulars(deps, profile)), profile?.version ?? 0);
  };
