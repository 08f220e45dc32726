import { ApiProblem, type BodyOfUpload, call, newIdempotencyKey, type ResponseFor } from './client.ts';
import { lang } from './i18n.ts';

export type FileView = ResponseFor<'get-upload'>;
export type UploadPurpose = Omit<BodyOfUpload, 'fileName' | 'contentType' | 'bytes'> | Evidence;
/** What comes with an objection, sent without signing in (D22). */
interface Evidence {
  readonly purpose: 'EVIDENCE';
  readonly publicityId: string;
}

export type UploadProgress = { phase: 'SENDING'; percent: number } | { phase: 'INSPECTING' };

/** Milliseconds between looks for the verdict; two minutes in all. */
const LOOKS = [250, 400, 600, 1000, ...Array<number>(78).fill(1500)];

/**
 * Uploads a file: ticket, presigned form, verdict.
 * @returns the file with its verdict; still AWAITED when the inspection takes longer than two minutes
 * @throws {ApiProblem} the ticket was refused, or the transfer failed
 */
export async function uploadFile(
  file: File,
  purpose: UploadPurpose,
  onProgress: (progress: UploadProgress) => void,
  signal?: AbortSignal,
): Promise<FileView> {
  const ticket = await ticketFor(file, purpose, signal);
  onProgress({ phase: 'SENDING', percent: 0 });
  await postForm(ticket.body, file, (percent) => onProgress({ phase: 'SENDING', percent }), signal);
  onProgress({ phase: 'INSPECTING' });
  return verdictOf(ticket.body.fileId, purpose, signal);
}

function ticketFor(file: File, purpose: UploadPurpose, signal?: AbortSignal) {
  const told = { fileName: file.name, contentType: file.type, bytes: file.size };
  const options = { idempotencyKey: newIdempotencyKey(), ...(signal ? { signal } : {}) };
  if (purpose.purpose !== 'EVIDENCE')
    return call('create-upload', { body: { ...purpose, ...told }, ...options });
  const { publicityId } = purpose;
  return call('create-evidence-upload', { params: { publicityId }, body: told, ...options });
}

async function verdictOf(fileId: string, purpose: UploadPurpose, signal?: AbortSignal): Promise<FileView> {
  const options = signal ? { signal } : {};
  const look = () =>
    purpose.purpose === 'EVIDENCE'
      ? call('get-evidence-upload', { params: { publicityId: purpose.publicityId, fileId }, ...options })
      : call('get-upload', { params: { fileId }, ...options });
  for (const wait of LOOKS) {
    const { body } = await look();
    if (body.status !== 'AWAITED') return body;
    await new Promise((done) => setTimeout(done, wait));
  }
  return (await look()).body;
}

/** XMLHttpRequest, because fetch tells nothing of the progress of an upload. */
function postForm(
  ticket: ResponseFor<'create-upload'>,
  file: File,
  onPercent: (percent: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(transferFailed(request.status));
    const form = new FormData();
    for (const [name, value] of Object.entries(ticket.fields)) form.append(name, value);
    form.append('file', file);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onPercent(Math.floor((event.loaded / event.total) * 100));
    });
    request.addEventListener('load', () =>
      request.status >= 200 && request.status < 300 ? resolve() : fail(),
    );
    request.addEventListener('error', fail);
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.open('POST', ticket.url);
    request.send(form);
  });
}

function transferFailed(status: number): ApiProblem {
  return new ApiProblem({
    status,
    code: 'UPLOAD_FAILED',
    title:
      lang.value === 'zh'
        ? '文件没有传完，请检查网络后重试'
        : 'The file did not arrive; check the network and try again',
    errors: [],
    requestId: '',
  });
}
