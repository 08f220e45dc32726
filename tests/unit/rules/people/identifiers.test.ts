import { describe, expect, test } from 'vitest';
import {
  applicationNumber,
  maskIdentifier,
  maskMobile,
  mod3736,
  normaliseIdentifier,
  readApplicationNumber,
  readCreditCode,
  readMobile,
  readPassport,
  readPermanentResidentCard,
  readResidentId,
  residentIdCheck,
} from '../../../../shared/rules/people/identifiers.ts';

const today = '2020-11-24';
const codes = (outcome: { ok: boolean; problems?: readonly { code: string }[] }) =>
  outcome.ok ? [] : (outcome.problems ?? []).map((problem) => problem.code);

describe('L41: GB 11643 resident identity number', () => {
  test.each([
    ['330102190001010011', 'M', 'RESIDENT', '1900-01-01'],
    ['330127190012310033', 'M', 'RESIDENT', '1900-12-31'],
    ['330106190006150027', 'F', 'RESIDENT', '1900-06-15'],
    ['810000190001010018', 'M', 'HK_MACAO_RESIDENCE', '1900-01-01'],
  ])('%s is good', (number, sex, kind, birthDate) => {
    expect(readResidentId(number, today)).toEqual({
      ok: true,
      value: { value: number, division: number.slice(0, 6), birthDate, sex, kind },
      advice: [],
    });
  });

  test.each([
    ['330103190002290015', ['ID_BIRTH_DATE'], '1900-02-29 does not exist'],
    ['330102190001010012', ['ID_CHECK'], 'bad check'],
    ['33010219000101001', ['ID_FORMAT'], '17 characters'],
    ['3301021900010100111', ['ID_FORMAT'], '19 characters'],
    ['33010219000101001Y', ['ID_FORMAT'], 'a letter other than X'],
    ['3301021900010100X1', ['ID_FORMAT'], 'X elsewhere'],
    ['', ['ID_FORMAT'], 'nothing'],
    ['330102189912310010', ['ID_BIRTH_DATE', 'ID_CHECK'], 'before 1900, and a bad check: both are said'],
  ])('%s → %j (%s)', (number, expected) => {
    expect(codes(readResidentId(number, today))).toEqual(expected);
  });

  test('D11: born today is possible, tomorrow is not; sequence 000 is invalid', () => {
    const born = (date: string, sequence: string) => {
      const body = `330102${date}${sequence}`;
      return [...'0123456789X'].map((check) => readResidentId(body + check, today));
    };
    expect(born('20201124', '001').filter((o) => o.ok)).toHaveLength(1);
    expect(born('20201125', '001').filter((o) => o.ok)).toHaveLength(0);
    expect(born('19800101', '000').filter((o) => o.ok)).toHaveLength(0);
    expect(codes(born('19800101', '000').find((o) => codes(o).length === 1)!)).toEqual(['ID_SEQUENCE']);
  });

  test('D11: spaces, full-width digits and a small x are understood; X is stored large', () => {
    expect(normaliseIdentifier(' 3301 0219 00010 ３３x\u200b ')).toBe('330102190001033X');
    const withX = ['330102190001010', '330102190001030', '330102190001050']
      .flatMap((start) => [...'123456789'].map((n) => `${start.slice(0, 14)}00${n}X`))
      .find((number) => readResidentId(number, today).ok)!;
    const spaced = `${withX.slice(0, 6)} ${withX.slice(6, 14)} ${withX.slice(14).toLowerCase()}`;
    expect(readResidentId(spaced, today)).toMatchObject({ ok: true, value: { value: withX } });
    expect(readResidentId('３３０１０２１９０００１０１００１１', today).ok).toBe(true);
  });

  test('V1: the number never appears in a message', () => {
    for (const number of ['330102190001010012', '330103190002290015', '12345']) {
      expect(JSON.stringify(readResidentId(number, today))).not.toContain(number);
    }
  });
});

