import { newestOf } from '../../../shared/store/calendars.ts';
import { applicationSummary } from '../../../shared/views/application.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Own applications, newest first, each with whose turn it is and until when. */
export const listApplications: ApiHandler<'list-applications'> =
  (deps) =>
  async ({ principal, query, now }) => {
    const { items, cursor } = await deps.applications.ofPerson(principal.id, query.cursor);
    const calendars = await deps.calendars.versions();
    const inForce = { calendar: newestOf(calendars), calendars, now };
    return ok({
      items: items.map((a) => applicationSummary(a, { ...inForce, plan: deps.plans.of(a) })),
      ...(cursor ? { cursor } : {}),
    });
  };
