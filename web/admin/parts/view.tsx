import type { ComponentChildren } from 'preact';
import type { ApiProblem } from '../../kit/client.ts';
import { QueryView } from '../../kit/states.tsx';
import { operator } from './access.ts';

interface Props<A> {
  query: { data: A | undefined; error: ApiProblem | null; refetch(): unknown };
  children(answer: A): ComponentChildren;
  empty?(answer: A): boolean;
  whenEmpty?: ComponentChildren;
}

/** A query in all its states; a sign-in that has run out leads back to the pool of whoever works here. */
export function View<A>(props: Props<A>) {
  return <QueryView {...props} pool={operator()?.pool ?? 'staff'} />;
}
