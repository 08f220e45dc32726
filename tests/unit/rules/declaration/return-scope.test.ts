import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../../../shared/contracts/declaration.ts';
import {
  changedPaths,
  checkReturnScope,
  unchangedItems,
} from '../../../../shared/rules/declaration/return-scope.ts';
import { goodDeclaration, withData } from './fixture.ts';

const item = (path: string) => ({ path, remark: '请更正' });
const outside = (next: Declaration, ...paths: string[]) =>
  checkReturnScope(paths.map(item), goodDeclaration, next).map((f) => f.field);

const newPhoto: Declaration = { ...goodDeclaration, photo: { fileId: 'other', sha256: 'b'.repeat(64) } };
const newA6: Declaration = {
  ...goodDeclaration,
  attachments: goodDeclaration.attachments.map((a) => (a.code === 'A6' ? { ...a, fileId: 'f9' } : a)),
};
const noItem: Declaration = { ...goodDeclaration, achievements: [] };

describe('C9: a return opens only what it names', () => {
  it('nothing changed, nothing said', () => {
    expect(outside(goodDeclaration, '/photo')).toEqual([]);
  });

  it.each([
    ['photo', newPhoto, '/photo'],
    ['one answer', withData({ mobile: '13900000000' }), '/data/mobile'],
    ['an attachment by its code', newA6, '/attachments/A6'],
    ['an achievement by its item', noItem, '/achievements/i1'],
  ])('%s: named it may change, unnamed it may not', (_name, next, path) => {
    expect(outside(next, path)).toEqual([]);
    expect(outside(next, '/data/workStatement')).toEqual([path]);
  });

  it('D11: numbers that were kept in another form are the same numbers', () => {
    const school = { kind: 'E1', school: '某大学', level: '本科' } as const;
    const before = withData({
      mobile: '+86138-0000-0000',
      educations: [{ ...school, certificateNo: 'ab 01' }],
    });
    const now = (mobile: string) =>
      withData({ mobile, educations: [{ ...school, certificateNo: 'AB01' }], workStatement: '另一份' });
    const told = (mobile: string) =>
      checkReturnScope([item('/data/workStatement')], before, now(mobile)).map((f) => f.field);
    expect(told('13800000000')).toEqual([]);
    expect(told('13800000001')).toEqual(['/data/mobile']);
  });

  it('a page names everything on it', () => {
    expect(outside(newA6, '/attachments')).toEqual([]);
    expect(outside(withData({ mobile: '1', siOutOfProvince: true }), '/data')).toEqual([]);
  });

  it('a place inside an answer opens the answer', () => {
    expect(outside(withData({ educations: [] }), '/data/educations/0/school')).toEqual([]);
  });

  it('things may be named as the findings name them', () => {
    expect(outside(noItem, '/achievements/0')).toEqual([]);
    expect(outside(newA6, '/attachments/A5|A6')).toEqual([]);
    expect(outside(newA6, '/attachments/A6@i1')).toEqual([]);
  });

  it('a code that begins like another is not that other', () => {
    const newA1a: Declaration = {
      ...goodDeclaration,
      attachments: goodDeclaration.attachments.map((a) => (a.code === 'A1a' ? { ...a, fileId: 'f9' } : a)),
    };
    expect(outside(newA1a, '/attachments/A1')).toEqual(['/attachments/A1a']);
  });

  it('the reason for a point goes with the point', () => {
    const moved = withData({ pointId: 'P330102', pointReason: '隶属关系' });
    expect(outside(moved, '/data/pointId')).toEqual([]);
    expect(outside(moved, '/data/mobile').sort()).toEqual(['/data/pointId', '/data/pointReason']);
  });

  it('signature and confirmation follow the content', () => {
    const signed: Declaration = { ...goodDeclaration, commitment: undefined, confirmedFileIds: [] };
    expect(outside(signed, '/photo')).toEqual([]);
  });

  it('the order of lists is no change', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(goodDeclaration.attachments, { minLength: 4 }), (attachments) => {
        expect(changedPaths(goodDeclaration, { ...goodDeclaration, attachments })).toEqual([]);
      }),
    );
  });

  it('every change is named by exactly the path that opens it', () => {
    const changes = [newPhoto, newA6, noItem, withData({ mobile: '1' }), withData({ educations: undefined })];
    for (const next of changes) {
      const [path = '', ...more] = changedPaths(goodDeclaration, next);
      expect([more, outside(next, path)]).toEqual([[], []]);
    }
  });
});

describe('C9: what a return names and came back as it was', () => {
  const hashed = (sha256: string, fileId = 'f-a6'): Declaration => ({
    ...goodDeclaration,
    attachments: [
      { code: 'A6', fileId, sha256 },
      { code: 'A9', fileId: 'x', sha256: 'x', forAchievement: 'i1' },
    ],
  });
  const before = hashed('a'.repeat(64));
  const left = (path: string, next: Declaration, from = before) =>
    unchangedItems([item(path)], from, next).map((one) => one.path);

  it.each<[string, string, Declaration, boolean]>([
    ['the very file', '/attachments/A6', before, true],
    ['the same bytes uploaded again', '/attachments/A6', hashed('a'.repeat(64), 'f-again'), true],
    ['another file', '/attachments/A6', hashed('b'.repeat(64), 'f-new'), false],
    ['one of two codes', '/attachments/A5|A6', hashed('b'.repeat(64)), false],
    ['another instance of its code', '/attachments/A9@i1', hashed('b'.repeat(64)), true],
    ['all attachments', '/attachments', hashed('b'.repeat(64)), false],
    ['the same photo', '/photo', before, true],
    ['another photo', '/photo', newPhoto, false],
    ['the same answer', '/data/mobile', before, true],
    ['another answer', '/data/mobile', { ...before, data: { ...before.data, mobile: '13900000000' } }, false],
    [
      'an answer beside it',
      '/data/pointId',
      { ...before, data: { ...before.data, mobile: '13900000000' } },
      true,
    ],
    ['a signature, which has a rule of its own', '/commitment', before, false],
  ])('%s', (_name, path, next, unchanged) => {
    expect(left(path, next)).toEqual(unchanged ? [path] : []);
  });
});
