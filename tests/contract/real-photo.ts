import { createUploadInspector } from '../../functions/events/inspect-upload.ts';
import { samplePhoto } from '../../local/demo/sample-files.ts';
import { createFileWrites, uploadKey } from '../../shared/store/files.ts';
import { PLAN } from './applicant-road.ts';
import { createHarness, type GivenFile, type Harness } from './harness.ts';

let photo: Promise<Uint8Array> | undefined;

/** A harness whose photos are real ones, through the trigger; other files need no content to be printed. */
export async function printingHarness(): Promise<Harness> {
  photo ??= samplePhoto('赵某');
  const bytes = await photo;
  const made: Harness = await createHarness({
    onUpload: (event) => createUploadInspector(made.deps)(event as never),
  });
  const upload = async ({ ownerId }: GivenFile): Promise<string> => {
    const { deps, uploadsTaken } = made;
    const fileId = deps.newId();
    const named = { purpose: 'PHOTO' as const, fileName: '证件照.jpg', contentType: 'image/jpeg' };
    const record = { fileId, ownerId, ...named, planCode: PLAN, maxBytes: 1_048_575 };
    const owner = { id: ownerId, role: 'APPLICANT' as const };
    await deps.table.transact(createFileWrites(deps.table, { ...record, createdAt: deps.now() }, owner));
    await deps.quarantine.put(uploadKey(fileId), bytes, 'image/jpeg');
    await uploadsTaken();
    return fileId;
  };
  return { ...made, givenFile: (file) => (file.purpose === 'PHOTO' ? upload(file) : made.givenFile(file)) };
}
