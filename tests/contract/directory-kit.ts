import type { ResponseOf } from '../../shared/contracts/api/index.ts';
import type { CityDirectory } from '../../shared/contracts/directory.ts';
import type { Answer, Caller, Harness } from './harness.ts';
import { ops, ops2 } from './office-road.ts';

/** Versions of a city's directory as operations make them: copied, edited, proposed by one person, published by another one. */

export type DirectoryVersion = ResponseOf<'DirectoryVersion'>;
export const CITY = '330100';

export const directoryPath = (seen: { directoryCode: string; directoryVersion: number }) =>
  `/v1/staff/directories/${seen.directoryCode}/versions/${seen.directoryVersion}`;

export const copyDirectory = (h: Harness, from = 1, as: Caller = ops): Promise<Answer> =>
  h.call('api-staff', 'POST', `/v1/staff/directories/${CITY}/versions`, { as, body: { from } });

export const saveDirectory = (
  h: Harness,
  seen: DirectoryVersion,
  document: unknown,
  as: Caller = ops,
): Promise<Answer> =>
  h.call('api-staff', 'PUT', directoryPath(seen), { as, body: { document }, version: seen.version });

export const decideDirectory = (
  h: Harness,
  seen: DirectoryVersion,
  decision: 'PROPOSE' | 'CONFIRM' | 'REFUSE',
  as: Caller,
  reason?: string,
): Promise<Answer> =>
  h.call('api-staff', 'POST', `${directoryPath(seen)}/publication`, {
    as,
    body: { decision, sha256: seen.sha256, ...(reason ? { reason } : {}) },
  });

export const documentOf = (seen: DirectoryVersion): CityDirectory =>
  structuredClone(seen.document) as unknown as CityDirectory;

/** A draft copied from a version, with some of it changed. */
export async function givenDraftDirectory(
  h: Harness,
  change: (city: CityDirectory) => void = () => {},
  from = 1,
): Promise<DirectoryVersion> {
  const made = (await copyDirectory(h, from)).as('DirectoryVersion');
  const city = documentOf(made);
  change(city);
  return (await saveDirectory(h, made, city)).as('DirectoryVersion');
}

export async function givenProposedDirectory(
  h: Harness,
  change?: (city: CityDirectory) => void,
  from?: number,
): Promise<DirectoryVersion> {
  const draft = await givenDraftDirectory(h, change, from);
  return (await decideDirectory(h, draft, 'PROPOSE', ops)).as('DirectoryVersion');
}

/** The same, published by a second person. */
export async function givenPublishedDirectory(
  h: Harness,
  change?: (city: CityDirectory) => void,
  from?: number,
): Promise<DirectoryVersion> {
  const proposed = await givenProposedDirectory(h, change, from);
  return (await decideDirectory(h, proposed, 'CONFIRM', ops2)).as('DirectoryVersion');
}
