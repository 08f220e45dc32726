import { directoryListView } from '../../../shared/views/directories.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R28: every acceptance point, municipal unit and committee, as they are today. */
export const listDirectories: ApiHandler<'list-directories'> = (deps) => async () =>
  ok(directoryListView(deps.plans.directories.list(), deps.plans.list()));
