import { createDeps } from '../deps.ts';
import { createDeadlineSweeper } from '../events/sweep-deadlines.ts';

export const handler = createDeadlineSweeper(createDeps());
