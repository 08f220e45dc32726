import { localDateOf } from '../../shared/rules/calendar/local-date.ts';
import { useApi } from './query.ts';

/** Today in Shanghai by the server's clock (it can be moved locally); until that is known, the browser's or what is given. */
export function useToday(meanwhile?: string): string {
  const now = useApi('get-health').data?.body.now;
  return now ? localDateOf(now) : (meanwhile ?? localDateOf(new Date().toISOString()));
}
