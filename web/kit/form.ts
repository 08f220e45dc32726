import { useRef, useState } from 'preact/hooks';
import type { ApiProblem } from './client.ts';
import { useDraft } from './draft.ts';
import { errorOf, type Line, linesOf } from './findings.ts';
import { same } from './merge.ts';
import type { Act } from './query.ts';

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

/**
 * What is wrong with a field, by the last attempt. What was changed since then is judged at the next one: no error stands
 * beside an entry that is mended already.
 *
 * @param verdict what changes with each attempt
 * @param root path prefix of the page's own fields
 * @param find `errorAt` where every part of the form has a field of its own
 */
export function useWrong<T extends object>(
  values: T,
  lines: readonly Line[],
  verdict: readonly unknown[],
  root = '',
  find: typeof errorOf = errorOf,
): (name: string) => string | undefined {
  const judged = useRef({ verdict, values });
  if (verdict.some((one, i) => one !== judged.current.verdict[i])) judged.current = { verdict, values };
  return (name) => errorNow(values, judged.current.values, lines, name, root, find);
}

/** What is wrong with a field that was judged as `then`; nothing once it, or the part that it stands in, is another. */
export function errorNow<T extends object>(
  now: T,
  then: T,
  lines: readonly Line[],
  name: string,
  root = '',
  find: typeof errorOf = errorOf,
): string | undefined {
  const key = name.split('/')[0] as keyof T;
  return same(now[key], then[key]) ? find(lines, name, root) : undefined;
}

/** What a page or a window itself finds missing before anything is sent. */
export interface Early {
  readonly lines: readonly Line[];
  /** Changes with each press. */
  readonly attempt: unknown;
  /** To be asked with each press. */
  passes(): boolean;
}

/**
 * Told from a press on, each line as long as it is true: nothing is asked for that is there by now, and nothing new is
 * reproached while somebody types.
 */
export function useEarly(judge: () => readonly Line[]): Early {
  const [told, setTold] = useState<readonly Line[]>([]);
  const now = told.length > 0 ? judge() : [];
  return {
    lines: told.filter((line) => now.some((one) => one.field === line.field && one.message === line.message)),
    attempt: told,
    passes: () => {
      const found = judge();
      setTold(found);
      return found.length === 0;
    },
  };
}

/**
 * The texts of a small form, with what the API or the page found wrong in them. They are a draft until the act is
 * accepted: no reload, lost sign-in or closed window takes them away.
 *
 * @param name of the draft: what the act is about, and at which turn or version of it
 * @param judge what is missing already before it is sent; to be asked by `early.passes()`
 * @param root path prefix of the fields in the request
 * @param stored what of it may lie in the browser's storage: numbers of documents and the like stay in the window
 */
export function useFields<T extends object>(
  name: string,
  start: T,
  act: Pick<Act<never>, 'afterwards'> & { problem: ApiProblem | undefined },
  judge: (values: T) => readonly Line[] = () => [],
  root = '',
  stored?: (values: T) => T,
) {
  const draft = useDraft(name, { value: start }, undefined, stored);
  const early = useEarly(() => judge(draft.value));
  act.afterwards.current = draft.discard;
  const lines = [...early.lines, ...linesOf(act.problem?.errors)];
  const wrong = useWrong(draft.value, lines, [act.problem, early.attempt], root);
  return {
    ...{ values: draft.value, set: draft.set, discard: draft.discard, early, wrong },
    ...fieldsOf(draft.value, draft.set, wrong),
  };
}
