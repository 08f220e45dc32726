import { keptParticulars } from '../../../shared/acts/people/kept-particulars.ts';
import {
  saveProfile as act,
  profileProblems,
  standingProfile,
} from '../../../shared/acts/people/save-profile.ts';
import { profileView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R3: the own profile, saved; what was handed in keeps its particulars, which the answer says (D16). */
export const saveProfile: ApiHandler<'save-profile'> = (deps) => ({
  async save(request) {
    const { next, writes } = await act(deps, request);
    await deps.table.transact(writes);
    return ok(profileView(next, request.principal, await keptParticulars(deps, next)), next.version);
  },
  standing: (request) => standingProfile(deps, request),
});

saveProfile.alsoWrong = (deps) => (request) => profileProblems(deps, request);
