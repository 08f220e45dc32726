import { createDeps } from '../deps.ts';
import { createChangeDispatcher } from '../events/dispatch-changes.ts';

export const handler = createChangeDispatcher(createDeps());
