import { sessionsOfExpert } from '../../../shared/store/sessions.ts';
import { sessionListItem } from '../../../shared/views/session.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const listOwnSessions: ApiHandler<'list-own-sessions'> = (deps) => async (request) => {
  const sessions = await sessionsOfExpert(deps.table, request.principal.id);
  return ok({ items: sessions.map(sessionListItem) });
};
