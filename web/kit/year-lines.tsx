import type { ResponseOf } from '../../shared/contracts/api/index.ts';
import { defineMessages, say } from './i18n.ts';

const own = defineMessages({
  label: ['年限计算', 'How the years are counted'],
  MET: ['符合', 'Met'],
  NOT_MET: ['不符合', 'Not met'],
  UNKNOWN: ['待填写', 'To be filled in'],
  BESIDE: ['已有其他学历符合，此项不影响申报', 'Another education is enough; this one stands in no way'],
});

type Line = Pick<ResponseOf<'ApplicationView'>['yearLines'][number], 'field' | 'result' | 'text'>;

const marks: Readonly<Record<Line['result'], string>> = { MET: '✓', NOT_MET: '✗', UNKNOWN: '…', BESIDE: '–' };

/** Years as they were counted (D40), beside the part of the declaration that they come from. */
export function YearLines({ lines, part }: { lines: readonly Line[]; part: string }) {
  const shown = lines.filter(({ field }) => field === part || field.startsWith(`${part}/`));
  if (shown.length === 0) return null;
  return (
    <ul class="year-lines" aria-label={own('label')}>
      {shown.map(({ field, result, text }) => (
        <li key={`${field} ${text.zh}`}>
          <span aria-hidden="true">{marks[result]}</span>
          <span class="visually-hidden">{own(result)}</span> {say(text)}
          {result === 'BESIDE' ? <span class="quiet"> {own('BESIDE')}</span> : null}
        </li>
      ))}
    </ul>
  );
}
