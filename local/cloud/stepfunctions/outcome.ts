import type { Catcher, Retrier } from './asl.ts';
import { abortedBy, abortGroup } from './branches.ts';
import { byteLength, MAX_PAYLOAD_BYTES, StateFailure, tooLarge } from './errors.ts';
import { evaluateTemplate } from './expressions.ts';
import type { Step } from './step.ts';
import { assign, exit, go } from './transition.ts';
import type { Frame, Json, JsonObject } from './types.ts';

/** Whether an entry of ErrorEquals names the failure. */
function matches(name: string, failure: StateFailure): boolean {
  const { error } = failure;
  if (name === 'States.ALL') return error !== 'States.Runtime';
  if (name === 'States.TaskFailed') return error !== 'States.Runtime' && error !== 'States.Timeout';
  return name === error;
}

/** Milliseconds until the next attempt, after `used` retries of this Retrier. */
export function retryDelay(retrier: Retrier, used: number, random: () => number = Math.random): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** used, MaxDelaySeconds, 99_999_999);
  return Math.round(1000 * (retrier.JitterStrategy === 'FULL' ? seconds * random() : seconds));
}

/**
 * The frame's state failed: try again by its Retry, or go on by its Catch, or fail the frame. A failed expression
 * is logged first; branches that still run are ended first.
 */
export async function fail(step: Step, frame: Frame, failure: StateFailure): Promise<void> {
  if (failure.location !== undefined) logEvaluation(step, frame, failure);
  const state = step.definition(frame);
  abortGroup(step, frame, frame.prev);
  const retry = (state.Retry ?? []).findIndex((one) =>
    one.ErrorEquals.some((name) => matches(name, failure)),
  );
  const retrier = state.Retry?.[retry];
  if (retrier && frame.retries[retry]! < (retrier.MaxAttempts ?? 3)) {
    frame.due = step.now + retryDelay(retrier, frame.retries[retry]!);
    frame.retries[retry]! += 1;
    frame.retryCount += 1;
    frame.phase = 'backoff';
    return;
  }
  if (state.Type === 'Parallel' || state.Type === 'Map') {
    frame.prev = step.event(`${state.Type}StateFailed`, frame.prev);
  }
  const catcher = (state.Catch ?? []).findIndex((one) =>
    one.ErrorEquals.some((name) => matches(name, failure)),
  );
  if (catcher < 0) return failFrame(step, frame, failure);
  try {
    await caught(step, frame, state.Catch![catcher]!, catcher, failure);
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    if (error.location !== undefined) logEvaluation(step, frame, error);
    await failFrame(step, frame, error);
  }
}

async function caught(
  step: Step,
  frame: Frame,
  catcher: Catcher,
  index: number,
  failure: StateFailure,
): Promise<void> {
  const errorOutput: JsonObject = failure.output();
  const scope = step.scope(frame, { errorOutput });
  const output: Json =
    catcher.Output === undefined
      ? errorOutput
      : await evaluateTemplate(catcher.Output, `Catch[${index}]/Output`, scope);
  const assigned = await assign(catcher.Assign, `Catch[${index}]/Assign`, scope, frame);
  const text = JSON.stringify(output);
  if (byteLength(text) > MAX_PAYLOAD_BYTES) throw tooLarge(frame.state);
  exit(step, frame, frame.prev, text, assigned);
  go(step, frame, catcher.Next, output);
}

/** AWS links a failed evaluation on entry to the event before StateEntered, save for a malformed Timestamp. */
function logEvaluation(step: Step, frame: Frame, failure: StateFailure): void {
  const parsed = failure.location === 'Timestamp' && failure.failureCause?.includes('cannot be parsed');
  const prev = frame.prev === frame.entered && !parsed ? frame.enteredPrev : frame.prev;
  frame.prev = step.event('EvaluationFailed', prev, {
    evaluationFailedEventDetails: { ...failure.details(), location: failure.location!, state: frame.state },
  });
}

/** Nothing caught the failure: the execution fails, or the state that this branch or iteration belongs to. */
export async function failFrame(step: Step, frame: Frame, failure: StateFailure): Promise<void> {
  if (frame.parent === 0) {
    step.event('ExecutionFailed', frame.prev, { executionFailedEventDetails: failure.details() });
    step.ended = { status: 'FAILED', error: failure.error, cause: failure.failureCause };
    return;
  }
  const parent = step.edit(frame.parent);
  abortedBy(step, parent, frame);
  parent.prev = frame.prev;
  // Without the location: the failed expression is logged where it failed, once.
  await fail(step, parent, new StateFailure(failure.error, failure.failureCause));
}
