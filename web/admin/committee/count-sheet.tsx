import type { ResponseFor } from '../../kit/client.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { StatusTag } from '../../kit/notice.tsx';

const own = defineMessages({
  sheet: ['计票单', 'Count sheet'],
  members: ['评委会人数', 'Members'],
  attending: ['出席', 'Attending'],
  recused: ['回避', 'Recused'],
  agree: ['同意', 'Agree'],
  disagree: ['不同意', 'Disagree'],
  abstain: ['弃权', 'Abstain'],
  notCast: ['未投票', 'Not cast'],
  denominator: ['计票基数', 'Base'],
  needed: ['通过所需', 'Needed'],
  passed: ['通过', 'Passed'],
  failed: ['未通过', 'Not passed'],
});

type Sheet = NonNullable<ResponseFor<'get-session'>['candidates'][number]['sheet']>;

/** B11: the numbers after the close; nobody's name is in it. */
export function CountSheet({ sheet }: { sheet: Sheet }) {
  const rows = [
    'members',
    'attending',
    'recused',
    'agree',
    'disagree',
    'abstain',
    'notCast',
    'denominator',
    'needed',
  ] as const;
  return (
    <section class="count-sheet" aria-label={own('sheet')}>
      <StatusTag tone={sheet.passed ? 'good' : 'bad'}>{own(sheet.passed ? 'passed' : 'failed')}</StatusTag>
      <DescriptionList items={rows.map((row) => ({ term: own(row), value: String(sheet[row]) }))} />
    </section>
  );
}
