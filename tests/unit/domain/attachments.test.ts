import { describe, expect, test } from 'vitest';
import type { Declaration, DeclaredAttachment, UnitFacts } from '../../../shared/contracts/declaration.ts';
import { checkAttachments, checkConfirmed, requirementsOf } from '../../../shared/domain/attachment-check.ts';
import { declarationFacts, requiredAttachments } from '../../../shared/domain/attachments.ts';
import {
  codes,
  goodContext,
  goodData,
  goodDeclaration,
  institution,
  muniSoe,
  plan,
  privateFirm,
  recommenders,
  withData,
} from './declaration-fixture.ts';

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

function asked(d: Declaration, unit: UnitFacts | undefined, fetch = {}) {
  return requirementsOf(plan, d, { unit, fetch });
}
const keys = (d: Declaration, unit: UnitFacts | undefined, fetch = {}) =>
  asked(d, unit, fetch).required.map((r) => r.key);
const edu = (kind: 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6' | 'E7') => ({
  educations: [{ kind, school: 's', level: 'l' }],
});
const levelOf = (d: Declaration, unit: UnitFacts) =>
  asked(d, unit).required.find((r) => r.key === 'A2')?.level;
const kindsOf = (d: Declaration, unit: UnitFacts) =>
  asked(d, unit).required.find((r) => r.key === 'A2')?.acceptKinds;

describe('worked rows of domain-spec §5.4', () => {
  const employed: UnitFacts = { ...institution };
  const bridge = { ...goodDeclaration, achievements: [item] };
  test.each<[string, Declaration, UnitFacts, string[]]>([
    [
      'W1 private, ORDINARY, bachelor (R42 R43 R49 R56)',
      goodDeclaration,
      private0,
      ['A1', 'A1a', 'A2', 'A6'],
    ],
    [
      'W2 established, no registration form, insurance elsewhere, one collective item (R45 R53 R55 R39)',
      { ...bridge, data: { ...goodData, ...edu('E2'), established: true, siOutOfProvince: true } },
      employed,
      ['A1', 'A1b', 'A2', 'A3a', 'A5', 'A6', 'A9@i1'],
    ],
    [
      'W3 not established, SELF_EVAL, 中专 (R48 R53 R54)',
      withData({ ...edu('E7'), established: false, track: 'SELF_EVAL' }),
      employed,
      ['A1', 'A1g', 'A2', 'A3b', 'A4a', 'A4b', 'A6'],
    ],
    [
      'W4 HIGH_SKILLED, technician school (R35 R48)',
      withData({ ...edu('E6'), category: 'HIGH_SKILLED' }),
      muniSoe,
      ['A1', 'A1f|A1g', 'A2', 'A6', 'A7'],
    ],
    [
      'W5 LANDMARK, foreign master (R36 R47)',
      withData({ ...edu('E4'), track: 'LANDMARK' }),
      private0,
      ['A1', 'A1d', 'A2', 'A6', 'A8'],
    ],
    [
      "W6 CONVERSION, only a master's degree (R46 R50)",
      withData({ ...edu('E3'), category: 'CONVERSION' }),
      muniSoe,
      ['A1', 'A1c', 'A2', 'A6'],
    ],
  ])('%s', (_, d, unit, expected) => {
    expect(keys(d, unit)).toEqual(expected);
    expect(asked(d, unit).undetermined).toEqual([]);
  });

  test('W3, R33, R54: two recommender certificates are needed', () => {
    const d = withData({ ...edu('E7'), established: false, track: 'SELF_EVAL' });
    expect(asked(d, employed).required.find((r) => r.key === 'A4b')?.min).toBe(2);
  });

  test('W6, R50: conversion asks for mid level and no years', () => {
    expect(levelOf(withData({ category: 'CONVERSION' }), muniSoe)).toMatchObject({
      need: 'MID',
      failing: 'ATT_APPOINT_MID',
    });
    expect(levelOf(withData({ category: 'CONVERSION' }), muniSoe)).not.toHaveProperty('minYears');
  });
});

describe('education kinds, domain-spec §5.1', () => {
  test.each([
    ['R43 E1', 'E1', 'A1a'],
    ['R45 E2', 'E2', 'A1b'],
    ['R46 E3', 'E3', 'A1c'],
    ['R47 E4', 'E4', 'A1d'],
    ['R47 E5', 'E5', 'A1e'],
    ['R48 E6', 'E6', 'A1f|A1g'],
    ['R48 E7', 'E7', 'A1g'],
  ] as const)('%s asks for %s → %s and for no other proof', (_, kind, key) => {
    const proofs = keys(withData(edu(kind)), private0).filter((k) => k.startsWith('A1') && k !== 'A1');
    expect(proofs).toEqual([key]);
  });

  test('every education relied on asks for its own proof', () => {
    const two = withData({
      educations: [
        { kind: 'E7', school: 'a', level: '中专' },
        { kind: 'E1', school: 'b', level: '本科' },
      ],
    });
    expect(keys(two, private0)).toEqual(['A1', 'A1a', 'A1g', 'A2', 'A6']);
  });
});

