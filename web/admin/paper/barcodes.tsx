import { decodeBarcode } from '../../../shared/rules/paper/paper.ts';
import { TextField } from '../../kit/fields.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { StatusTag } from '../../kit/notice.tsx';

const own = defineMessages({
  first: ['第一份的条码', 'Barcode of the first copy'],
  second: ['第二份的条码', 'Barcode of the second copy'],
  hint: ['扫码枪直接扫入，或按 ZP1|… 手工输入。', 'Scan it in, or type it: ZP1|…'],
  read: ['申报编号 {no}，第 {v} 版，一式两份之 {copy}/2', 'Application {no}, version {v}, copy {copy} of 2'],
  bad: ['不是评审表的条码', 'Not the barcode of a review form'],
});

/** What the two fields hold, without the empty one. */
export const scanned = (codes: readonly string[]): string[] =>
  codes.map((code) => code.trim()).filter((code) => code !== '');

/** The barcodes of both copies (R60): a hand scanner types them and presses Enter; each says at once what it read. */
export function BarcodeFields({
  codes,
  onCodes,
}: {
  codes: readonly [string, string];
  onCodes(codes: [string, string]): void;
}) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter of the hand scanner moves on to the next field
    <div
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        if (event.target.id !== 'f-barcode-1') return;
        event.preventDefault();
        document.getElementById('f-barcode-2')?.focus();
      }}
    >
      <TextField
        name="barcode-1"
        label={own('first')}
        hint={own('hint')}
        value={codes[0]}
        onInput={(code) => onCodes([code, codes[1]])}
        autoComplete="off"
        required
      />
      <Reading code={codes[0]} />
      <TextField
        name="barcode-2"
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
