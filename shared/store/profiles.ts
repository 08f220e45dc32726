import * as z from 'zod/mini';
import { ProfileBody } from '../contracts/api/people.ts';
import type { Actor } from '../contracts/roles.ts';
import type { ProfileFields } from '../rules/people/profile.ts';
import { auditedWrites } from './base/audited.ts';
import { keys } from './base/keys.ts';
import type { Table, Write } from './base/table.ts';

/** 个人基本信息 as it is stored; one a person. */
export const ProfileRecordSchema = z.object({
  ...ProfileBody.shape,
  personId: z.string(),
  /** Name of the current unit when it was chosen (R9). */
  unitName: z.optional(z.string()),
  updatedAt: z.string(),
  version: z.number(),
  auditHash: z.string(),
});
export type ProfileRecord = z.infer<typeof ProfileRecordSchema>;

export function getProfileRecord(table: Table, personId: string): Promise<ProfileRecord | undefined> {
  return table.get(ProfileRecordSchema, keys.profile(personId));
}

/** The event names the fields that changed; what was in them is not kept twice. */
export function profileWrites(
  table: Table,
  before: ProfileRecord | undefined,
  fields: ProfileFields,
  facts: { actor: Actor; unitName: string | undefined; at: string },
): { next: ProfileRecord; writes: Write[] } {
  const { actor, unitName, at } = facts;
  const changed = Object.keys(ProfileBody.shape).filter(
    (key) => before?.[key as keyof ProfileFields] !== fields[key as keyof ProfileFields],
  );
  return auditedWrites({
    tableName: table.name,
    key: keys.profile(actor.id),
    type: 'PROFILE',
    before,
    next: {
      ...fields,
      personId: actor.id,
      unitName,
      updatedAt: at,
      version: before?.version ?? 0,
      auditHash: before?.auditHash ?? '',
    },
    event: { act: 'SAVE_PROFILE', actor, at, payload: { fields: changed } },
  });
}
