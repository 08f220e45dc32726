import { createDeps } from '../deps.ts';
import { createApi, loadHandlers } from '../http.ts';

/** The routes of its audience, one file each; the bundler resolves the pattern to the folder. */
export const handler = createApi(
  createDeps(),
  await loadHandlers('api-staff', (id) => import(`../api/staff/${id}.ts`)),
);
