import {
  saveProfile as act,
  profileProblems,
  standingProfile,
} from '../../../shared/acts/people/save-profile.ts';
import { profileView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R3: the own profile, saved. */
export const saveProfile: ApiHandler<'save-profile'> = (deps) => ({
  async save(request) {
    const { next, writes } = await act(deps, request);
    await deps.table.transact(writes);
    return ok(profileView(next, request.principal), next.version);
  },
  standing: (request) => standingProfile(deps, request),
});

saveProfile.alsoWrong = (deps) => (request) => profileProblems(deps, request);
