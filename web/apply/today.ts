import { localDateOf } from '../../shared/rules/calendar/local-date.ts';
import { useApi } from '../kit/query.ts';

/** Today in Shanghai by the server's clock (it can be moved locally); the browser's own until that is known. */
export function useToday(): string {
  const health = useApi('get-health');
  return localDateOf(health.data?.body.now ?? new Date().toISOString());
}
