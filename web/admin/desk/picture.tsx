import { usePicture } from '../../kit/picture.ts';

/** A picture of a file; nothing when it cannot be shown. Looking at it goes on record (V5). */
export function Picture({ link, alt }: { link(): Promise<string>; alt: string }) {
  const url = usePicture(link);
  return url ? <img class="file-picture" src={url} alt={alt} /> : null;
}
