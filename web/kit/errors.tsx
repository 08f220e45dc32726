import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { Button, Link } from './button.tsx';
import { type ApiProblem, isOvertaken } from './client.ts';
import { fieldId, fieldName, type Line, linesOf } from './findings.ts';
import { lang, named } from './i18n.ts';
import { t } from './messages.ts';
import { Notice } from './notice.tsx';

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

/** Where a field stands that is not on this page, by its path: the address of its page with the field's id behind it. */
export const Elsewhere = createContext<(field: string) => string | undefined>(() => undefined);

/** The field itself, or the part of the page that it belongs to. */
function elementOf(id: string): HTMLElement | null {
  const found = document.getElementById(id);
  const shorter = id.replace(/-[^-]*$/, '');
  return found || shorter === id || shorter === 'f' ? found : elementOf(shorter);
}

/** Shows a field and puts the cursor into it. */
function enter(field: HTMLElement): void {
  field.scrollIntoView({ block: 'center' });
  const control = field.matches('input,select,textarea,button')
    ? field
    : field.querySelector<HTMLElement>('input,select,textarea,button');
  (control ?? field).focus();
}

/** Once the page is there: to the field that the address names, as a link from another page does. */
export function useNamedField(): void {
  useEffect(() => {
    const id = location.hash.slice(1);
    const field = id.startsWith('f-') ? elementOf(id) : null;
    // After the page has scrolled to its top.
    if (field) requestAnimationFrame(() => enter(field));
  }, []);
}

interface SummaryProps {
  lines: readonly Line[];
  title?: string;
  /** Path prefix of the page's own fields, e.g. `data`. */
  root?: string;
  /** Changes with each attempt: then the summary takes the focus. 0 while there was none. */
  attempt?: unknown;
}

/** All errors at once, each a link to its field; focused after a failed attempt. */
export function ErrorSummary({ lines, title, root = '', attempt }: SummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const errors = inPageOrder(
    lines.filter((line) => !line.advice),
    root,
  );
  const count = errors.length;
  // Fields that come onto the page together with the summary, and their labels in the other language, are there one
  // rendering later.
  const [, look] = useState(0);
  useEffect(() => look((times) => times + 1), [lang.value]);
  // Once an attempt: a line that goes because it is mended takes nobody out of the field.
  const told = useRef<unknown>(0);
  useEffect(() => {
    if (count === 0 || attempt === told.current) return;
    told.current = attempt;
    box.current?.focus();
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

/** Errors in the order of their fields, top to bottom; before them those that have none here. */
function inPageOrder(errors: readonly Line[], root: string): Line[] {
  const placed = errors.map((line) => ({
    line,
    at: line.field ? elementOf(fieldId(fieldName(line.field, root))) : null,
  }));
  const after = (a: HTMLElement | null, b: HTMLElement | null): number => {
    if (!a || !b || a === b) return Number(Boolean(a)) - Number(Boolean(b));
    return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  };
  return placed.sort((a, b) => after(a.at, b.at)).map(({ line }) => line);
}

function SummaryLine({ line, root }: { line: Line; root: string }) {
  const elsewhere = useContext(Elsewhere);
  const id = fieldId(fieldName(line.field, root));
  const jump = (event: Event) => {
    const target = elementOf(id);
    if (!target) return;
    event.preventDefault();
    enter(target);
  };
  const target = line.field ? elementOf(id) : null;
  if (!target) {
    const href = line.field && elsewhere(line.field);
    return href ? <Link href={href}>{line.message}</Link> : <span>{line.message}</span>;
  }
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

interface ProblemProps {
  problem: ApiProblem | undefined;
  root?: string;
  /** Stands in a window whose closing shows how things stand. */
  closes?: boolean;
}

/** A refusal of the API: its title when it names no single thing, else all of them. */
export function ProblemSummary({ problem, root, closes = false }: ProblemProps) {
  if (!problem) return null;
  if (isOvertaken(problem)) return <Overtaken problem={problem} closes={closes} />;
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

/** One wording for every act that came too late, whichever way the server found out. */
function Overtaken({ problem, closes }: { problem: ApiProblem; closes: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [problem]);
  return (
    <div role="alert" tabIndex={-1} ref={box}>
      <Notice tone="warn" title={t('overtaken')}>
        <p>{t('overtakenText')}</p>
        {/* Drafts outlive it. */}
        {closes ? null : <Button onClick={() => location.reload()}>{t('look')}</Button>}
      </Notice>
    </div>
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
