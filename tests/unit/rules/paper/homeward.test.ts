import { expect, it } from 'vitest';
import { sha256Hex } from '../../../../shared/rules/base/sha256.ts';
import { encodeBarcode, type PaperForm, stepPaper } from '../../../../shared/rules/paper/paper.ts';

/** What a clerk scans by mistake while paper goes home moves nobody's form (R69, C16). */

const applicationNo = 'HZ-CONSTR-ENG-2020-330106-0000017';
const formHash = sha256Hex('content');
const form: PaperForm = {
  ...{ status: 'RETURNING', applicationNo, copies: 2, formVersion: 3, formHash, lastHandler: 'office-1' },
  route: { kind: 'POINT', id: 'pt-xihu' },
};
const sheet = (given: { version?: number; no?: string } = {}) =>
  encodeBarcode({
    ...{ applicationNo: given.no ?? applicationNo, version: given.version ?? 3 },
    ...{ hashPrefix: formHash.slice(0, 16), copy: 1 },
  });
const point = { id: 'clerk-1', role: 'POINT_CLERK', desk: 'pt-xihu' } as const;

it.each([
  ['the sheet of the form', [sheet()], undefined],
  ['a sheet of somebody else beside it', [sheet(), sheet({ no: 'HZ-2020-9' })], 'FORM_APPLICATION'],
  ['a sheet of an older print', [sheet({ version: 2 })], 'FORM_VERSION'],
  ['no sheet of a form', ['6901234567892'], 'FORM_BARCODE'],
])('R69 C16: %s, on its arrival and when it is handed over', (_what, barcodes, code) => {
  const facts = { actor: point, scan: { barcodes }, receiver: '本人' };
  for (const [act, from] of [
    ['ARRIVE_POINT', 'RETURNING'],
    ['HAND_OVER', 'AT_POINT_FOR_PICKUP'],
  ] as const) {
    const outcome = stepPaper({ ...form, status: from }, act, facts);
    const found = outcome.kind === 'MOVED' ? [] : outcome.findings.map((finding) => finding.code);
    expect([outcome.kind, found]).toEqual(code ? ['DENIED', [code]] : ['MOVED', []]);
  }
});
