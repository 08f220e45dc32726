import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../../shared/rules/base/sha256.ts';
import {
  encodeBarcode,
  type PaperAct,
  type PaperFacts,
  type PaperForm,
  type PaperState,
  stepPaper,
} from '../../../../shared/rules/paper/paper.ts';

const applicationNo = 'HZ-CONSTR-ENG-2020-330106-0000017';
const formHash = sha256Hex('content');
const code = (copy: number, version = 3, hash = formHash, no = applicationNo) =>
  encodeBarcode({ applicationNo: no, version, hashPrefix: hash.slice(0, 16), copy });
const both = [code(1), code(2)];

const form: PaperForm = {
  status: 'UNIT_SEALED',
  applicationNo,
  copies: 2,
  formVersion: 3,
  formHash,
  route: { kind: 'POINT', id: 'pt-xihu' },
  lastHandler: 'hr-1',
};
const muniForm: PaperForm = { ...form, route: { kind: 'MUNI', id: 'muni-1' } };
const applicant = { id: 'person-1', role: 'APPLICANT' } as const;
const hr = { id: 'hr-1', role: 'UNIT_HR' } as const;
const point = { id: 'clerk-1', role: 'POINT_CLERK', desk: 'pt-xihu' } as const;
const muni = { id: 'officer-1', role: 'MUNI_UNIT_OFFICER', desk: 'muni-1' } as const;
const office = { id: 'office-1', role: 'OFFICE_CLERK', desk: 'HZ-CONSTR-ENG-2020' } as const;
const system = { id: 'system', role: 'SYSTEM' } as const;
const scan = { barcodes: both, unitSeal: true, municipalSeal: true };

const result = (outcome: ReturnType<typeof stepPaper>) =>
  outcome.kind === 'MOVED'
    ? [outcome.form.status]
    : [outcome.kind, ...outcome.findings.map((finding) => finding.code)];

function travel(start: PaperForm, acts: readonly [PaperAct, PaperFacts, PaperState][]): PaperForm {
  let now = start;
  for (const [act, facts, status] of acts) {
    const outcome = stepPaper(now, act, facts);
    expect(result(outcome)).toEqual([status]);
    if (outcome.kind === 'MOVED') now = outcome.form;
  }
  return now;
}

describe('the road of the paper form', () => {
  const blank: PaperForm = { ...form, status: 'NOT_AVAILABLE', formHash: undefined, lastHandler: undefined };

  it('R60 R61 R69 R70: through the acceptance point and back', () => {
    travel(blank, [
      ['MAKE_EXPORTABLE', { actor: system, paid: true }, 'EXPORTABLE'],
      ['EXPORT', { actor: applicant, paid: true, formHash }, 'EXPORTED'],
      ['SEAL_UNIT', { actor: hr, scan }, 'UNIT_SEALED'],
      ['RECEIVE_POINT', { actor: point, scan }, 'RECEIVED_POINT'],
      ['RECEIVE_OFFICE', { actor: office, scan: { ...scan, municipalSeal: false } }, 'AT_OFFICE'],
      ['SEND_BACK', { actor: office, scan, finished: true }, 'RETURNING'],
      ['ARRIVE_POINT', { actor: point, scan: { barcodes: [code(2)] } }, 'AT_POINT_FOR_PICKUP'],
      ['HAND_OVER', { actor: point, scan, receiver: '本人' }, 'HANDED_OVER'],
      ['FILE', { actor: applicant }, 'FILED'],
    ]);
  });

  it('R62 R69: through the municipal direct unit and back', () => {
    travel({ ...blank, route: muniForm.route }, [
      ['MAKE_EXPORTABLE', { actor: system, paid: true }, 'EXPORTABLE'],
      ['EXPORT', { actor: applicant, paid: true, formHash }, 'EXPORTED'],
      ['RECEIVE_MUNI', { actor: muni, scan }, 'RECEIVED_MUNI'],
      ['SEAL_MUNI', { actor: muni, scan }, 'MUNI_SEALED'],
      ['RECEIVE_OFFICE', { actor: office, scan }, 'AT_OFFICE'],
      ['SEND_BACK', { actor: office, scan, finished: true }, 'RETURNING'],
      ['ARRIVE_MUNI', { actor: muni, scan }, 'AT_MUNI_FOR_PICKUP'],
      ['HAND_OVER', { actor: muni, scan, receiver: '单位人事' }, 'HANDED_OVER'],
      ['FILE', { actor: applicant }, 'FILED'],
    ]);
  });

  it('C16: refused paper is printed again; a return after export gives the next print the next number', () => {
    const reason = { actor: point, scan, reason: '缺公章' };
    const refused = travel(form, [['REFUSE', reason, 'REFUSED']]);
    const again = travel(refused, [['EXPORT', { actor: applicant, paid: true, formHash }, 'EXPORTED']]);
    expect(again.formVersion).toBe(3);
    const voided = travel(again, [['VOID', { actor: system }, 'EXPORTABLE']]);
    expect(voided).toMatchObject({ formVersion: 4, formHash: undefined });
  });
});

