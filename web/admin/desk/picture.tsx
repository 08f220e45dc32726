import { useEffect, useState } from 'preact/hooks';

/** A picture read through its short-lived link; nothing when it cannot be shown. Looking at it goes on record (V5). */
export function Picture({ link, alt }: { link(): Promise<string>; alt: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    const stop = new AbortController();
    // Pages may show blobs only (CSP): the file's own origin is no source of pictures.
    link()
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
  }, []);
  return url ? <img class="file-picture" src={url} alt={alt} /> : null;
}
