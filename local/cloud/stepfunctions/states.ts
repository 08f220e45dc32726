import { randomBytes } from 'node:crypto';
import { parseTimestamp, RESOURCE, type State } from './asl.ts';
import { startGroup } from './branches.ts';
import { byteLength, MAX_PAYLOAD_BYTES, StateFailure, tooLarge } from './errors.ts';
import * as expressions from './expressions.ts';
import { expressionOf } from './expressions.ts';
import { fail, failFrame } from './outcome.ts';
import { type Step, WHOLE } from './step.ts';
import { createToken } from './tokens.ts';
import { assign, exit, go } from './transition.ts';
import type { Frame, InvokeResult, Json, JsonObject } from './types.ts';

/** Enters the frame's state and goes as far as the state goes without waiting. */
export async function enter(step: Step, frame: Frame): Promise<void> {
  const state = step.definition(frame);
  frame.enteredPrev = frame.prev;
  frame.enteredAt = step.now;
  frame.entered = step.event(`${state.Type}StateEntered`, frame.prev, {
    stateEnteredEventDetails: { input: JSON.stringify(frame.input), inputDetails: WHOLE, name: frame.state },
  });
  frame.prev = frame.entered;
  frame.phase = 'attempt';
  frame.retries = (state.Retry ?? []).map(() => 0);
  frame.retryCount = 0;
  await guarded(step, frame, async () => {
    switch (state.Type) {
      case 'Pass':
      case 'Succeed':
        return finish(step, frame, {});
      case 'Choice':
        return choose(step, frame, state);
      case 'Wait':
        return wait(step, frame, state);
      case 'Fail':
        return failFrame(step, frame, await failureOf(step, frame, state));
      default:
        return attempt(step, frame);
    }
  });
}

/** Runs `work`; a StateFailure goes to Retry and Catch. */
export async function guarded(step: Step, frame: Frame, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    await fail(step, frame, error);
  }
}

/** One attempt at a Task, Parallel or Map state. */
export async function attempt(step: Step, frame: Frame): Promise<void> {
  const state = step.definition(frame);
  delete frame.due;
  if (state.Type === 'Task') await schedule(step, frame, state);
  else await startGroup(step, frame, state);
}

/**
 * Leaves a state: evaluates Output and Assign side by side (Assign counts from the next state on), writes StateExited
 * and goes to `Next`, or ends the frame. `more.result` is what the task, the branches or the items gave.
 */
export async function finish(
  step: Step,
  frame: Frame,
  more: JsonObject,
  from: { Output?: Json; Assign?: JsonObject; Next?: string } = step.definition(frame),
): Promise<void> {
  const state = step.definition(frame);
  const scope = step.scope(frame, more);
  const output =
    from.Output === undefined
      ? 'result' in more
        ? more.result!
        : frame.input
      : await expressions.evaluateTemplate(from.Output, 'Output', scope);
  const assigned = await assign(from.Assign, 'Assign', scope, frame);
  const text = JSON.stringify(output);
  if (byteLength(text) > MAX_PAYLOAD_BYTES) throw tooLarge(frame.state);
  const before = frame.prev;
  if (state.Type === 'Parallel' || state.Type === 'Map') step.event(`${state.Type}StateSucceeded`, before);
  exit(step, frame, before, text, assigned);
  go(step, frame, from.Next, output);
}

async function choose(step: Step, frame: Frame, state: State): Promise<void> {
  const scope = step.scope(frame);
  for (const [i, rule] of (state.Choices ?? []).entries()) {
    const where = `Choices[${i}]/Condition`;
    if (await expressions.evaluateAs(rule.Condition, where, scope, 'boolean', expressions.isBoolean)) {
      return finish(step, frame, {}, rule);
    }
  }
  if (state.Default === undefined) {
    throw new StateFailure(
      'States.NoChoiceMatched',
      `An error occurred while executing the state '${frame.state}' (entered at the event id #${frame.entered}). ` +
        'Failed to transition out of the state. The state does not point to a next state.',
    );
  }
  return finish(
    step,
    frame,
    {},
    {
      Next: state.Default,
      ...(state.Output === undefined ? {} : { Output: state.Output }),
      ...(state.Assign === undefined ? {} : { Assign: state.Assign }),
    },
  );
}

