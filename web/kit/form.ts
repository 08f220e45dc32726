import { useState } from 'preact/hooks';
import type { ApiProblem } from './client.ts';
import { errorOf, type Line, linesOf } from './findings.ts';

/** The parts of a form that hold a text. */
type TextKey<T> = { [K in keyof T]-?: T[K] extends string | undefined ? K : never }[keyof T] & string;

interface Place {
  /** Path of the part inside the page's form, with its slash. */
  at?: string;
  disabled?: boolean;
}

/** Hands a form's texts to their fields, each with its name, value and error: `<TextField {...fields.text('name')} />`. */
export function fieldsOf<T extends object>(
  values: Partial<T>,
  set: (change: Partial<T>) => void,
  wrong: (name: string) => string | undefined,
  { at = '', disabled = false }: Place = {},
) {
  const common = (name: TextKey<T>) => ({
    name: at + name,
    value: (values[name] as string | undefined) ?? '',
    error: wrong(at + name),
    disabled,
  });
  const put = (name: TextKey<T>) => (text: string) => set({ [name]: text } as Partial<T>);
  return {
    /** For what is typed. */
    text: (name: TextKey<T>) => ({ ...common(name), onInput: put(name) }),
    /** For days; undefined while there is none. */
    date: (name: TextKey<T>) => ({
      ...common(name),
      value: values[name] as string | undefined,
      onChange: (date: string | undefined) => set({ [name]: date } as Partial<T>),
    }),
    /** For what is chosen. */
    choice: (name: TextKey<T>) => ({ ...common(name), onChange: put(name) }),
  };
}

/** What was changed since the last attempt is judged at the next one: until then its old error says nothing any more. */
export function useJudged(wrong: (name: string) => string | undefined) {
  const [edited, setEdited] = useState<readonly string[]>([]);
  return {
    wrong: (name: string) => (edited.includes(name.split('/')[0] ?? '') ? undefined : wrong(name)),
    /** These parts of the form have changed. */
    touch: (keys: readonly string[]) => setEdited((now) => [...new Set([...now, ...keys])]),
    /** Another attempt. */
    again: () => setEdited([]),
  };
}

/** The texts of a small form, with what the API or the page found wrong in them. */
export function useFields<T extends object>(start: T, problem?: ApiProblem, early: readonly Line[] = []) {
  const [values, setValues] = useState(start);
  const lines = [...early, ...linesOf(problem?.errors)];
  const set = (change: Partial<T>) => setValues((now) => ({ ...now, ...change }));
  return { values, ...fieldsOf(values, set, (name) => errorOf(lines, name)) };
}
