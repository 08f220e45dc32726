import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import type { Finding } from '../../shared/contracts/finding.ts';
import type { ApiProblem } from '../kit/client.ts';
import { type Line, linesOf } from '../kit/findings.ts';

/** Every press has its own entry, also on a page that is opened again. */
let asks = 0;

/**
 * A public question: judged here first, then asked once a press. What the API says of its fields is told at the fields,
 * as what was found here is. The answer is of that moment, and nobody's limit is used up by a window that comes forward.
 */
export function useQuestion<T, A>(
  form: T,
  { judge, ask }: { judge(form: T): readonly Finding[]; ask(form: T): Promise<A> },
) {
  const [early, setEarly] = useState<readonly Line[]>([]);
  const [asked, setAsked] = useState<{ question: T; attempt: number }>();
  const answer = useQuery<A, ApiProblem>({
    queryKey: ['question', asked?.attempt ?? 0],
    queryFn: () => ask(asked?.question ?? form),
    enabled: asked !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const refused = asked && answer.error?.status === 422 ? answer.error : undefined;
  const submit = (event: Event) => {
    event.preventDefault();
    const found = linesOf(judge(form));
    setEarly(found);
    setAsked(found.length > 0 ? undefined : { question: form, attempt: ++asks });
  };
  return {
    lines: refused ? linesOf(refused.errors) : early,
    /** Changes with each refusal. */
    attempt: refused ?? early,
    answer: asked && !refused ? answer : undefined,
    submit,
  };
}
