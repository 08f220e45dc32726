import type { Actor } from '../contracts/roles.ts';
import { keys } from './base/keys.ts';
import { create, type Table, type Write } from './base/table.ts';

/**
 * That somebody was given what lies in partition `pk` (V5 "every read logged"): a file, a certificate, a form. It is an
 * item of its own beside the audit chain: an event would move the aggregate's version, and with it the ETag that others
 * are working with.
 */
export function readWrite(
  table: Table,
  read: { pk: string; id: string; at: string; actor: Actor; purpose: string; applicationId?: string },
): Write {
  const { pk, id, ...facts } = read;
  return create(table.name, keys.read(pk, read.at, id), { ...facts, type: 'READ' });
}
