import { requireEvidence } from '../../../shared/acts/publicity/evidence.ts';
import { fileView } from '../../../shared/views/files.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D22: the verdict, for whoever sent it; nothing of it once an objection has it. */
export const getEvidenceUpload: ApiHandler<'get-evidence-upload'> =
  (deps) =>
  async ({ params }) => {
    const file = await requireEvidence(deps.table, params.publicityId ?? '', params.fileId ?? '');
    return ok(fileView(file), file.version);
  };
