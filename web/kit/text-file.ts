/**
 * The text of a file that somebody saved, whatever coding the program chose: UTF-8 or UTF-16 by their mark, UTF-8 without one
 * where it is that, else GB 18030, which is what spreadsheets write in China (GBK is part of it).
 */
export function decodeText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
