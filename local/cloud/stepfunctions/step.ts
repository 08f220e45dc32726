import type { Machine, State } from './asl.ts';
import { containerAt } from './asl.ts';
import type { Scope } from './expressions.ts';
import type { Store } from './store.ts';
import {
  copyJson,
  type Execution,
  type ExecutionStatus,
  type Frame,
  type HistoryEvent,
  type Json,
  type JsonObject,
} from './types.ts';

/** An open execution as the runner holds it between two transactions. */
export interface Run {
  execution: Execution;
  machine: Machine;
  frames: Map<number, Frame>;
}

/** What the engine knows of the place it runs in. */
export interface Place {
  region: string;
  accountId: string;
  partition: string;
}

export interface End {
  status: ExecutionStatus;
  output?: string;
  error?: string | undefined;
  cause?: string | undefined;
}

/** A history may hold this many events; the last one then says that the execution failed. */
const MAX_EVENTS = 25_000;

/**
 * One step of an execution: events, changed frames and tokens, gathered on copies and then written in a single
 * transaction. Nothing of a step that is dropped (the execution was stopped meanwhile) is seen by anybody.
 */
export class Step {
  readonly run: Run;
  readonly now: number;
  readonly place: Place;
  readonly events: HistoryEvent[] = [];
  readonly opened: string[] = [];
  readonly started: { token: string; timeoutAt: number | undefined }[] = [];
  readonly closed: string[] = [];
  ended: End | undefined;
  readonly #changed = new Map<number, Frame | undefined>();
  #frameCount: number;

  constructor(run: Run, now: number, place: Place) {
    this.run = run;
    this.now = now;
    this.place = place;
    this.#frameCount = run.execution.frameCount;
  }

  event(
    type: string,
    previousEventId: number,
    details: { [key: `${string}EventDetails`]: JsonObject } = {},
  ): number {
    const id = this.run.execution.eventCount + this.events.length + 1;
    this.events.push({ id, previousEventId, timestamp: this.now / 1000, type, ...details });
    return id;
  }

  /** A copy of the frame to change; the same copy on every call. */
  edit(id: number): Frame {
    if (!this.#changed.has(id)) this.#changed.set(id, copyJson(this.run.frames.get(id)));
    const frame = this.#changed.get(id);
    if (!frame) throw new Error(`Execution ${this.run.execution.arn} has no frame ${id}.`);
    return frame;
  }

  add(frame: Omit<Frame, 'id'>): Frame {
    this.#frameCount += 1;
    const added = { ...frame, id: this.#frameCount };
    this.#changed.set(added.id, added);
    return added;
  }

  /** Ends a frame; a token that it still holds closes with it. */
  remove(frame: Frame): void {
    if (frame.task?.token) this.closed.push(frame.task.token);
    this.#changed.set(frame.id, undefined);
  }

  children(id: number): Frame[] {
    const ids = new Set([...this.run.frames.keys(), ...this.#changed.keys()]);
    const isChild = (one: number) => {
      const frame = this.#changed.has(one) ? this.#changed.get(one) : this.run.frames.get(one);
      return frame?.parent === id;
    };
    return [...ids]
      .filter(isChild)
      .map((one) => this.edit(one))
      .sort((a, b) => a.slot - b.slot);
  }

  definition(frame: Frame): State {
    return containerAt(this.run.machine, frame.path).States[frame.state]!;
  }

  /** What expressions of the frame's state see; `more` is `result` or `errorOutput`, `inContext` Task or Map. */
  scope(frame: Frame, more: JsonObject = {}, inContext: JsonObject = {}): Scope {
    const chain: Frame[] = [frame];
    while (chain[0]!.parent !== 0) {
      const { parent } = chain[0]!;
      chain.unshift(this.#changed.get(parent) ?? this.run.frames.get(parent)!);
    }
    const { execution } = this.run;
    const context: JsonObject = {
      Execution: {
        Id: execution.arn,
        Input: JSON.parse(execution.input) as Json,
        Name: execution.name,
        RoleArn: execution.roleArn,
        StartTime: new Date(execution.startedAt).toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: execution.machineArn, Name: execution.machineArn.split(':')[6]! },
      State: {
        Name: frame.state,
        EnteredTime: new Date(frame.enteredAt).toISOString(),
        // Only states that can be retried have one.
        ...(RETRIED.has(this.definition(frame).Type) ? { RetryCount: frame.retryCount } : {}),
      },
      ...inContext,
    };
    return {
      stateName: frame.state,
      entered: frame.entered,
      now: this.now,
      variables: Object.assign({}, ...chain.map((one) => one.variables)) as JsonObject,
      states: { input: frame.input, context, ...more },
    };
  }

  /** Writes the step. The caller holds no other transaction and has checked that the execution still runs. */
  commit(store: Store): void {
    this.#limitHistory();
    const { execution, frames } = this.run;
    store.transaction(() => {
      store.addEvents(execution.id, this.events, this.#frameCount);
      for (const token of this.opened) store.openToken(token, execution.id);
      for (const token of this.started) store.startToken(token.token, token.timeoutAt);
      for (const token of this.closed) store.closeToken(token);
      if (this.ended) {
        store.endExecution(execution.id, this.ended, this.now);
        return;
      }
      for (const [id, frame] of this.#changed) {
        if (frame) store.saveFrame(execution.id, frame);
        else store.removeFrame(execution.id, id);
      }
    });
    execution.eventCount += this.events.length;
    execution.frameCount = this.#frameCount;
    if (this.ended) execution.status = this.ended.status;
    for (const [id, frame] of this.#changed) {
      if (frame) frames.set(id, frame);
      else frames.delete(id);
    }
  }

  /** Event 25 000 is the failure, 24 999 the last real one. */
  #limitHistory(): void {
    const { eventCount } = this.run.execution;
    const room = MAX_EVENTS - 1 - eventCount;
    if (this.events.length <= room || (this.ended && this.events.length === room + 1)) return;
    this.events.length = Math.max(0, room);
    const error = 'States.Runtime';
    const cause = `The execution reached the maximum number of history events (${MAX_EVENTS}).`;
    const prev = eventCount + this.events.length;
    this.event('ExecutionFailed', prev, { executionFailedEventDetails: { error, cause } });
    this.ended = { status: 'FAILED', error, cause };
  }
}

const RETRIED = new Set(['Task', 'Parallel', 'Map']);

export const WHOLE = { truncated: false };
