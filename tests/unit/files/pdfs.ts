import { deflateSync } from 'node:zlib';

/** Body of object n, without `n 0 obj … endobj`; a stream carries its data beside its dictionary. */
export type PdfPart = string | { readonly dict: string; readonly data: Uint8Array };

export interface PdfOptions {
  readonly trailer?: string;
  readonly version?: string;
}

/** A classic PDF: objects 1…n, cross-reference table, trailer with object 1 as the catalog. */
export function makePdf(parts: readonly PdfPart[], options: PdfOptions = {}): Buffer {
  const chunks: Buffer[] = [Buffer.from(`%PDF-${options.version ?? '1.7'}\n%\xe2\xe3\xcf\xd3\n`, 'latin1')];
  const offsets: number[] = [];
  const size = () => chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  parts.forEach((part, i) => {
    offsets.push(size());
    chunks.push(Buffer.from(`${i + 1} 0 obj\n`, 'latin1'));
    if (typeof part === 'string') chunks.push(Buffer.from(part, 'latin1'));
    else {
      chunks.push(Buffer.from(`<< /Length ${part.data.length} ${part.dict} >>\nstream\n`, 'latin1'));
      chunks.push(Buffer.from(part.data), Buffer.from('\nendstream'));
    }
    chunks.push(Buffer.from('\nendobj\n'));
  });
  const start = size();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `<< /Size ${parts.length + 1} /Root 1 0 R ${options.trailer ?? ''} >>`;
  const table = `xref\n0 ${parts.length + 1}\n0000000000 65535 f \n${rows}trailer\n${trailer}\n`;
  chunks.push(Buffer.from(`${table}startxref\n${start}\n%%EOF\n`, 'latin1'));
  return Buffer.concat(chunks);
}

/** Catalog, page tree and one page with a deflated content stream; `catalog` adds entries to the catalog. */
export const onePage = (catalog = '', extra: readonly PdfPart[] = [], options: PdfOptions = {}): Buffer =>
  makePdf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
      { dict: '/Filter /FlateDecode', data: deflateSync(Buffer.from('BT /F1 12 Tf (hello) Tj ET')) },
      ...extra,
    ],
    options,
  );

/** An object stream holding these objects, numbered from 100. */
export function objectStream(
  objects: readonly string[],
  encode: (data: Buffer) => { filter: string; data: Uint8Array } = (data) => ({
    filter: '/Filter /FlateDecode',
    data: deflateSync(data),
  }),
): PdfPart {
  let at = 0;
  const pairs = objects.map((object, i) => {
    const pair = `${100 + i} ${at}`;
    at += object.length + 1;
    return pair;
  });
  const head = `${pairs.join(' ')} `;
  const { filter, data } = encode(Buffer.from(`${head}${objects.join(' ')}`, 'latin1'));
  return { dict: `/Type /ObjStm /N ${objects.length} /First ${head.length} ${filter}`, data };
}
