import { finished } from './branches.ts';
import { byteLength, MAX_PAYLOAD_BYTES, tooLarge } from './errors.ts';
import { evaluateTemplate, type Scope } from './expressions.ts';
import { type Step, WHOLE } from './step.ts';
import type { Frame, Json, JsonObject } from './types.ts';

/** Writes the StateExited event and makes the assigned variables count. */
export function exit(step: Step, frame: Frame, prev: number, output: string, assigned: JsonObject): void {
  const { Type } = step.definition(frame);
  const names = Object.entries(assigned);
  const shown = Object.fromEntries(names.map(([name, value]) => [name, JSON.stringify(value)]));
  frame.prev = step.event(`${Type}StateExited`, prev, {
    stateExitedEventDetails: {
      ...(names.length ? { assignedVariables: shown, assignedVariablesDetails: WHOLE } : {}),
      name: frame.state,
      output,
      outputDetails: WHOLE,
    },
  });
  Object.assign(frame.variables, assigned);
}

export async function assign(
  template: JsonObject | undefined,
  location: string,
  scope: Scope,
  frame: Frame,
): Promise<JsonObject> {
  if (!template) return {};
  const assigned = (await evaluateTemplate(template, location, scope)) as JsonObject;
  if (byteLength(JSON.stringify(assigned)) > MAX_PAYLOAD_BYTES) throw tooLarge(frame.state);
  return assigned;
}

/** The transition: to the next state, or to the end of the frame. */
export function go(step: Step, frame: Frame, next: string | undefined, output: Json): void {
  if (next === undefined) {
    complete(step, frame, output);
    return;
  }
  frame.state = next;
  frame.input = output;
  frame.phase = 'enter';
  delete frame.due;
  delete frame.task;
  delete frame.group;
}

/** A frame came to its end: so does the execution, or one slot of the Parallel or Map state above it. */
function complete(step: Step, frame: Frame, output: Json): void {
  if (frame.parent !== 0) {
    finished(step, frame, output);
    return;
  }
  const text = JSON.stringify(output);
  step.event('ExecutionSucceeded', frame.prev, {
    executionSucceededEventDetails: { output: text, outputDetails: WHOLE },
  });
  step.ended = { status: 'SUCCEEDED', output: text };
}
