import type * as z from 'zod/mini';
import * as applications from './applications.ts';
import * as appointments from './appointments.ts';
import * as certificates from './certificates.ts';
import * as committee from './committee.ts';
import * as common from './common.ts';
import * as desk from './desk.ts';
import * as directories from './directories.ts';
import * as people from './people.ts';
import * as plans from './plans.ts';
import * as publicity from './publicity.ts';
import * as units from './units.ts';

const schemas = {
  ...common,
  ...people,
  ...appointments,
  ...units,
  ...plans,
  ...directories,
  ...applications,
  ...desk,
  ...publicity,
  ...certificates,
  ...committee,
};

type Schemas = typeof schemas;
type SchemaName = { [K in keyof Schemas]: Schemas[K] extends z.ZodMiniType ? K : never }[keyof Schemas];

/** Bodies and responses by name; routes.ts refers to them, OpenAPI and the typed client are made from them. */
export type BodyName = SchemaName;
export type ResponseName = SchemaName;

/** The schema of that name. */
export function schemaOf<N extends SchemaName>(name: N): Schemas[N] {
  return schemas[name];
}

export type BodyOf<N extends BodyName> = Schemas[N] extends z.ZodMiniType ? z.output<Schemas[N]> : never;
export type ResponseOf<N extends ResponseName> = Schemas[N] extends z.ZodMiniType
  ? z.output<Schemas[N]>
  : never;
