export { createStepFunctions, type StepFunctions } from './service.ts';
export type { InvokeResult } from './types.ts';
