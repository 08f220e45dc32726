import type { BodyOf } from '../../contracts/api/index.ts';
import type { Finding } from '../../contracts/finding.ts';
import { checkOrder, checkPast } from '../base/dates.ts';

/** An item of 我的业绩档案 (R3): what can be said of it by itself. It may end in days to come, and begin in none of them. */
export function checkItemDates(
  { from, to }: Pick<BodyOf<'ArchiveItemBody'>, 'from' | 'to'>,
  today: string,
): Finding[] {
  const begin = { day: from, field: '/from', what: { zh: '开始日期', en: 'the first day' } };
  const end = { day: to, field: '/to', what: { zh: '结束日期', en: 'the last day' } };
  return [...checkPast(begin, today, 'R3'), ...checkOrder(begin, end, 'R3')];
}
