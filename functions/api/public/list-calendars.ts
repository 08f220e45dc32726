import { newestOf } from '../../../shared/store/calendars.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** K1: the calendar that windows are counted with now, and the versions that earlier ones were counted with. */
export const listCalendars: ApiHandler<'list-calendars'> = (deps) => async () => {
  const versions = await deps.calendars.versions();
  return ok({ current: newestOf(versions), versions: versions.map(({ calendar }) => calendar.id) });
};
