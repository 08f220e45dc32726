import { containerAt, innerPath, type State } from './asl.ts';
import { byteLength, MAX_PAYLOAD_BYTES, tooLarge } from './errors.ts';
import * as expressions from './expressions.ts';
import type { Step } from './step.ts';
import type { Frame, Group, Json } from './types.ts';

/** AWS runs at most 40 iterations of an inline Map at once. */
const MOST_ITERATIONS = 40;

/** Starts the branches of a Parallel state or the first iterations of a Map state. */
export async function startGroup(step: Step, frame: Frame, state: State): Promise<void> {
  const scope = step.scope(frame);
  if (state.Type === 'Parallel') {
    const input =
      state.Arguments === undefined
        ? frame.input
        : await expressions.evaluateTemplate(state.Arguments, 'Arguments', scope);
    if (byteLength(JSON.stringify(input)) > MAX_PAYLOAD_BYTES) throw tooLarge(frame.state);
    const total = state.Branches!.length;
    const items = state.Branches!.map(() => input);
    frame.group = { total, next: 0, done: 0, limit: total, items, results: items.map(() => null) };
    frame.prev = step.event('ParallelStateStarted', frame.prev);
  } else {
    const items = await itemsOf(state, frame, scope);
    const most =
      state.MaxConcurrency === undefined
        ? 0
        : await expressions.evaluateAs(
            state.MaxConcurrency,
            'MaxConcurrency',
            scope,
            'integer',
            expressions.isWhole,
          );
    const limit = most === 0 ? MOST_ITERATIONS : Math.min(most, MOST_ITERATIONS);
    frame.group = { total: items.length, next: 0, done: 0, limit, items, results: items.map(() => null) };
    frame.prev = step.event('MapStateStarted', frame.prev, {
      mapStateStartedEventDetails: { length: items.length },
    });
  }
  frame.phase = frame.group.total === 0 ? 'join' : 'branches';
  await startMore(step, frame, frame.prev);
}

async function itemsOf(state: State, frame: Frame, scope: expressions.Scope): Promise<Json[]> {
  if (state.Items !== undefined)
    return expressions.evaluateAs(state.Items, 'Items', scope, 'array', expressions.isArray);
  if (expressions.isArray(frame.input)) return frame.input;
  throw expressions.evaluationFailure(
    scope,
    'Items',
    `Map state input must be an array but was: ${expressions.typeName(frame.input)}`,
  );
}

/** Starts what the concurrency limit allows. */
async function startMore(step: Step, frame: Frame, prev: number): Promise<void> {
  const group = frame.group!;
  const state = step.definition(frame);
  while (group.next < group.total && group.next - group.done < group.limit) {
    const slot = group.next;
    let input: Json = group.items[slot] ?? null;
    if (state.ItemSelector !== undefined) {
      const scope = step.scope(frame, {}, { Map: { Item: { Index: slot, Value: input } } });
      input = await expressions.evaluateTemplate(state.ItemSelector, 'ItemSelector', scope);
    }
    group.next += 1;
    const path = innerPath(frame.path, frame.state, state.Type, slot);
    const first =
      state.Type === 'Map'
        ? step.event('MapIterationStarted', prev, {
            mapIterationStartedEventDetails: { name: frame.state, index: slot },
          })
        : prev;
    step.add({
      parent: frame.id,
      slot,
      path,
      phase: 'enter',
      state: containerAt(step.run.machine, path).StartAt,
      input,
      variables: {},
      prev: first,
      entered: 0,
      enteredPrev: first,
      enteredAt: step.now,
      retries: [],
      retryCount: 0,
    });
  }
}

/** A branch or an iteration ended well. The next iteration starts with the parent's next step. */
export function finished(step: Step, frame: Frame, output: Json): void {
  const parent = step.edit(frame.parent);
  const group = parent.group!;
  group.results[frame.slot] = output;
  group.done += 1;
  let last = frame.prev;
  if (step.definition(parent).Type === 'Map') {
    last = step.event('MapIterationSucceeded', frame.prev, {
      mapIterationSucceededEventDetails: { name: parent.state, index: frame.slot },
    });
  }
  // AWS links the next iteration to the last state of the one before, the end of the Map to MapIterationSucceeded.
  parent.prev = group.done === group.total ? last : frame.prev;
  parent.phase = moreToStart(group) || group.done === group.total ? 'join' : 'branches';
  step.remove(frame);
}

const moreToStart = (group: Group) => group.next < group.total && group.next - group.done < group.limit;

/** The parent's step after an end: more iterations, or the way out with all results. */
export async function join(step: Step, frame: Frame, leave: (results: Json) => Promise<void>): Promise<void> {
  const group = frame.group!;
  if (group.done < group.total) {
    frame.phase = 'branches';
    return startMore(step, frame, frame.prev);
  }
  delete frame.group;
  return leave(group.results);
}

/** Ends every branch or iteration of the frame's state that still runs. */
export function abortGroup(step: Step, frame: Frame, cause: number): void {
  if (frame.group === undefined) return;
  for (const child of step.children(frame.id)) abortChild(step, frame, child, cause);
  delete frame.group;
}

/** One child failed: its own end is logged first, then the others are ended in the order of their slots. */
export function abortedBy(step: Step, parent: Frame, failed: Frame): void {
  const cause = failed.prev;
  abortChild(step, parent, failed, cause, true);
  for (const child of step.children(parent.id)) abortChild(step, parent, child, cause);
  delete parent.group;
}

function abortChild(step: Step, parent: Frame, child: Frame, cause: number, failed = false): void {
  if (step.definition(parent).Type === 'Map') {
    const word = failed ? 'Failed' : 'Aborted';
    step.event(`MapIteration${word}`, cause, {
      [`mapIteration${word}EventDetails`]: { name: parent.state, index: child.slot },
    });
  }
  abortGroup(step, child, cause);
  const { Type } = step.definition(child);
  // AWS logs TaskStateAborted for the task that failed too, and nothing for a state that does not wait.
  const logged = failed ? Type === 'Task' : ABORTABLE.has(Type);
  if (logged && child.phase !== 'enter') step.event(`${Type}StateAborted`, cause);
  step.remove(child);
}

const ABORTABLE = new Set(['Task', 'Wait', 'Parallel', 'Map']);
