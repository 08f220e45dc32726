import { useEffect, useRef } from 'preact/hooks';
import { Link } from './button.tsx';
import type { ApiProblem } from './client.ts';
import { fieldId, fieldName, type Line, linesOf } from './findings.ts';
import { named } from './i18n.ts';
import { t } from './messages.ts';

/** The line below a field: always there, so that an error that appears moves no button. */
export function InlineError({ id, message }: { id: string; message: string | undefined }) {
  return (
    <p id={id} class="inline-error" aria-live="polite">
      {message ? (
        <>
          <span aria-hidden="true">✕ </span>
          <span class="visually-hidden">{t('errorWord')}</span>
          {message}
        </>
      ) : null}
    </p>
  );
}

interface SummaryProps {
  lines: readonly Line[];
  title?: string;
  /** Path prefix of the page's own fields, e.g. `data`. */
  root?: string;
  /** Changes with each attempt: then the summary takes the focus. */
  attempt?: unknown;
}

/** All errors at once, each a link to its field; focused after a failed attempt. */
export function ErrorSummary({ lines, title, root = '', attempt }: SummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const errors = lines.filter((line) => !line.advice);
  const count = errors.length;
  useEffect(() => {
    if (count > 0) box.current?.focus();
  }, [attempt, count]);
  if (count === 0) return null;
  return (
    <div class="summary bad" role="alert" tabIndex={-1} ref={box}>
      <h2>{title ?? t('errorsTitle', { n: count })}</h2>
      <ul>
        {errors.map((line, i) => (
          <li key={i}>
            <SummaryLine line={line} root={root} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function SummaryLine({ line, root }: { line: Line; root: string }) {
  const id = fieldId(fieldName(line.field, root));
  const jump = (event: Event) => {
    const target = document.getElementById(id);
    if (!target) return;
    event.preventDefault();
    target.scrollIntoView({ block: 'center' });
    const control = target.matches('input,select,textarea,button')
      ? target
      : target.querySelector<HTMLElement>('input,select,textarea,button');
    (control ?? target).focus();
  };
  const target = line.field ? document.getElementById(id) : null;
  // What is amiss in the profile is mended there, whatever page says so.
  if (!target && line.field?.startsWith('/profile/')) return <Link href="/profile">{line.message}</Link>;
  if (!target) return <span>{line.message}</span>;
  const label = labelOf(target);
  return (
    <a href={`#${id}`} onClick={jump}>
      {label && !line.message.includes(label) ? named(label, line.message) : line.message}
    </a>
  );
}

/** What a field is called on the page, without the mark 选填; messages of the API's schemas do not say it. */
function labelOf(field: HTMLElement): string {
  const label =
    document.querySelector(`label[for="${CSS.escape(field.id)}"]`) ??
    field.querySelector(':scope > legend, :scope > .label');
  return label?.firstChild?.textContent?.trim() ?? '';
}

/** A refusal of the API: its title when it names no single thing, else all of them. */
export function ProblemSummary({ problem, root }: { problem: ApiProblem | undefined; root?: string }) {
  if (!problem) return null;
  const lines: Line[] = problem.errors.length
    ? linesOf(problem.errors)
    : [{ code: problem.code, message: problem.title, advice: false }];
  return (
    <ErrorSummary
      lines={lines}
      title={problem.errors.length ? problem.title : t('failed')}
      root={root ?? ''}
      attempt={problem}
    />
  );
}

/** Findings in full: what was found, what is allowed. Errors first, advice after them. */
export function FindingList({ lines }: { lines: readonly Line[] }) {
  const ordered = [...lines].sort((a, b) => Number(a.advice) - Number(b.advice));
  return (
    <ul class="findings">
      {ordered.map((line, i) => (
        <li key={i} class={line.advice ? 'advice' : 'error'}>
          <span aria-hidden="true">{line.advice ? 'ⓘ ' : '✕ '}</span>
          {line.message}
        </li>
      ))}
    </ul>
  );
}
