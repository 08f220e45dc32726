import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { Plan } from '../../../shared/contracts/plan.ts';
import { Button } from '../../kit/button.tsx';
import {
  type Answer,
  type ApiProblem,
  type CallOptions,
  call,
  isOvertaken,
  type RouteId,
} from '../../kit/client.ts';
import type { Draft, Held } from '../../kit/draft.ts';
import { ErrorSummary, FindingList, useNamedField } from '../../kit/errors.tsx';
import { type Line, linesOf } from '../../kit/findings.ts';
import { t as kit } from '../../kit/messages.ts';
import { Notice } from '../../kit/notice.tsx';
import { keyOf, queryClient } from '../../kit/query.ts';
import { type Saver, useSave } from '../../kit/save.ts';
import { planWords } from '../words.ts';
import { type PageStep, pages, type View } from './progress.ts';

/** What a page of the declaration stands on. */
export interface StepProps {
  view: View;
  plan: Plan;
}

/** The newest answer of the API becomes what every page shows. */
export function keepView(answer: Answer<'get-application'>): void {
  const { applicationId } = answer.body;
  queryClient.setQueryData(keyOf('get-application', { params: { applicationId } }), answer);
  void queryClient.invalidateQueries({ queryKey: ['list-applications'] });
}

/** Reads the application again, after an act elsewhere or a version that was overtaken. */
export const readAgain = (applicationId: string): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: keyOf('get-application', { params: { applicationId } }) });

type PageRoute = Extract<RouteId, 'save-photo' | 'save-data' | 'save-achievements' | 'save-attachments'>;

/**
 * Saves a page of the declaration. All pages share the application's version, so another page saved in another window is
 * no conflict: this one goes on upon the newer version.
 */
export function useStepSave<Id extends PageRoute, T extends object>(
  id: Id,
  view: View,
  page: { draft: Draft<T>; held(view: View): Held<T>; body(value: T): CallOptions<Id>['body'] },
): Saver<PageRoute> {
  const params = { applicationId: view.applicationId };
  return useSave<PageRoute, T>(id, {
    draft: page.draft,
    options: (value, ifMatch) => ({ params, body: page.body(value), ifMatch }) as CallOptions<PageRoute>,
    held: ({ body }) => page.held(body),
    learn: keepView,
    read: () => call('get-application', { params }),
    // Submitted or returned meanwhile: that is looked at first.
    goesOn: ({ body }) => body.turn === view.turn,
  });
}

/** What stands on a page now: errors only once the person has pressed 下一步 there, advice always. */
export interface StepOutcome {
  readonly lines: readonly Line[];
  readonly attempt: number;
  /**
   * After saving: goes on to the next page when this one has no errors left, and shows them otherwise.
   * @param answer undefined when the save was refused
   */
  proceed(answer: Answer<'get-application'> | undefined): void;
}

export function useStepOutcome(step: PageStep, view: View, problem: ApiProblem | undefined): StepOutcome {
  const [, go] = useLocation();
  // Whoever was sent here to mend something sees what it is.
  const [attempt, setAttempt] = useState(location.hash ? 1 : 0);
  useNamedField();
  const kept = linesOf(view.findings[step]);
  const refused = refusedLines(problem);
  const lines = refused.length ? refused : attempt > 0 ? kept : kept.filter((line) => line.advice);
  return {
    lines,
    attempt,
    proceed(answer) {
      setAttempt((n) => n + 1);
      if (!answer) return void readAgain(view.applicationId);
      keepView(answer);
      const clear = (answer.body.findings[step] ?? []).every((f) => f.severity !== 'error');
      const next = pages[pages.findIndex((p) => p.step === step) + 1];
      if (clear && next) go(`/applications/${view.applicationId}/${next.slug}`);
    },
  };
}

function refusedLines(problem: ApiProblem | undefined): Line[] {
  if (!problem) return [];
  const whole = { code: problem.code, message: problem.title, advice: false };
  if (isOvertaken(problem)) return [{ ...whole, message: `${kit('overtaken')}${kit('overtakenText')}` }];
  return problem.errors.length ? linesOf(problem.errors) : [whole];
}

/** All errors of the page, linked; below them what is only advice. */
export function StepMessages({ outcome, root = '' }: { outcome: StepOutcome; root?: string }) {
  const advice = outcome.lines.filter((line) => line.advice);
  return (
    <>
      <ErrorSummary lines={outcome.lines} root={root} attempt={outcome.attempt} />
      {advice.length ? (
        <Notice tone="warn" title={kit('adviceTitle')}>
          <FindingList lines={advice} />
        </Notice>
      ) : null}
    </>
  );
}

export function NextButton({
  plan,
  busy,
  disabled,
  held = false,
  onClick,
}: {
  plan: Plan;
  busy: boolean;
  disabled?: boolean;
  /** Something on the page comes first. */
  held?: boolean;
  onClick(): void;
}) {
  return (
    <div class="actions">
      <Button
        look={held ? 'secondary' : 'primary'}
        busy={busy}
        disabled={disabled ?? false}
        onClick={onClick}
      >
        {planWords(plan).next}
      </Button>
    </div>
  );
}
