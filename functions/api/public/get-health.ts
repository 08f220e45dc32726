import { type ApiHandler, ok } from '../../http.ts';

/** Whether the function answers; it asks nobody else, so that a table in trouble does not take the pages down. */
export const getHealth: ApiHandler<'get-health'> = (deps) => async (request) =>
  ok({ status: 'ok' as const, stage: deps.env.STAGE, now: request.now });
