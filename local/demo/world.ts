import { createHash } from 'node:crypto';
import type { Answer, Caller, Client, Refused } from './client.ts';
import { send, until } from './http.ts';
import type { LocalStack } from './local-stack.ts';

/** Where a demonstration acts. The same `key` for the same act makes doing it again harmless (Idempotency-Key). */
export interface World {
  readonly client: Client;
  readonly stack: LocalStack;
  key(act: string): string;
}

/** Acts at `client`'s server; `run` keeps the keys of one demonstration apart from those of another. */
export function createWorld(client: Client, stack: LocalStack, run: string): World {
  return {
    client,
    stack,
    // A header holds ASCII only, and names are not.
    key: (act) => createHash('sha256').update(`${run} ${act}`).digest('hex').slice(0, 40),
  };
}

export type ApplicationView = Answer<'get-application'>;

export interface UploadFile {
  purpose: 'PHOTO' | 'ATTACHMENT' | 'ARCHIVE' | 'AUTHORISATION';
  fileName: string;
  contentType: 'image/jpeg' | 'application/pdf';
  bytes: Uint8Array<ArrayBuffer>;
  planCode?: string;
  documentCode?: string;
}

/**
 * Uploads by presigned POST and waits for the verdict.
 * @returns the id of the accepted file
 * @throws {Error} with the findings when the file is refused
 */
export async function upload(world: World, who: Caller, file: UploadFile): Promise<string> {
  const { bytes, ...body } = file;
  const ticket = await who.call('create-upload', {
    body: { ...body, bytes: bytes.byteLength },
    key: world.key(`upload ${who.login} ${file.purpose} ${file.documentCode ?? ''} ${file.fileName}`),
  });
  const params = { fileId: ticket.fileId };
  if ((await who.call('get-upload', { params })).status === 'AWAITED') {
    const form = new FormData();
    for (const [name, value] of Object.entries(ticket.fields)) form.append(name, value);
    form.append('file', new Blob([bytes], { type: file.contentType }), 'file');
    const answer = await send(ticket.url, { method: 'POST', body: form });
    if (!answer.ok) throw new Error(`the upload is refused: ${answer.status} ${await answer.text()}`);
  }
  const verdict = await until(`the verdict on ${file.fileName}`, async () => {
    const seen = await who.call('get-upload', { params });
    return seen.status !== 'AWAITED' && seen;
  });
  if (verdict.status === 'ACCEPTED') return ticket.fileId;
  const findings = verdict.verdict?.findings.map((f) => f.message.zh).join('；');
  throw new Error(`${file.fileName} is refused: ${findings}`);
}

/** Downloads what a link points to. */
export async function download(link: { url: string }): Promise<Uint8Array> {
  const answer = await send(link.url);
  if (!answer.ok) throw new Error(`the download is refused: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Whether a refusal says this; anything else is thrown on. */
export function isRefusal(error: unknown, ...codes: string[]): error is Refused {
  const problem = (error as Partial<Refused> | undefined)?.problem;
  return problem !== undefined && codes.includes(problem.code);
}
