import { useEffect, useRef, useState } from 'preact/hooks';
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
  /** The address where a place that is not on this page can be mended. */
  elsewhere?: ((place: string) => string | undefined) | undefined;
}

/** All errors at once, each a link to its field; focused after a failed attempt. */
export function ErrorSummary({ lines, title, root = '', attempt, elsewhere }: SummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const errors = lines.filter((line) => !line.advice);
  const count = errors.length;
  // Fields that come onto the page together with the summary are there one rendering later.
  const [, look] = useState(0);
  useEffect(() => look(1), []);
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
            <SummaryLine line={line} root={root} elsewhere={elsewhere} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function SummaryLine({
  line,
  root,
  elsewhere,
}: {
  line: Line;
  root: string;
  elsewhere: SummaryProps['elsewhere'];
}) {
  const target = fieldAt(fieldName(line.field, root));
  if (!target) {
    const href = line.field && elsewhere?.(line.field);
    return href ? <Link href={href}>{line.message}</Link> : <span>{line.message}</span>;
  }
  const jump = (event: Event) => {
    if (!target.isConnected) return;
    event.preventDefault();
    focusField(target);
  };
  const label = labelOf(target);
  return (
    <a href={`#${target.id}`} onClick={jump}>
      {label && !line.message.includes(label) ? named(label, line.message) : line.message}
    </a>
  );
}

/** The field of that name, or the nearest one around it that the page has. */
function fieldAt(name: string): HTMLElement | null {
  const parts = name.split('/').filter(Boolean);
  for (; parts.length > 0; parts.pop()) {
    const field = document.getElementById(fieldId(parts.join('/')));
    if (field) return field;
  }
  return null;
}

/** Into the sight and under the cursor. */
function focusField(target: HTMLElement): void {
  const controls = 'input,select,textarea,button';
  target.scrollIntoView({ block: 'center' });
  (target.matches(controls) ? target : (target.querySelector<HTMLElement>(controls) ?? target)).focus();
}

/** Once the page is there, the cursor goes to the field that the address names. */
export function useFieldOfAddress(): void {
  useEffect(() => {
    const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    if (target) focusField(target);
  }, []);
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
