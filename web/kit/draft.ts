import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * What a form holds, kept in sessionStorage until it is saved: a reload or a new sign-in loses nothing (R4: a kept
 * draft is not "saved").
 */
export interface Draft<T> {
  readonly value: T;
  set(change: Partial<T> | ((now: T) => T)): void;
  /** Typed but not saved. */
  readonly dirty: boolean;
  /** After saving: the value is now the server's. */
  saved(value?: T): void;
  /** Throws away what was typed. */
  discard(): void;
}

const keyOf = (name: string) => `zp.draft.${name}`;

export function readDraft<T>(name: string): T | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(name));
    return text ? (JSON.parse(text) as T) : undefined;
  } catch {
    return undefined;
  }
}

export function useDraft<T extends object>(name: string, server: T): Draft<T> {
  const [typed, setTyped] = useState<T | undefined>(() => readDraft<T>(name));
  const base = useRef(server);
  base.current = server;
  useEffect(() => {
    if (typed) sessionStorage.setItem(keyOf(name), JSON.stringify(typed));
  }, [name, typed]);
  const forget = () => {
    sessionStorage.removeItem(keyOf(name));
    setTyped(undefined);
  };
  return {
    value: typed ?? server,
    set: (change) =>
      setTyped((now) => {
        const from = now ?? base.current;
        return typeof change === 'function' ? change(from) : { ...from, ...change };
      }),
    dirty: typed !== undefined,
    saved: forget,
    discard: forget,
  };
}
