import { describe, expect, test } from 'vitest';
import type { Declaration, DeclaredAttachment, UnitFacts } from '../../../../shared/contracts/declaration.ts';
import {
  checkAsked,
  checkAttachments,
  checkConfirmed,
} from '../../../../shared/rules/declaration/attachment-check.ts';
import {
  codes,
  goodContext,
  goodDeclaration,
  institution,
  plan,
  privateFirm,
  recommenders,
  withData,
} from './fixture.ts';

const private0: UnitFacts = privateFirm;
const item = {
  itemId: 'i1',
  version: 1,
  kind: 'PROJECT',
  title: '某桥',
  role: '成员',
  collective: true,
  contributionFileIds: [],
};
const edu = (kind: 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6' | 'E7') => ({
  educations: [{ kind, school: 's', level: 'l' }],
});

describe('the uploaded set, all findings at once', () => {
  const check = (d: Declaration, ctx = {}) => checkAttachments(plan, d, { ...goodContext, ...ctx });
  const dataPage = (d: Declaration) => checkAsked(plan, d, goodContext);
  const without = (code: string): Declaration => ({
    ...goodDeclaration,
    attachments: goodDeclaration.attachments.filter((a) => a.code !== code),
  });
  const replace = (code: string, change: Partial<DeclaredAttachment>): Declaration => ({
    ...goodDeclaration,
    attachments: goodDeclaration.attachments.map((a) => (a.code === code ? { ...a, ...change } : a)),
  });

  test('R41: a complete set has no findings', () => expect(check(goodDeclaration)).toEqual([]));

  test('R41 R42 R43 R56: everything missing is told together', () => {
    const none = { ...goodDeclaration, attachments: [] };
    expect(codes(check(none))).toEqual(['ATT_EDU_CERT', 'ATT_EDU_REGFORM', 'ATT_REQUIRED', 'ATT_HOURS']);
    expect(check(none).map((f) => f.rule)).toEqual(['R42', 'R43', 'R49', 'R56']);
  });

  test.each<[string, Declaration, UnitFacts | undefined, string]>([
    ['R45', withData(edu('E2')), undefined, 'ATT_EDU_REPORT'],
    ['R46', withData(edu('E3')), undefined, 'ATT_DEGREE_REPORT'],
    ['R47', withData(edu('E4')), undefined, 'ATT_OVERSEAS_CERT'],
    ['R47', withData(edu('E5')), undefined, 'ATT_OVERSEAS_CERT'],
    ['R48', withData(edu('E6')), undefined, 'ATT_TECH_SCHOOL'],
    ['R48', withData(edu('E7')), undefined, 'ATT_SECONDARY'],
    ['R53', withData({ established: true }), institution, 'ATT_POST_FORM'],
    ['R53', withData({ established: false }), institution, 'ATT_UNIT_STATEMENT'],
    ['R54', withData({ track: 'SELF_EVAL' }), undefined, 'ATT_SELF_EVAL_FORM'],
    ['R54', withData({ track: 'SELF_EVAL' }), undefined, 'ATT_RECOMMENDER_CERT'],
    ['R55', withData({ siOutOfProvince: true }), undefined, 'ATT_SI_OUT'],
    ['R35', withData({ category: 'SKILLED' }), undefined, 'EVIDENCE_SKILLED'],
    ['R36', withData({ track: 'LANDMARK' }), undefined, 'EVIDENCE_LANDMARK'],
    ['R39', { ...goodDeclaration, achievements: [item] }, undefined, 'ACHIEVEMENT_CONTRIBUTION'],
  ])('%s: missing document gives its code', (rule, d, unit, code) => {
    const found = check(d, unit ? { unit } : {}).find((f) => f.code === code);
    expect(found).toMatchObject({ code, rule, severity: 'error' });
  });

  test('R48: technician school takes the screenshot or the stamped form; secondary school only the form', () => {
    const give = (kind: 'E6' | 'E7', code: string) => {
      const d = withData(edu(kind));
      return codes(
        check({
          ...d,
          attachments: [...d.attachments.filter((a) => a.code !== 'A1a'), { code, fileId: 'f9' }],
        }),
      );
    };
    expect(give('E6', 'A1f')).toEqual([]);
    expect(give('E6', 'A1g')).toEqual([]);
    expect(give('E7', 'A1g')).toEqual([]);
    expect(give('E7', 'A1f')).toContain('ATT_SECONDARY');
  });

  test('R43, Q9: valid on the last day, expired the day after; after submit only a reminder', () => {
    expect(check(replace('A1a', { validUntil: '2020-09-01' }))).toEqual([]);
    expect(check(replace('A1a', { validUntil: '2020-08-31' }))).toMatchObject([
      { code: 'ATT_EDU_EXPIRED', rule: 'R43', severity: 'error' },
    ]);
    expect(check(replace('A1a', { validUntil: undefined }))).toMatchObject([{ code: 'ATT_EDU_EXPIRED' }]);
    expect(check(replace('A1a', { validUntil: '2020-08-31' }), { submitted: true })).toMatchObject([
      { severity: 'advice' },
    ]);
  });

  test('R49: four years at the cut-off date, the anniversary included', () => {
    const since = (from: string) => {
      const d = withData({ appointment: { level: 'ASSISTANT', kind: 'APPOINTMENT', periods: [{ from }] } });
      expect(check(d)).toEqual([]);
      return dataPage(d);
    };
    expect(since('2016-12-31')).toEqual([]);
    expect(since('2017-01-01')).toMatchObject([
      { code: 'ATT_APPOINT_4Y', rule: 'R49', field: '/data/appointment/periods/0/from' },
    ]);
  });

  test('R49: at least assistant level; a higher level serves too', () => {
    const at = (level: 'ASSISTANT' | 'MID') =>
      dataPage(withData({ appointment: { level, kind: 'APPOINTMENT', periods: [{ from: '2010-01-01' }] } }));
    expect(at('ASSISTANT')).toEqual([]);
    expect(at('MID')).toEqual([]);
  });

  test('R50: conversion needs a mid-level appointment, of any age', () => {
    const at = (level: 'ASSISTANT' | 'MID') =>
      dataPage(
        withData({
          category: 'CONVERSION',
          appointment: { level, kind: 'APPOINTMENT', periods: [{ from: '2020-06-01' }] },
        }),
      );
    expect(at('MID')).toEqual([]);
    expect(at('ASSISTANT')).toMatchObject([
      { code: 'ATT_APPOINT_MID', rule: 'R50', field: '/data/appointment/level' },
    ]);
  });

  test('R51: a labour contract is refused for established staff; R52: and accepted for enterprise staff', () => {
    const contract = (unit: UnitFacts, established?: boolean) => {
      const base = withData({
        ...(established === undefined ? {} : { established }),
        appointment: { level: 'ASSISTANT', kind: 'LABOUR_CONTRACT', periods: [{ from: '2012-01-01' }] },
      });
      const attachments = base.attachments.map((a) =>
        a.code === 'A2' ? { ...a, kind: 'LABOUR_CONTRACT' as const } : a,
      );
      const extra = [{ code: established ? 'A3a' : 'A3b', fileId: 'f8' }];
      return check(
        { ...base, attachments: established === undefined ? attachments : [...attachments, ...extra] },
        { unit },
      );
    };
    expect(contract(institution, true)).toMatchObject([{ code: 'ATT_APPOINT_KIND', rule: 'R51' }]);
    expect(contract(institution, false)).toEqual([]);
    expect(contract(private0)).toEqual([]);
  });

  test('R33, R54: two certificates of two recommenders, each named in the declaration', () => {
    const certs = (...ids: string[]): Declaration => ({
      ...withData({ track: 'SELF_EVAL', recommenders }),
      attachments: [
        ...goodDeclaration.attachments,
        { code: 'A4a', fileId: 'f5' },
        ...ids.map((recommenderId, i) => ({ code: 'A4b', fileId: `f${10 + i}`, recommenderId })),
      ],
    });
    expect(check(certs('r1', 'r2'))).toEqual([]);
    expect(check(certs('r1', 'r1'))).toMatchObject([{ code: 'ATT_RECOMMENDER_CERT', found: 1, allowed: 2 }]);
    expect(codes(check(certs('r1', 'r9')))).toEqual(['ATT_RECOMMENDER_CERT']);
    expect(codes(check(certs('r1')))).toEqual(['ATT_RECOMMENDER_CERT']);
  });

  test('R33: one file uploaded twice is one document', () => {
    const d = withData({ track: 'SELF_EVAL', recommenders });
    const twice = ['r1', 'r2'].map((recommenderId) => ({ code: 'A4b', fileId: 'f10', recommenderId }));
    const found = check({ ...d, attachments: [...d.attachments, { code: 'A4a', fileId: 'f5' }, ...twice] });
    expect(codes(found)).toEqual(['ATT_RECOMMENDER_CERT']);
  });

  test('R39: a proof kept with the achievement counts, one for another item does not', () => {
    const own = { ...goodDeclaration, achievements: [{ ...item, contributionFileIds: ['f9'] }] };
    expect(check(own)).toEqual([]);
    const forItem = (forAchievement: string) => ({
      ...goodDeclaration,
      achievements: [item],
      attachments: [...goodDeclaration.attachments, { code: 'A9', fileId: 'f9', forAchievement }],
    });
    expect(check(forItem('i1'))).toEqual([]);
    expect(codes(check(forItem('other')))).toEqual(['ACHIEVEMENT_CONTRIBUTION']);
  });

  test.each([
    ['PENDING', 'ATT_NOT_CLEAN'],
    ['REFUSED', 'ATT_NOT_CLEAN'],
  ] as const)('R57: a file that is %s → %s', (status, code) => {
    expect(check(goodDeclaration, { files: { ...goodContext.files, f4: { status } } })).toMatchObject([
      { code, rule: 'R57', field: '/attachments/A6' },
    ]);
  });

  test('R57: a file that nobody inspected is not clean', () => {
    expect(codes(check(replace('A6', { fileId: 'never-seen' })))).toEqual(['ATT_NOT_CLEAN']);
    expect(codes(check(replace('A6', { fileId: 'constructor' })))).toEqual(['ATT_NOT_CLEAN']);
  });

  test('R41: kind and size of a file as the plan says, the largest size included', () => {
    const file = (kind: 'PDF' | 'OTHER', bytes: number) => ({
      files: { ...goodContext.files, f4: { status: 'ACCEPTED' as const, kind, bytes } },
    });
    expect(check(goodDeclaration, file('PDF', 10_485_760))).toEqual([]);
    expect(codes(check(goodDeclaration, file('PDF', 10_485_761)))).toEqual(['ATT_FILE_BYTES']);
    expect(codes(check(goodDeclaration, file('OTHER', 1)))).toEqual(['ATT_FILE_KIND']);
  });

  test('L8: what nobody asks for is told and stops nothing; R41: an unknown code is an error', () => {
    const add = (code: string) =>
      check({ ...goodDeclaration, attachments: [...goodDeclaration.attachments, { code, fileId: 'f9' }] });
    expect(add('A8')).toMatchObject([{ code: 'ATT_NOT_NEEDED', severity: 'advice' }]);
    expect(add('A99')).toMatchObject([{ code: 'ATT_UNKNOWN', severity: 'error' }]);
  });

  test('R57: all files are confirmed by the applicant; one added later is not', () => {
    expect(checkConfirmed(goodDeclaration)).toEqual([]);
    expect(checkConfirmed(replace('A6', { fileId: 'f9' }))).toMatchObject([
      { code: 'ATT_NOT_CONFIRMED', rule: 'R57', found: 1 },
    ]);
  });

  test('messages are Chinese first, name the document and its number', () => {
    const [finding] = check(without('A6'));
    expect(finding?.message.zh).toBe('请上传“学时登记证明”，需 1 份，现有 0 份');
    expect(finding?.message.en).toContain('Learning-hours certificate');
  });
});
