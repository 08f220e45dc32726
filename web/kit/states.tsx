import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { signIn } from './auth.ts';
import { Button } from './button.tsx';
import type { ApiProblem, Pool } from './client.ts';
import { t } from './messages.ts';

/** The designed states of a page: loading, empty, failed, not allowed, not found. */

export function Loading({ label }: { label?: string }) {
  return (
    <div class="state" role="status">
      <span class="spinner large" aria-hidden="true" />
      <p>{label ?? t('loading')}</p>
    </div>
  );
}

export function Empty({ title, children }: { title?: string | undefined; children?: ComponentChildren }) {
  return (
    <div class="state empty">
      <p class="state-title">{title ?? t('nothing')}</p>
      {children}
    </div>
  );
}

/** Which pool a page's reader signs in with. */
export const PoolContext = createContext<Pool>('public');

export function Failed({ problem, onRetry }: { problem: ApiProblem; onRetry?: () => void }) {
  const pool = useContext(PoolContext);
  if (problem.status === 401) return <SignInNeeded pool={pool} />;
  if (problem.status === 403) return <NotAllowed problem={problem} />;
  if (problem.status === 404) return <NotFound />;
  return (
    <div class="state" role="alert">
      {/* Whoever has asked too often is told just that: nothing has failed. */}
      <p class="state-title">{problem.status === 429 ? problem.title : t('failed')}</p>
      {problem.status === 429 ? null : <p>{problem.title}</p>}
      {problem.errors.map((line) => (
        <p key={line.code}>{line.message}</p>
      ))}
      {problem.requestId ? <p class="quiet">{t('reference', { id: problem.requestId })}</p> : null}
      {onRetry ? (
        <Button look="primary" onClick={onRetry}>
          {t('retry')}
        </Button>
      ) : null}
    </div>
  );
}

export function NotAllowed({ problem }: { problem?: ApiProblem }) {
  return (
    <div class="state" role="alert">
      <p class="state-title">{t('notAllowed')}</p>
      <p>{problem?.title}</p>
      {problem?.errors.map((line) => <p key={line.code}>{line.message}</p>) ?? <p>{t('notAllowedHint')}</p>}
    </div>
  );
}

export function NotFound() {
  return (
    <div class="state" role="alert">
      <p class="state-title">{t('notFound')}</p>
      <p>{t('notFoundHint')}</p>
    </div>
  );
}

export function SignInNeeded({ pool }: { pool: Pool }) {
  return (
    <div class="state">
      <p class="state-title">{t('signInNeeded')}</p>
      <Button look="primary" onClick={() => void signIn(pool)}>
        {t('signIn')}
      </Button>
    </div>
  );
}

export interface Viewable<A> {
  data: A | undefined;
  error: ApiProblem | null;
  refetch(): unknown;
}

interface ViewProps<A> {
  query: Viewable<A>;
  children(answer: A): ComponentChildren;
  /** When it says so, the empty state is shown instead. */
  empty?(answer: A): boolean;
  whenEmpty?: ComponentChildren;
}

/** A query in all its states; what was there stays visible while it is read again. */
export function QueryView<A>({ query, children, empty, whenEmpty }: ViewProps<A>) {
  if (query.data !== undefined) {
    if (empty?.(query.data)) return <>{whenEmpty ?? <Empty />}</>;
    return <>{children(query.data)}</>;
  }
  if (query.error) return <Failed problem={query.error} onRetry={() => void query.refetch()} />;
  return <Loading />;
}