describe('appointment document, domain-spec §5.2', () => {
  const both = ['APPOINTMENT', 'LABOUR_CONTRACT'];
  const units: [string, UnitFacts, boolean | undefined, string[]][] = [
    ['established', institution, true, ['APPOINTMENT']],
    ['not established', institution, false, both],
    ['enterprise', private0, undefined, both],
    ['state enterprise', muniSoe, undefined, both],
    ['other', { ...private0, kind: 'OTHER' }, undefined, both],
    ['non-public', { ...private0, kind: 'NON_PUBLIC' }, undefined, both],
  ];
  const people = [
    ['NORMAL', 'ORDINARY', 'ASSISTANT', 4],
    ['NORMAL', 'CONVERSION', 'MID', undefined],
    ['NORMAL', 'DIRECT', 'ANY', undefined],
    ['NORMAL', 'SKILLED', 'ANY', undefined],
    ['NORMAL', 'HIGH_SKILLED', 'ANY', undefined],
    ['SELF_EVAL', 'ORDINARY', 'ANY', undefined],
    ['LANDMARK', 'ORDINARY', 'ANY', undefined],
  ] as const;
  for (const [name, unit, established, accept] of units) {
    for (const [track, category, need, years] of people) {
      test(`R49 R50 R51 R52: ${track}/${category}, ${name}: ${need}, ${years ?? 'no'} years, ${accept.join(' or ')}`, () => {
        const d = withData({ track, category, ...(established === undefined ? {} : { established }) });
        expect(kindsOf(d, unit)).toEqual(accept);
        expect(levelOf(d, unit)?.need).toBe(need);
        expect(levelOf(d, unit)?.minYears).toBe(years);
      });
    }
  }
});

describe('the rest of the table, domain-spec §5.3', () => {
  test('R53: asked only inside public institutions, whatever was typed before', () => {
    expect(keys(withData({ established: true }), private0)).not.toContain('A3a');
    expect(keys(withData({ established: true }), institution)).toContain('A3a');
    expect(keys(withData({ established: false }), institution)).toContain('A3b');
  });

  test('R53: without the answer the row is open, and names what it waits for', () => {
    const d = { ...goodDeclaration };
    const { required, undetermined } = asked(d, institution);
    expect(required.map((r) => r.key)).toEqual(['A1', 'A1a', 'A6']);
    expect(undetermined.map((u) => u.codes[0])).toEqual(['A2', 'A3a', 'A3b']);
    expect(codes(checkAttachments(plan, d, { ...goodContext, unit: institution }))).toContain(
      'ATT_UNDETERMINED',
    );
  });

  test('R55, Q12: insurance elsewhere only when there is any; L8: in-province only when the fetch failed', () => {
    expect(keys(withData({ siOutOfProvince: true }), private0)).toContain('A5');
    expect(keys(goodDeclaration, private0)).not.toContain('A5');
    expect(keys(goodDeclaration, private0, { siFailed: true })).toContain('A5f');
    expect(keys(goodDeclaration, private0)).not.toContain('A5f');
  });

  test('R39: one proof for each collective item, none for the others', () => {
    const d = {
      ...goodDeclaration,
      achievements: [item, { ...item, itemId: 'i2', collective: false }, { ...item, itemId: 'i3' }],
    };
    expect(keys(d, private0).filter((k) => k.startsWith('A9'))).toEqual(['A9@i1', 'A9@i3']);
  });

  test('R35: evidence of SKILLED and HIGH_SKILLED only', () => {
    for (const category of ['SKILLED', 'HIGH_SKILLED'])
      expect(keys(withData({ category }), private0)).toContain('A7');
    for (const category of ['ORDINARY', 'DIRECT', 'CONVERSION'])
      expect(keys(withData({ category }), private0)).not.toContain('A7');
  });

  test('every requirement says why, what files it takes and what a person looks at', () => {
    const { required } = asked(withData({ established: true }), institution);
    const form = required.find((r) => r.key === 'A3a')!;
    expect(form.rules).toEqual(['R53']);
    expect(form.because.map((d) => [d.fact, d.found])).toEqual([
      ['unitKind', 'PUBLIC_INSTITUTION'],
      ['established', true],
    ]);
    expect(form.files).toEqual(['PDF', 'JPEG', 'PNG']);
    const hours = required.find((r) => r.key === 'A6')!;
    expect(hours.documents[0]?.humanChecks?.map((h) => h.rule)).toEqual(['R56']);
    expect(required.find((r) => r.key === 'A1a')?.row.fetch).toBe('CHSI');
  });

  test('facts: a list of one education is a single fact, none is no fact', () => {
    expect(declarationFacts(goodData, private0).edu).toBe('E1');
    expect(declarationFacts({ ...goodData, educations: [] }, private0).edu).toBeUndefined();
    expect(declarationFacts(goodData, private0).established).toBeNull();
    expect(requiredAttachments(plan, {}).required.map((r) => r.key)).toEqual(['A1', 'A6']);
  });
});

describe('the uploaded set, all findings at once', () => {
  const check = (d: Declaration, ctx = {}) => checkAttachments(plan, d, { ...goodContext, ...ctx });
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
      return check(d);
    };
    expect(since('2016-12-31')).toEqual([]);
    expect(since('2017-01-01')).toMatchObject([{ code: 'ATT_APPOINT_4Y', rule: 'R49' }]);
  });

  test('R49: at least assistant level; a higher level serves too', () => {
    const at = (level: 'ASSISTANT' | 'MID') =>
      check(withData({ appointment: { level, kind: 'APPOINTMENT', periods: [{ from: '2010-01-01' }] } }));
    expect(at('ASSISTANT')).toEqual([]);
    expect(at('MID')).toEqual([]);
  });

  test('R50: conversion needs a mid-level appointment, of any age', () => {
    const at = (level: 'ASSISTANT' | 'MID') =>
      check(
        withData({
          category: 'CONVERSION',
          appointment: { level, kind: 'APPOINTMENT', periods: [{ from: '2020-06-01' }] },
        }),
      );
    expect(at('MID')).toEqual([]);
    expect(at('ASSISTANT')).toMatchObject([{ code: 'ATT_APPOINT_MID', rule: 'R50' }]);
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
