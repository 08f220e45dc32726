import { useEffect, useState } from 'preact/hooks';
import { call } from '../../../kit/client.ts';
import { StoredFile } from '../../../kit/file-field.tsx';

/** An own picture, read through its short-lived link; the file's line when it cannot be shown. */
export function OwnPicture({ fileId, alt }: { fileId: string; alt: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    const stop = new AbortController();
    // Pages may show blobs only (CSP): the file's own origin is no source of pictures.
    call('get-own-file', { params: { fileId }, signal: stop.signal })
      .then(({ body }) => fetch(body.url, { signal: stop.signal }))
      .then((response) => (response.ok ? response.blob() : undefined))
      .then((blob) => {
        if (!blob || stop.signal.aborted) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      })
      .catch(() => undefined);
    return () => {
      stop.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [fileId]);
  return url ? <img class="sheet-photo" src={url} alt={alt} /> : <StoredFile fileId={fileId} />;
}
