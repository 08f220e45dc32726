import { createDeps } from '../deps.ts';
import { createReviewSteps } from '../review/steps.ts';

export const handler = createReviewSteps(createDeps());
