import { useState } from 'preact/hooks';
import type { Answer, ApiProblem, CallOptions, OptionsOf, Reply, RouteId } from './client.ts';
import type { Draft, Held } from './draft.ts';
import { t } from './messages.ts';
import { toast } from './notice.tsx';
import { useAct } from './query.ts';

/** Saving a form with If-Match: the one way in which every page does it. */

interface Saving<Id extends RouteId, T> {
  draft: Draft<T>;
  /** What is sent: the value, on the version that it stands on. */
  options(value: T, version: number): CallOptions<Id>;
  /** What the form holds of an answer. */
  held(answer: Answer<Id>): Held<T>;
  /** Shows an answer on every page: it is the newest. */
  learn(answer: Answer<Id>): void;
  /** Reads it anew, where a refusal did not bring it. */
  read(): Promise<Answer<Id>>;
  /** May what was typed be saved upon this without asking? Not when the thing has moved on meanwhile. */
  goesOn?(answer: Answer<Id>): boolean;
}

export interface Saver<Id extends RouteId> {
  /** Resolves with the answer, or with undefined when it was refused or has to be settled first. */
  save(): Promise<Answer<Id> | undefined>;
  readonly busy: boolean;
  /** What was refused. A newer version is no refusal: it is merged, or shown as conflicts. */
  readonly problem: ApiProblem | undefined;
  /** Changes with each attempt that conflicts stood in the way of. */
  readonly asked: number;
}

/**
 * Saved elsewhere meanwhile: what is stored is shown at once; what only one side changed is merged and saved by itself;
 * where both changed the same, nothing is saved until the person has chosen.
 */
export function useSave<Id extends RouteId, T extends object>(
  id: Id,
  { draft, options, held, learn, read, goesOn = () => true }: Saving<Id, T>,
): Saver<Id> {
  const [asked, setAsked] = useState(0);
  let merged = false;
  const act = useAct(id, {
    async again(refusal) {
      if (refusal.code !== 'STALE_VERSION') return undefined;
      const newest = (refusal.current as Reply<never> | undefined) ?? (await read().catch(() => undefined));
      if (!newest) return undefined;
      learn(newest);
      const next = draft.upon(held(newest));
      if (next.conflicts.length > 0) setAsked((n) => n + 1);
      if (next.conflicts.length > 0 || !goesOn(newest)) return undefined;
      merged ||= next.news.length > 0;
      return options(next.value, next.version ?? 0);
    },
  });
  const save = async () => {
    if (draft.conflicts.length > 0) return void setAsked((n) => n + 1);
    const saved = draft.saving();
    const now = options(draft.value, draft.version ?? 0);
    const answer = await act.run(...([now] as unknown as OptionsOf<Id>));
    if (answer) {
      learn(answer);
      saved();
      if (merged) toast(t('savedMerged'));
    }
    return answer;
  };
  const settled = act.problem?.code === 'STALE_VERSION' && asked > 0;
  return { save, busy: act.busy, problem: settled ? undefined : act.problem, asked };
}
