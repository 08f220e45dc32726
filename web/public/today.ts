import { localDateOf } from '../../shared/rules/calendar/local-date.ts';
import { useApi } from '../kit/query.ts';

/** Today in Shanghai by the server's clock; empty until that is known. */
export function useToday(): string {
  const now = useApi('get-health').data?.body.now;
  return now ? localDateOf(now) : '';
}
