import { Fragment } from 'preact';
import { find } from '../../../shared/rules/paper/findings.ts';
import { DEFAULT_COPIES, decodeBarcode } from '../../../shared/rules/paper/paper.ts';
import { TextField } from '../../kit/fields.tsx';
import { fieldId, type Line, lineOf } from '../../kit/findings.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { StatusTag } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';

const own = defineMessages({
  copy: ['第 {n} 份的条码', 'Barcode of copy {n}'],
  hint: ['扫码枪直接扫入，或按 ZP1|… 手工输入。', 'Scan it in, or type it: ZP1|…'],
  read: ['申报编号 {no}，第 {v} 版，第 {copy}/{of} 份', 'Application {no}, version {v}, copy {copy} of {of}'],
  bad: ['不是评审表的条码', 'Not the barcode of a review form'],
  none: ['请扫描评审表的条码', 'Scan the barcodes of a review form'],
});

/** What the fields hold, without the empty ones. */
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

/** R60: how many copies go round, by the plan whose code the first readable number begins with; two until one is read. */
function useCopies(codes: readonly string[]): number {
  const no = codes.map((code) => decodeBarcode(code)).find((code) => code)?.applicationNo ?? '';
  const plans = useApi('list-plans').data?.body.items ?? [];
  const planCode = plans.find((one) => no.startsWith(`${one.planCode}-`))?.planCode;
  const plan = useApi('get-plan', { params: { planCode: planCode ?? '' }, enabled: planCode !== undefined });
  const stages = plan.data?.body.plan.stages;
  return stages?.find((one) => one.code === 'PAPER_FORM')?.copies ?? DEFAULT_COPIES;
}

/** The barcode of every copy (R60): a hand scanner types them and presses Enter; each says at once what it read. */
export function BarcodeFields({
  codes,
  wrong,
  onCodes,
}: {
  codes: readonly string[];
  /** What was found about a field. */
  wrong(name: string): string | undefined;
  onCodes(codes: readonly string[]): void;
}) {
  const copies = useCopies(codes);
  const fields = Array.from({ length: copies }, (_one, i) => ({
    name: `barcodes/${i}`,
    code: codes[i] ?? '',
  }));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter of the hand scanner moves on to the next field
    <div
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        const { id } = event.target;
        const next = fields[fields.findIndex((one) => fieldId(one.name) === id) + 1];
        if (!next) return;
        event.preventDefault();
        document.getElementById(fieldId(next.name))?.focus();
      }}
    >
      {fields.map(({ name, code }, i) => (
        <Fragment key={name}>
          <TextField
            name={name}
            error={wrong(name) ?? (i === 0 ? wrong('barcodes') : undefined)}
            label={own('copy', { n: i + 1 })}
            {...(i === 0 ? { hint: own('hint') } : {})}
            value={code}
            onInput={(typed) => onCodes(fields.map((one, at) => (at === i ? typed : one.code)))}
            autoComplete="off"
            required
          />
          <Reading code={code} copies={copies} />
        </Fragment>
      ))}
    </div>
  );
}

function Reading({ code, copies }: { code: string; copies: number }) {
  if (!code.trim()) return null;
  const read = decodeBarcode(code);
  return (
    <p class="scan-reading" aria-live="polite">
      {read ? (
        <StatusTag tone="good">
          {own('read', { no: read.applicationNo, v: read.version, copy: read.copy, of: copies })}
        </StatusTag>
      ) : (
        <StatusTag tone="bad">{own('bad')}</StatusTag>
      )}
    </p>
  );
}
