import type { ResponseOf } from '../contracts/api/index.ts';
import type { FileRecord } from '../store/files.ts';

/** What the owner and the desks see of a file. */
export function fileView(file: FileRecord): ResponseOf<'FileView'> {
  const { fileId, purpose, fileName, status, verdict, createdAt } = file;
  return { fileId, purpose, fileName, status, ...(verdict ? { verdict } : {}), createdAt };
}
