import { useEffect, useState } from 'preact/hooks';

/** A picture behind a short-lived link, as an address of this page; undefined until it is read, and when it cannot be. */
export function usePicture(link: (signal: AbortSignal) => Promise<string>, key = ''): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    const stop = new AbortController();
    // Pages may show blobs only (CSP): the file's own origin is no source of pictures.
    link(stop.signal)
      .then((href) => fetch(href, { signal: stop.signal }))
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
  }, [key]);
  return url;
}

/** A file of this page as an address, for as long as it is shown. */
export function useObjectUrl(file: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file) return setUrl(undefined);
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
