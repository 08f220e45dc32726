import { levelNames } from '../../shared/rules/directory/names.ts';
import { defineMessages, say } from '../kit/i18n.ts';
import { t as kit } from '../kit/messages.ts';
import { StatusTag } from '../kit/notice.tsx';

/** What the two pages of the directory share. */

export const t = defineMessages({
  plans: ['申报计划', 'Plans'],
});

export const levelName = (level: string): string => say(levelNames[level] ?? { zh: level });

/** A number that a phone can dial. */
export const Telephone = ({ number }: { number: string }) => (
  <a class="link nb" href={`tel:${number}`}>
    {number}
  </a>
);

export function SampleTag() {
  return (
    <span title={kit('sampleHint')}>
      <StatusTag tone="warn">{kit('sample')}</StatusTag>
    </span>
  );
}
