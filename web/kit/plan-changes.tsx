import type { ResponseFor } from './client.ts';
import { defineMessages, type Said, say } from './i18n.ts';

const own = defineMessages({
  before: ['原为', 'before'],
  after: ['现为', 'now'],
  more: ['另有 {n} 处变更未列出。', '{n} more changes are not listed.'],
  yes: ['是', 'yes'],
  no: ['否', 'no'],
});

type Changes = Pick<ResponseFor<'list-plan-changes'>, 'changes' | 'more'>;

/** Longer than this a value is told in part; the whole stands in the plan itself. */
const MOST = 200;

/** What two versions of a plan have differently (G1, D30), place by place: before and after. */
export function PlanChanges({ changes, more }: Changes) {
  return (
    <div class="stack tight plan-changes">
      <ul class="plain-list stack tight">
        {changes.map(({ section, pointer, before, after }) => (
          <li key={pointer}>
            <strong>{say(section)}</strong> <span class="quiet">{placeOf(pointer)}</span>
            <br />
            <del>
              <span class="visually-hidden">{own('before')} </span>
              {valueText(before)}
            </del>{' '}
            <span aria-hidden="true">→</span>{' '}
            <ins>
              <span class="visually-hidden">{own('after')} </span>
              {valueText(after)}
            </ins>
          </li>
        ))}
      </ul>
      {more > 0 ? <p class="quiet">{own('more', { n: more })}</p> : null}
    </div>
  );
}

/** Where in its section; nothing when it is all of it. */
const placeOf = (pointer: string): string => pointer.split('/').slice(2).join(' / ');

/** A value of a plan in a line of text. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null) return '—';
  if (typeof value === 'boolean') return own(value ? 'yes' : 'no');
  const text = isSaid(value) ? say(value) : typeof value === 'string' ? value : JSON.stringify(value);
  const letters = [...text];
  return letters.length > MOST ? `${letters.slice(0, MOST).join('')}…` : text;
}

const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' &&
  value !== null &&
  'zh' in value &&
  Object.keys(value).every((key) => key === 'zh' || key === 'en');
