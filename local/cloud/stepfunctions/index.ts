export { ServiceError } from './errors.ts';
export {
  createStepFunctions,
  type MachineDefinition,
  type StepFunctions,
  type StepFunctionsOptions,
} from './service.ts';
export type { HistoryEvent, Invoke, InvokeResult, Json, TaskContext } from './types.ts';
export { parseDefinition } from './validate.ts';
export { createVirtualClock, type VirtualClock } from './virtual-clock.ts';
export { type Outcome, type Walk, type WalkOptions, type WalkScript, walk } from './walk.ts';
