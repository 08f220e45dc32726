import { find } from '../../../shared/rules/paper/findings.ts';
import { decodeBarcode } from '../../../shared/rules/paper/paper.ts';
import { TextField } from '../../kit/fields.tsx';
import { fieldId, type Line, lineOf } from '../../kit/findings.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { StatusTag } from '../../kit/notice.tsx';

const own = defineMessages({
  first: ['第一份的条码', 'Barcode of the first copy'],
  second: ['第二份的条码', 'Barcode of the second copy'],
  hint: ['扫码枪直接扫入，或按 ZP1|… 手工输入。', 'Scan it in, or type it: ZP1|…'],
  read: ['申报编号 {no}，第 {v} 版，一式两份之 {copy}/2', 'Application {no}, version {v}, copy {copy} of 2'],
  bad: ['不是评审表的条码', 'Not the barcode of a review form'],
  none: ['请扫描评审表的条码', 'Scan the barcodes of a review form'],
});

/** What the two fields hold, without the empty one. */
export const scanned = (codes: readonly string[]): string[] =>
  codes.map((code) => code.trim()).filter((code) => code !== '');

/** What the page can tell before the server is asked, at each field: nothing scanned, or something else. */
export function unreadable(codes: readonly string[]): Line[] {
  if (scanned(codes).length === 0)
    return [{ code: 'FORM_BARCODE', field: '/barcodes/0', message: own('none'), advice: false }];
  return codes.flatMap((found, i) =>
    found.trim() === '' || decodeBarcode(found)
      ? []
      : [lineOf(find('FORM_BARCODE', { field: `/barcodes/${i}`, found }))],
  );
}

/** The barcodes of both copies (R60): a hand scanner types them and presses Enter; each says at once what it read. */
export function BarcodeFields({
  codes,
  wrong,
  onCodes,
}: {
  codes: readonly [string, string];
  /** What was found about a field. */
  wrong(name: string): string | undefined;
  onCodes(codes: [string, string]): void;
}) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter of the hand scanner moves on to the next field
    <div
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        if (event.target.id !== fieldId('barcodes/0')) return;
        event.preventDefault();
        document.getElementById(fieldId('barcodes/1'))?.focus();
      }}
    >
      <TextField
        name="barcodes/0"
        error={wrong('barcodes/0') ?? wrong('barcodes')}
        label={own('first')}
        hint={own('hint')}
        value={codes[0]}
        onInput={(code) => onCodes([code, codes[1]])}
        autoComplete="off"
        required
      />
      <Reading code={codes[0]} />
      <TextField
        name="barcodes/1"
        error={wrong('barcodes/1')}
        label={own('second')}
        value={codes[1]}
        onInput={(code) => onCodes([codes[0], code])}
        autoComplete="off"
        required
      />
      <Reading code={codes[1]} />
    </div>
  );
}

function Reading({ code }: { code: string }) {
  if (!code.trim()) return null;
  const read = decodeBarcode(code);
  return (
    <p class="scan-reading" aria-live="polite">
      {read ? (
        <StatusTag tone="good">
          {own('read', { no: read.applicationNo, v: read.version, copy: read.copy })}
        </StatusTag>
      ) : (
        <StatusTag tone="bad">{own('bad')}</StatusTag>
      )}
    </p>
  );
}
