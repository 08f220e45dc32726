import { QueryClient, useQueries, useQuery, useQueryClient } from '@tanstack/preact-query';
import { type MutableRef, useRef, useState } from 'preact/hooks';
import {
  type Answer,
  ApiProblem,
  type CallOptions,
  call,
  newIdempotencyKey,
  type OptionsOf,
  type RouteId,
} from './client.ts';

/** Reading and acting through the API, as hooks. */

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: 5_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: true,
    },
  },
});

interface Watch {
  enabled?: boolean;
  /** Milliseconds between looks; false stops. */
  every?: number | false;
}

type ReadOptions<Id extends RouteId> = Partial<Pick<CallOptions<Id>, 'params' | 'query'>> & Watch;

export const keyOf = (id: RouteId, options: { params?: unknown; query?: unknown } = {}) => [
  id,
  options.params ?? null,
  options.query ?? null,
];

/** A GET route as a query: `const plan = useApi('get-plan', { params: { planCode } })`. */
export function useApi<Id extends RouteId>(id: Id, options: ReadOptions<Id> = {}) {
  const { params, query, enabled = true, every = false } = options;
  return useQuery<Answer<Id>, ApiProblem>({
    queryKey: keyOf(id, { params, query }),
    queryFn: ({ signal }) => call(id, ...([{ params, query, signal }] as unknown as OptionsOf<Id>)),
    enabled,
    refetchInterval: every,
  });
}

/** The same route for each of several things: their answers so far, in order. */
export function useApis<Id extends RouteId>(id: Id, each: readonly ReadOptions<Id>[]) {
  return useQueries({
    queries: each.map(({ params, query }) => ({
      queryKey: keyOf(id, { params, query }),
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<Answer<Id>> =>
        call(id, ...([{ params, query, signal }] as unknown as OptionsOf<Id>)),
    })),
  }).map((one) => one.data);
}

export interface Act<Id extends RouteId> {
  /** Resolves with the answer, or with undefined when it was refused (then `problem` tells). */
  run(...options: OptionsOf<Id>): Promise<Answer<Id> | undefined>;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  /** The last answer that was not refused. */
  readonly last: Answer<Id> | undefined;
  reset(): void;
  /** Reads again what the act would have changed. */
  refresh(): void;
  /** What is to be done besides once it is accepted: a form forgets its draft. */
  readonly afterwards: MutableRef<(() => void) | undefined>;
}

interface ActSettings<Id extends RouteId> {
  onDone?(answer: NoInfer<Answer<Id>>): void;
  /** Routes whose cached answers are stale after it. */
  stale?: readonly RouteId[];
  /** What to send instead after a refusal that the page can answer by itself; undefined lets the refusal stand. */
  again?(refusal: ApiProblem): Promise<CallOptions<Id> | undefined>;
}

/** How often an act answers a refusal by itself: then somebody else is saving as quickly as we are. */
const TRIES = 3;

/**
 * An act of the user. The same press, repeated after a failed connection, carries the same Idempotency-Key; another
 * content gets a new one.
 */
export function useAct<Id extends RouteId>(id: Id, settings: ActSettings<Id> = {}): Act<Id> {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [last, setLast] = useState<Answer<Id>>();
  const pending = useRef<{ key: string; content: string } | undefined>(undefined);
  const afterwards = useRef<(() => void) | undefined>(undefined);
  const refresh = () => {
    for (const route of settings.stale ?? []) void client.invalidateQueries({ queryKey: [route] });
  };
  const attempt = async (
    options: CallOptions<Id> | undefined,
    tries: number,
  ): Promise<Answer<Id> | undefined> => {
    const content = JSON.stringify([id, options ?? null]);
    if (pending.current?.content !== content) pending.current = { key: newIdempotencyKey(), content };
    try {
      const given = { ...(options as object), idempotencyKey: pending.current.key };
      const answer = await call(id, ...([given] as unknown as OptionsOf<Id>));
      pending.current = undefined;
      setProblem(undefined);
      setLast(answer);
      refresh();
      afterwards.current?.();
      settings.onDone?.(answer);
      return answer;
    } catch (error) {
      const refusal = error instanceof ApiProblem ? error : undefined;
      if (!refusal) throw error;
      const judged = refusal.status >= 400 && refusal.status < 500 && refusal.code !== 'REQUEST_RUNNING';
      if (judged) pending.current = undefined;
      const instead = tries > 1 ? await settings.again?.(refusal) : undefined;
      if (instead) return attempt(instead, tries - 1);
      setProblem(refusal);
      return undefined;
    }
  };
  return {
    busy,
    problem,
    last,
    afterwards,
    refresh,
    reset: () => setProblem(undefined),
    async run(...[options]) {
      setBusy(true);
      try {
        return await attempt(options as CallOptions<Id> | undefined, TRIES);
      } finally {
        setBusy(false);
      }
    },
  };
}
