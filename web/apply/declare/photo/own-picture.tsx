import { call } from '../../../kit/client.ts';
import { StoredFile } from '../../../kit/file-field.tsx';
import { usePicture } from '../../../kit/picture.ts';

/** An own picture; the file's line when it cannot be shown. */
export function OwnPicture({ fileId, alt }: { fileId: string; alt: string }) {
  const url = usePicture(
    async (signal) => (await call('get-own-file', { params: { fileId }, signal })).body.url,
    fileId,
  );
  return url ? <img class="sheet-photo" src={url} alt={alt} /> : <StoredFile fileId={fileId} />;
}
