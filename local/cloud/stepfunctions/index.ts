export { createStepFunctions, type StepFunctions } from './service.ts';
export type { HistoryEvent, Invoke, InvokeResult, Json } from './types.ts';
