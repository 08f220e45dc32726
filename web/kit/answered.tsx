import type { AnswerShown } from '../../shared/rules/declaration/answer-words.ts';
import { say } from './i18n.ts';

/** An answer to a field of the plan's own, as it reads: a text, paragraphs, or a table. */
export function Answered({ shown, label }: { shown: AnswerShown; label: string }) {
  if (shown.kind === 'PROSE') return <p class="long-text">{say(shown.text)}</p>;
  if (shown.kind !== 'ROWS') return <>{say(shown.text)}</>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section class="table-box" tabIndex={0} aria-label={label}>
      <table class="table">
        <thead>
          <tr>
            {shown.header.map((one, i) => (
              <th key={i} scope="col">
                {say(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.rows.map((row, i) => (
            <tr key={i}>
              {row.map((one, n) => (
                <td key={n}>{say(one)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
