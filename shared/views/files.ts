import type { ResponseOf } from '../contracts/api/index.ts';
import { servedName } from '../contracts/file-name.ts';
import type { FileRecord } from '../store/files.ts';

/** What the owner and the desks see of a file. */
export function fileView(file: FileRecord): ResponseOf<'FileView'> {
  const { fileId, purpose, status, verdict, createdAt } = file;
  const fileName = servedName(file.fileName, verdict?.facts.kind);
  return { fileId, purpose, fileName, status, ...(verdict ? { verdict } : {}), createdAt };
}
