import type { Context } from 'aws-lambda';
import { createDeps } from '../deps.ts';
import { createApi, loadHandlers } from '../http.ts';
import type { Event } from '../request.ts';
import { createDocumentRenderer } from '../review/documents.ts';

const deps = createDeps();
const render = createDocumentRenderer(deps);
/** The routes of its audience, one file each; the bundler resolves the pattern to the folder. */
const api = createApi(deps, await loadHandlers('documents', (id) => import(`../api/documents/${id}.ts`)));

/** Called by the machine with a step, and by API Gateway for what a person has printed: one function has the fonts. */
export const handler = (event: unknown, context: Context) =>
  isRequest(event) ? api(event, context) : render(event);

const isRequest = (event: unknown): event is Event =>
  typeof event === 'object' && event !== null && 'routeKey' in event;
