import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Principal } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { readWrite } from '../access.ts';
import { getFile } from '../files.ts';
import { keys } from '../keys.ts';
import type { ObjectStore } from '../objects.ts';
import type { Table } from '../table.ts';
import { actorOf } from './desk.ts';

export interface FileReading {
  reader: Principal;
  at: string;
  readId: string;
  purpose: string;
  applicationId?: string;
}

/**
 * A short-lived link to the cleaned copy of a file, after its reading has been recorded (V5).
 * @throws {ProblemError} NOT_FOUND when there is no accepted file
 */
export async function readableFile(
  deps: { table: Table; clean: ObjectStore },
  fileId: string,
  { reader, at, readId, purpose, applicationId }: FileReading,
): Promise<ResponseOf<'Link'>> {
  const file = await getFile(deps.table, fileId);
  if (!file?.cleanKey) throw new ProblemError('NOT_FOUND');
  const { pk } = keys.file(fileId);
  await deps.table.transact([
    readWrite(deps.table, {
      pk,
      id: readId,
      at,
      actor: actorOf(reader),
      purpose,
      ...(applicationId ? { applicationId } : {}),
    }),
  ]);
  const { fileName, contentType } = file;
  const link = await deps.clean.link({ key: file.cleanKey, fileName, contentType, now: at });
  return { ...link, fileName };
}
