import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayIdNumber, foldName, sameName } from '../../../../shared/rules/people/privacy.ts';

const idNumber = '330102190001010011';

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