describe('refusals', () => {
  it.each<[string, PaperForm, PaperAct, PaperFacts, string[]]>([
    [
      'R60: made exportable before payment',
      { ...form, status: 'NOT_AVAILABLE' },
      'MAKE_EXPORTABLE',
      { actor: system },
      ['DENIED', 'FORM_BEFORE_PAYMENT'],
    ],
    [
      'R60: exported before payment',
      { ...form, status: 'EXPORTABLE' },
      'EXPORT',
      { actor: applicant, paid: false, formHash },
      ['DENIED', 'FORM_BEFORE_PAYMENT'],
    ],
    [
      'R60: export before it is exportable',
      { ...form, status: 'NOT_AVAILABLE' },
      'EXPORT',
      { actor: applicant, paid: true, formHash },
      ['DENIED', 'FORM_ACT'],
    ],
    [
      'C16: exported without content',
      { ...form, status: 'EXPORTABLE' },
      'EXPORT',
      { actor: applicant, paid: true },
      ['DENIED', 'FORM_HASH'],
    ],
    [
      'R61: brought to another point',
      form,
      'RECEIVE_POINT',
      { actor: { ...point, desk: 'pt-yuhang' }, scan },
      ['DENIED', 'FORM_DESTINATION'],
    ],
    [
      'R62: municipal paper brought to a point',
      muniForm,
      'RECEIVE_POINT',
      { actor: point, scan },
      ['DENIED', 'FORM_DESTINATION'],
    ],
    [
      'R62: municipal paper brought to a point with the same id',
      { ...muniForm, route: { kind: 'MUNI', id: 'pt-xihu' } },
      'RECEIVE_POINT',
      { actor: point, scan },
      ['DENIED', 'FORM_DESTINATION'],
    ],
    [
      'R61: point paper brought to a municipal unit',
      form,
      'RECEIVE_MUNI',
      { actor: muni, scan },
      ['DENIED', 'FORM_DESTINATION'],
    ],
    ['R61: straight to the office', form, 'RECEIVE_OFFICE', { actor: office, scan }, ['DENIED', 'FORM_ACT']],
    [
      'R62: to the office before the municipal unit sealed',
      { ...muniForm, status: 'RECEIVED_MUNI' },
      'RECEIVE_OFFICE',
      { actor: office, scan },
      ['DENIED', 'FORM_ACT'],
    ],
    [
      'R60: one copy',
      form,
      'RECEIVE_POINT',
      { actor: point, scan: { ...scan, barcodes: [code(1)] } },
      ['HELD', 'FORM_COPIES'],
    ],
    [
      'D24: the first copy twice',
      form,
      'RECEIVE_POINT',
      { actor: point, scan: { ...scan, barcodes: [code(1), code(1)] } },
      ['HELD', 'FORM_TWICE'],
    ],
    [
      'R60: of one copy that the plan wants, a second one',
      { ...form, copies: 1 },
      'RECEIVE_POINT',
      { actor: point, scan },
      ['HELD', 'FORM_COPIES'],
    ],
    [
      'R60: three copies, the second missing',
      { ...form, copies: 3 },
      'RECEIVE_POINT',
      { actor: point, scan: { ...scan, barcodes: [code(1), code(3)] } },
      ['HELD', 'FORM_COPIES'],
    ],
    [
      'C16: old version',
      form,
      'RECEIVE_POINT',
      { actor: point, scan: { ...scan, barcodes: [code(1, 2), code(2, 2)] } },
      ['HELD', 'FORM_VERSION'],
    ],
    [
      'C16: one old copy, one new',
      form,
      'RECEIVE_POINT',
      { actor: point, scan: { ...scan, barcodes: [code(1, 2), code(2)] } },
      ['HELD', 'FORM_VERSION'],
    ],
    [
      'C16: other content',
      form,
      'RECEIVE_POINT',
      { actor: point, scan: { ...scan, barcodes: [code(1), code(2, 3, sha256Hex('else'))] } },
      ['HELD', 'FORM_HASH'],
    ],
    [
      'R61: no unit seal',
      form,
      'RECEIVE_POINT',
      { actor: point, scan: { ...scan, unitSeal: false } },
      ['HELD', 'FORM_SEAL'],
    ],
    [
      'R61: everything wrong with the paper at once',
      form,
      'RECEIVE_POINT',
      { actor: point, scan: { barcodes: [code(1, 1)] } },
      ['HELD', 'FORM_VERSION', 'FORM_COPIES', 'FORM_SEAL'],
    ],
    [
      'C16: the copy of somebody else',
      form,
      'RECEIVE_POINT',
      { actor: point, scan: { ...scan, barcodes: [code(1), code(2, 3, formHash, 'OTHER-1')] } },
      ['DENIED', 'FORM_APPLICATION'],
    ],
    [
      'C16: something else under the scanner',
      form,
      'RECEIVE_POINT',
      { actor: point, scan: { ...scan, barcodes: [code(1), 'https://example.invalid'] } },
      ['DENIED', 'FORM_BARCODE', 'FORM_COPIES'],
    ],
    [
      'C16: no scan',
      form,
      'RECEIVE_POINT',
      { actor: point },
      ['DENIED', 'FORM_BARCODE', 'FORM_COPIES', 'FORM_SEAL'],
    ],
    [
      'R61: the unit ticks off paper without its seal',
      { ...form, status: 'EXPORTED' },
      'SEAL_UNIT',
      { actor: hr, scan: { barcodes: both } },
      ['DENIED', 'FORM_SEAL'],
    ],
    [
      'R62: the municipal unit without its seal',
      { ...muniForm, status: 'RECEIVED_MUNI' },
      'SEAL_MUNI',
      { actor: muni, scan: { barcodes: both } },
      ['HELD', 'FORM_MUNI_SEAL'],
    ],
    [
      'R62 C16: the municipal unit seals an older print',
      { ...muniForm, status: 'RECEIVED_MUNI' },
      'SEAL_MUNI',
      { actor: muni, scan: { ...scan, barcodes: [code(1, 2), code(2, 2)] } },
      ['HELD', 'FORM_VERSION'],
    ],
    ['D24: refused without a reason', form, 'REFUSE', { actor: point, scan }, ['DENIED', 'FORM_REASON']],
    [
      'D24: an older print is nothing to refuse: the one in force stands',
      form,
      'REFUSE',
      { actor: point, scan: { barcodes: [code(1, 2)] }, reason: '旧版' },
      ['DENIED', 'FORM_VERSION'],
    ],
    [
      'D24: refused at the desk of another point',
      form,
      'REFUSE',
      { actor: { ...point, desk: 'pt-yuhang' }, scan, reason: '缺章' },
      ['DENIED', 'FORM_DESTINATION'],
    ],
    [
      'D24: refused by the office before it has the paper',
      form,
      'REFUSE',
      { actor: office, scan, reason: '缺章' },
      ['DENIED', 'FORM_ROLE'],
    ],
    [
      'D24 R61: printed again after a refusal, and not scanned by the unit',
      { ...form, status: 'EXPORTED', again: true },
      'RECEIVE_POINT',
      { actor: point, scan },
      ['HELD', 'FORM_UNIT_SCAN'],
    ],
    [
      'R62: at the office without the municipal seal',
      { ...muniForm, status: 'MUNI_SEALED' },
      'RECEIVE_OFFICE',
      { actor: office, scan: { ...scan, municipalSeal: false } },
      ['HELD', 'FORM_MUNI_SEAL'],
    ],
    [
      'C4: the one who handed it over receives it',
      { ...form, lastHandler: 'clerk-1' },
      'RECEIVE_POINT',
      { actor: point, scan },
      ['DENIED', 'FORM_SAME_PERSON'],
    ],
    [
      'R69: sent back before the end',
      { ...form, status: 'AT_OFFICE' },
      'SEND_BACK',
      { actor: office, scan },
      ['DENIED', 'FORM_RETURN_EARLY'],
    ],
    [
      'R69: back through another point',
      { ...form, status: 'RETURNING' },
      'ARRIVE_POINT',
      { actor: { ...point, desk: 'pt-yuhang' }, scan },
      ['DENIED', 'FORM_RETURN_ROUTE'],
    ],
    [
      'R69: point paper back through a municipal unit',
      { ...form, status: 'RETURNING' },
      'ARRIVE_MUNI',
      { actor: muni, scan },
      ['DENIED', 'FORM_RETURN_ROUTE'],
    ],
    [
      'R69: municipal paper back through a point',
      { ...muniForm, status: 'RETURNING' },
      'ARRIVE_POINT',
      { actor: point, scan },
      ['DENIED', 'FORM_RETURN_ROUTE'],
    ],
    [
      'R69: straight from the office to the applicant',
      { ...form, status: 'RETURNING' },
      'HAND_OVER',
      { actor: point, receiver: 'x' },
      ['DENIED', 'FORM_ACT'],
    ],
    [
      'R69: handed over to nobody',
      { ...form, status: 'AT_POINT_FOR_PICKUP' },
      'HAND_OVER',
      { actor: point, scan, receiver: ' ' },
      ['DENIED', 'FORM_RECEIVER'],
    ],
    [
      'R70: filed by the clerk',
      { ...form, status: 'HANDED_OVER' },
      'FILE',
      { actor: point },
      ['DENIED', 'FORM_ROLE'],
    ],
    [
      '§2: the applicant receives own paper',
      form,
      'RECEIVE_POINT',
      { actor: applicant, scan },
      ['DENIED', 'FORM_ROLE'],
    ],
  ])('%s', (_name, start, act, facts, expected) => {
    expect(result(stepPaper(start, act, facts))).toEqual(expected);
  });

  it('R61 R62: a desk takes sealed paper that the unit did not tick off', () => {
    expect(
      result(stepPaper({ ...form, status: 'EXPORTED' }, 'RECEIVE_POINT', { actor: point, scan })),
    ).toEqual(['RECEIVED_POINT']);
  });

  it('§7.4: what holds the paper names what was found and what is allowed', () => {
    const outcome = stepPaper(form, 'RECEIVE_POINT', {
      actor: point,
      scan: { ...scan, barcodes: [code(1, 2), code(2, 2)] },
    });
    if (outcome.kind !== 'HELD') throw new Error('not held');
    expect(outcome.findings[0]).toMatchObject({ found: 2, allowed: 3, rule: 'C16' });
    expect(outcome.findings[0]!.message.zh).toContain('第 2 版');
  });
});

it.each([1, 3, 4])('R60: a plan of %i copies: each once, in any order, is taken', (copies) => {
  const barcodes = Array.from({ length: copies }, (_one, i) => code(copies - i));
  const outcome = stepPaper({ ...form, copies }, 'RECEIVE_POINT', {
    actor: point,
    scan: { ...scan, barcodes },
  });
  expect(outcome.kind).toBe('MOVED');
});