async function wait(step: Step, frame: Frame, state: State): Promise<void> {
  const scope = step.scope(frame);
  if (state.Timestamp === undefined) {
    const seconds = await wholeSeconds(state.Seconds!, 'Seconds', scope);
    frame.due = step.now + seconds * 1000;
  } else {
    const text = await expressions.evaluateAs(
      state.Timestamp,
      'Timestamp',
      scope,
      'string',
      expressions.isString,
    );
    const at = parseTimestamp(text);
    if (at === undefined) {
      throw expressions.evaluationFailure(
        scope,
        'Timestamp',
        `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
      );
    }
    frame.due = at;
  }
  frame.phase = 'wait';
}

function wholeSeconds(template: number | string, field: string, scope: expressions.Scope): Promise<number> {
  return expressions.evaluateAs(template, field, scope, 'integer', expressions.isWhole);
}

async function failureOf(step: Step, frame: Frame, state: State): Promise<StateFailure> {
  const scope = step.scope(frame);
  const text = (template: string | undefined, field: string) =>
    template === undefined
      ? undefined
      : expressions.evaluateAs(template, field, scope, 'string', expressions.isString);
  return new StateFailure(await text(state.Error, 'Error'), await text(state.Cause, 'Cause'));
}

async function schedule(step: Step, frame: Frame, state: State): Promise<void> {
  const resource = RESOURCE.exec(state.Resource!)![1]!;
  const token = resource === 'invoke.waitForTaskToken' ? createToken() : undefined;
  const scope = step.scope(frame, {}, token ? { Task: { Token: token } } : {});
  const parameters = await expressions.evaluateTemplate(state.Arguments ?? {}, 'Arguments', scope);
  const call = lambdaCall(step, frame, parameters);
  const timeoutSeconds = await timeoutOf(state.TimeoutSeconds, scope);
  const text = JSON.stringify(parameters);
  if (byteLength(text) > MAX_PAYLOAD_BYTES) throw tooLarge(frame.state);
  frame.prev = step.event('TaskScheduled', frame.prev, {
    taskScheduledEventDetails: {
      resourceType: 'lambda',
      resource,
      region: step.place.region,
      parameters: text,
      ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    },
  });
  frame.task = {
    scheduled: frame.prev,
    resource,
    ...call,
    ...(token === undefined ? {} : { token }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  };
  if (token) step.opened.push(token);
  frame.phase = 'scheduled';
}

async function timeoutOf(
  template: number | string | undefined,
  scope: expressions.Scope,
): Promise<number | undefined> {
  if (template === undefined) return undefined;
  const seconds = await wholeSeconds(template, 'TimeoutSeconds', scope);
  if (seconds >= 1 && seconds <= 99_999_999) return seconds;
  const text = typeof template === 'string' ? (expressionOf(template) ?? template) : String(template);
  throw expressions.evaluationFailure(
    scope,
    'TimeoutSeconds',
    `The JSONata expression '${text}' specified for the field 'TimeoutSeconds' must give 1 to 99999999, not ${seconds}.`,
  );
}

function lambdaCall(
  step: Step,
  frame: Frame,
  parameters: Json,
): { functionArn: string; payload: Json; unreadable?: string } {
  const fields = expressions.isObject(parameters) ? parameters : {};
  const { FunctionName: name, Payload: payload, Qualifier: qualifier } = fields;
  const extra = Object.keys(fields).filter((key) => !['FunctionName', 'Payload', 'Qualifier'].includes(key));
  if (
    typeof name !== 'string' ||
    extra.length ||
    (qualifier !== undefined && typeof qualifier !== 'string')
  ) {
    throw new StateFailure(
      'States.Runtime',
      `The Arguments of state '${frame.state}' must hold FunctionName and may hold Payload and Qualifier.`,
    );
  }
  const { partition, region, accountId } = step.place;
  const arn = name.startsWith('arn:')
    ? name
    : `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
  return {
    functionArn: qualifier === undefined ? arn : `${arn}:${qualifier}`,
    ...eventOf(payload),
  };
}

/**
 * What the function gets. A text is the body of Lambda's Invoke as it stands, so it must be JSON itself; without a body, or
 * with null, the function gets an empty object.
 */
function eventOf(payload: Json | undefined): { payload: Json; unreadable?: string } {
  if (payload === undefined || payload === null || payload === '') return { payload: {} };
  if (typeof payload !== 'string') return { payload };
  try {
    return { payload: JSON.parse(payload) as Json };
  } catch (error) {
    return {
      payload: {},
      unreadable: `Could not parse request body into json: Could not parse payload into json: ${(error as Error).message}`,
    };
  }
}

/** TaskStarted: the clocks of the attempt begin to run. The engine calls the function after the commit. */
export function start(step: Step, frame: Frame): void {
  const task = frame.task!;
  frame.prev = step.event('TaskStarted', frame.prev, {
    taskStartedEventDetails: { resource: task.resource, resourceType: 'lambda' },
  });
  if (task.timeoutSeconds !== undefined) {
    task.timeoutAt = step.now + task.timeoutSeconds * 1000;
    frame.due = task.timeoutAt;
  }
  if (task.token) step.started.push({ token: task.token, timeoutAt: task.timeoutAt });
  frame.phase = 'running';
}

/** The function answered: the task is done, or submitted when it waits for its token. */
export async function answered(step: Step, frame: Frame, result: InvokeResult): Promise<void> {
  const task = frame.task!;
  if ('functionError' in result) {
    const { errorType, errorMessage } = result.functionError;
    // A service error (Lambda.ResourceNotFoundException) has plain text as its cause, a thrown error its JSON.
    const plain = errorType.startsWith('Lambda.') || errorType.startsWith('States.');
    const cause = plain ? errorMessage : JSON.stringify({ errorMessage, errorType });
    return taskFailed(step, frame, new StateFailure(errorType, cause));
  }
  const response = invokeResponse((result.payload ?? null) as Json);
  const text = JSON.stringify(response);
  if (byteLength(text) > MAX_PAYLOAD_BYTES) return taskFailed(step, frame, tooLarge('lambda'));
  if (task.token === undefined) return taskSucceeded(step, frame, response, text);
  frame.prev = step.event('TaskSubmitted', frame.prev, {
    taskSubmittedEventDetails: {
      output: text,
      outputDetails: WHOLE,
      resource: task.resource,
      resourceType: 'lambda',
    },
  });
  frame.phase = 'callback';
}

/** The response of Lambda's Invoke as the optimised integration gives it. */
function invokeResponse(payload: Json): JsonObject {
  const id = randomBytes(16).toString('hex');
  const requestId = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload,
    SdkHttpMetadata: {
      AllHttpHeaders: { 'x-amzn-RequestId': [requestId] },
      HttpHeaders: { 'x-amzn-RequestId': requestId },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
}

export async function taskSucceeded(step: Step, frame: Frame, result: Json, text: string): Promise<void> {
  const { resource } = frame.task!;
  frame.prev = step.event('TaskSucceeded', frame.prev, {
    taskSucceededEventDetails: { output: text, outputDetails: WHOLE, resource, resourceType: 'lambda' },
  });
  endTask(step, frame);
  await guarded(step, frame, () => finish(step, frame, { result }));
}

export async function taskFailed(step: Step, frame: Frame, failure: StateFailure): Promise<void> {
  const { resource } = frame.task!;
  const kind = failure.error === 'States.Timeout' ? 'TimedOut' : 'Failed';
  frame.prev = step.event(`Task${kind}`, frame.prev, {
    [`task${kind}EventDetails`]: { ...failure.details(), resource, resourceType: 'lambda' },
  });
  endTask(step, frame);
  await fail(step, frame, failure);
}

function endTask(step: Step, frame: Frame): void {
  if (frame.task?.token) step.closed.push(frame.task.token);
  delete frame.task;
  delete frame.due;
}
