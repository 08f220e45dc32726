import type { ComponentChildren } from 'preact';
import { Button } from '../../../kit/button.tsx';
import { fieldId } from '../../../kit/findings.ts';
import { toast } from '../../../kit/notice.tsx';
import type { Data } from './data-form.ts';
import { words } from './data-words.ts';

/** What each part of the data page gets. */
export interface PartProps {
  data: Data;
  set(change: Partial<Data>): void;
  wrong(name: string): string | undefined;
  label: string;
  locked: boolean;
}

interface RowsProps<T> {
  /** Path of the rows on the page, where no group around them has it. */
  name?: string;
  rows: readonly T[];
  title(n: number): string;
  add: string | undefined;
  blank: T;
  onChange(rows: T[]): void;
  locked: boolean;
  children(row: T, i: number, set: (change: Partial<T>) => void): ComponentChildren;
}

/** Parts that repeat: each in its own frame, removed with a way back. */
export function Rows<T extends object>({
  name,
  rows,
  title,
  add,
  blank,
  onChange,
  locked,
  children,
}: RowsProps<T>) {
  const change = (i: number, part: Partial<T>) =>
    onChange(rows.map((row, at) => (at === i ? { ...row, ...part } : row)));
  const remove = (i: number) => {
    const before = [...rows];
    onChange(rows.filter((_, at) => at !== i));
    toast(words('removed'), () => onChange(before));
  };
  return (
    <div class="stack tight" {...(name ? { id: fieldId(name), tabIndex: -1 } : {})}>
      {rows.map((row, i) => (
        <section key={i} class="panel row-panel" aria-label={title(i + 1)}>
          <div class="row between">
            <strong>{title(i + 1)}</strong>
            {locked ? null : (
              <Button look="plain" onClick={() => remove(i)}>
                {words('remove')}
                <span class="visually-hidden"> {title(i + 1)}</span>
              </Button>
            )}
          </div>
          {children(row, i, (part) => change(i, part))}
        </section>
      ))}
      {add && !locked ? (
        <p>
          <Button onClick={() => onChange([...rows, blank])}>{add}</Button>
        </p>
      ) : null}
    </div>
  );
}
