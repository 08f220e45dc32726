import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import type { Finding } from '../../shared/contracts/finding.ts';
import type { ApiProblem } from '../kit/client.ts';
import { type Line, linesOf } from '../kit/findings.ts';

/** Every press has its own entry, also on a page that is opened again. */
let asks = 0;

/** A public question: judged here first, then asked once a press. */
export function useQuestion<T>(form: T, judge: (form: T) => readonly Finding[]) {
  const [early, setEarly] = useState<readonly Line[]>([]);
  const [asked, setAsked] = useState<{ question: T; attempt: number }>();
  const submit = (event: Event) => {
    event.preventDefault();
    const found = linesOf(judge(form));
    setEarly(found);
    setAsked(found.length > 0 ? undefined : { question: form, attempt: ++asks });
  };
  return { early, asked, submit };
}

/** Its answer is of that moment, and nobody's limit is used up by a window that comes forward. */
export const useAnswer = <A>(id: string, attempt: number, ask: () => Promise<A>) =>
  useQuery<A, ApiProblem>({
    queryKey: [id, attempt],
    queryFn: ask,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
