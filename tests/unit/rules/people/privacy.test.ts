import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicityFields } from '../../../../shared/contracts/plan.ts';
import {
  checkPublicityFields,
  displayIdNumber,
  foldName,
  PUBLICITY_WHITELIST,
  publicityRow,
  publicName,
  sameName,
  unlistAt,
} from '../../../../shared/rules/people/privacy.ts';

const idNumber = '330102190001010011';
const person = {
  applicationNo: 'HZ-CONSTR-ENG-2020-330106-000001K',
  name: '王小明',
  unit: '示例建设有限公司',
  title: '工程师',
  specialty: '建筑施工',
  level: '中级',
  mode: '正常申报',
  idNumber,
  mobile: '13800008000',
  birthDate: '1900-01-01',
  photo: 'photo.jpg',
  education: '本科',
  score: '112.5',
};

describe('V1 publicity white-list', () => {
  it('V1: a row has the seven fields and nothing else, whatever the source holds', () => {
    const { applicationNo, name, unit, title, specialty, level, mode } = person;
    expect(publicityRow(person)).toEqual({ applicationNo, name, unit, title, specialty, level, mode });
    expect(JSON.stringify(publicityRow(person))).not.toContain(idNumber);
  });

  it('V1: a plan may show less', () => {
    expect(publicityRow(person, ['name', 'applicationNo'])).toEqual({
      name: '王小明',
      applicationNo: person.applicationNo,
    });
  });

  it('V1: the white-list is the one that plans are written with', () => {
    expect([...PUBLICITY_WHITELIST].sort()).toEqual([...publicityFields].sort());
  });

  it.each<[string[], string[]]>([
    [['name', 'unit', 'applicationNo'], []],
    [['name', 'applicationNo', 'idNumber'], ['PUBLICITY_FIELD']],
    [
      ['name', 'applicationNo', 'mobile', 'birthDate', 'photo'],
      ['PUBLICITY_FIELD', 'PUBLICITY_FIELD', 'PUBLICITY_FIELD'],
    ],
    [['name', 'applicationNo', 'education'], ['PUBLICITY_FIELD']],
    [['name', 'applicationNo', 'score'], ['PUBLICITY_FIELD']],
    [['name', 'unit'], ['PUBLICITY_IDENTITY']],
  ])('V1: a plan that shows %j: %j', (fields, expected) => {
    expect(checkPublicityFields(fields).map((one) => one.code)).toEqual(expected);
  });

  it('V1: nothing beyond the white-list gets out, from any source', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (extra) => {
        const row = publicityRow({ ...extra, ...person });
        for (const key of Object.keys(row)) expect(PUBLICITY_WHITELIST).toContain(key);
      }),
    );
  });

  it('V3: a list leaves the site thirty days after it closed', () => {
    expect(unlistAt('2020-11-09T16:00:00.000Z', 30)).toBe('2020-12-09T16:00:00.000Z');
  });
});

describe('V2 identity numbers', () => {
  const masked = '**************0011';
  it.each([
    ['the owner by default', { kind: 'OWNER', full: false }, masked, false],
    ['the owner on demand', { kind: 'OWNER', full: true }, idNumber, false],
    ['staff by default', { kind: 'STAFF', full: false }, masked, false],
    ['staff with a purpose: logged', { kind: 'STAFF', full: true, purpose: '核对学历' }, idNumber, true],
    ['an export', { kind: 'EXPORT', full: false, granted: true }, masked, false],
    ['an export with the right: logged', { kind: 'EXPORT', full: true, granted: true }, idNumber, true],
  ] as const)('V2: %s', (_name, viewer, text, log) => {
    expect(displayIdNumber(idNumber, viewer)).toMatchObject({ text, log, findings: [] });
  });

  it.each([
    ['staff without a purpose', { kind: 'STAFF', full: true, purpose: ' ' }, 'ID_PURPOSE'],
    ['an export without the right', { kind: 'EXPORT', full: true, granted: false }, 'ID_RIGHT'],
  ] as const)('V2: %s gets the masked number and the reason', (_name, viewer, code) => {
    const shown = displayIdNumber(idNumber, viewer);
    expect(shown).toMatchObject({ text: masked, full: false, log: false });
    expect(shown.findings.map((one) => one.code)).toEqual([code]);
  });
});

describe('V4 names', () => {
  it.each([
    ['王', '王'],
    ['王明', '王*'],
    ['王小明', '王*明'],
    ['欧阳小明', '欧**明'],
    ['𠮷田明', '𠮷*明'],
    ['买买提·艾力', '买*提·艾*'],
  ])('V4: %s is shown as %s', (name, shown) => {
    expect(publicName(name, false)).toBe(shown);
    expect(publicName(name, true)).toBe(name);
  });

  it.each([
    ['王小明', '王 小明', true],
    ['买买提·艾力', '买买提•艾力', true],
    ['买买提·艾力', '买买提・艾力', true],
    ['John Smith', 'ＪＯＨＮ smith', true],
    ['王小明', '王小朋', false],
    ['', '  ', false],
  ])('V4: %j and %j are the same name: %s', (a, b, same) => {
    expect(sameName(a, b)).toBe(same);
  });

  it('V4: folding twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name));
      }),
    );
  });
});