describe('L41: GB 32100 unified social credit code', () => {
  test.each([
    ['91330100MA0000015W', 'ENTERPRISE'],
    ['12330100000000019B', 'PUBLIC_INSTITUTION'],
    ['12330100123456788M', 'PUBLIC_INSTITUTION'],
    ['91110000600037341L', 'ENTERPRISE'],
  ])('%s is good', (code, hint) => {
    expect(readCreditCode(code)).toMatchObject({
      ok: true,
      value: { value: code, hint, division: code.slice(2, 8) },
      advice: [],
    });
    expect(readCreditCode(` ${code.toLowerCase()} `)).toMatchObject({ ok: true, value: { value: code } });
  });

  test.each([
    ['91330100MA0000015X', ['USCC_CHECK']],
    ['91110000600037341M', ['USCC_CHECK']],
    ['91330100MA000001', ['USCC_FORMAT']],
    ['9133O100MA0000015W', ['USCC_FORMAT']],
    ['91330100MI0000015W', ['USCC_FORMAT']],
    ['91A30100MA0000015W', ['USCC_FORMAT']],
  ])('%s → %j', (code, expected) => {
    expect(codes(readCreditCode(code))).toEqual(expected);
  });

  test('D10: a wrong organisation code inside is advice only', () => {
    const spoilt = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
      .map((check) => `9133010012345678${'1'}${check}`)
      .map((code) => readCreditCode(code))
      .find((outcome) => outcome.ok);
    expect(spoilt).toMatchObject({ ok: true, advice: [{ code: 'USCC_ORGANISATION', severity: 'advice' }] });
  });
});

describe('§10.3 and other numbers', () => {
  test.each([
    ['13800138000', '13800138000'],
    ['+86 138 0013 8000', '13800138000'],
    ['0086-13800138000', '13800138000'],
    ['(+86) 138-0013-8000', '13800138000'],
    ['86 13800138000', '13800138000'],
    ['\u202d＋８６ １３８—００１３—８０００\u202c', '13800138000'],
    ['861380013800', undefined],
    ['008613800138000', '13800138000'],
    ['19900000000', '19900000000'],
    ['12800138000', undefined],
    ['1380013800', undefined],
    ['138001380001', undefined],
  ])('mobile %s → %s', (input, expected) => {
    const outcome = readMobile(input);
    expect(outcome.ok ? outcome.value : undefined).toBe(expected);
  });

  test('passports and older cards of permanent residents: format only; newer cards by check character', () => {
    for (const number of ['E12345678', 'ea1234567', '123456789']) expect(readPassport(number).ok).toBe(true);
    for (const number of ['E123', 'ABCDEFGH', 'E1234-567']) expect(readPassport(number).ok).toBe(false);
    for (const number of ['USA110012345678', `91100019000101001${residentIdCheck('91100019000101001')}`])
      expect(readPermanentResidentCard(number, 'idNumber', '2026-11-29').ok).toBe(true);
    for (const number of ['US110012345678', '811000190001010011', '91100019000101001?'])
      expect(readPermanentResidentCard(number, 'idNumber', '2026-11-29').ok).toBe(false);
  });

  test('V2: masks', () => {
    expect(maskIdentifier('330102190001010011')).toBe('**************0011');
    expect(maskIdentifier('12345678')).toBe('********');
    expect(maskMobile('13800138000')).toBe('138****8000');
  });
});

describe('§10.4: application numbers', () => {
  const parts = { planCode: 'HZ-CONSTR-ENG-2020', district: '330106', serial: 1 };

  test('ISO 7064 MOD 37,36: published examples', () => {
    // ISO/IEC 7064 example A12425GABC1234002 → M, as used by the GRid standard.
    expect(mod3736('A12425GABC1234002')).toBe('M');
    expect(mod3736('A1-2425G-ABC1234002')).toBe('M');
  });

  test('goes there and back, typed as people type', () => {
    const number = applicationNumber(parts);
    expect(number).toMatch(/^HZ-CONSTR-ENG-2020-330106-000001[0-9A-Z]$/);
    expect(readApplicationNumber(number)).toEqual({ ok: true, value: parts, advice: [] });
    expect(readApplicationNumber(` ${number.toLowerCase()} `)).toMatchObject({ ok: true });
    expect(
      readApplicationNumber(applicationNumber({ ...parts, district: 'QTXQ', serial: 999_999 })),
    ).toMatchObject({
      value: { district: 'QTXQ', serial: 999_999 },
    });
  });

  test('a wrong character or a swap is refused', () => {
    const number = applicationNumber({ ...parts, serial: 123_456 });
    expect(codes(readApplicationNumber(number.replace('123456', '123465')))).toEqual([
      'APPLICATION_NO_CHECK',
    ]);
    expect(codes(readApplicationNumber(number.replace('CONSTR', 'CONSTA')))).toEqual([
      'APPLICATION_NO_CHECK',
    ]);
    expect(codes(readApplicationNumber('HZ-330106-12345'))).toEqual(['APPLICATION_NO_FORMAT']);
  });

  test.each([0, 1_000_000, 1.5, -1])('serial %d does not fit', (serial) => {
    expect(() => applicationNumber({ ...parts, serial })).toThrow(RangeError);
  });
});
