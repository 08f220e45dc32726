import { applicant } from './routes/applicant.ts';
import { committee } from './routes/committee.ts';
import { directories } from './routes/directories.ts';
import { printed } from './routes/documents.ts';
import { open } from './routes/public.ts';
import type { Route } from './routes/route.ts';
import { staff } from './routes/staff.ts';

export type { Route } from './routes/route.ts';

/**
 * Every HTTP route, as data: read by infra (API and functions), by the local gateway through the synthesized
 * template, by OpenAPI and by the typed client of the pages.
 */
export const routes = [
  ...open,
  ...applicant,
  ...printed,
  ...staff,
  ...directories,
  ...committee,
] as const satisfies readonly Route[];

export type RouteId = (typeof routes)[number]['id'];
export type RouteOf<Id extends RouteId> = Extract<(typeof routes)[number], { id: Id }>;

/** A route with its optional members visible to the type checker. */
export function routeOf(id: RouteId): Route {
  const route = routes.find((r) => r.id === id);
  if (!route) throw new Error(`no route ${id}`);
  return route;
}
