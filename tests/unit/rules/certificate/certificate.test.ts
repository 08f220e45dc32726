import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../../shared/rules/base/sha256.ts';
import {
  answerCheck,
  type CertificateAct,
  type CertificateRecord,
  certificateStates,
  certificateTransitions,
  checkNumberPattern,
  checkQuestion,
  formatNumber,
  generateCertificate,
  qualificationDate,
  stepCertificate,
  titleDates,
} from '../../../../shared/rules/certificate/certificate.ts';
import { checkFits, mod3736 } from '../../../../shared/rules/people/identifiers.ts';

const values = { year: 2020, division: '330100', level: 'MID', plan: 'HZ-CONSTR-ENG-2020', seq: 17 };
const codes = (outcome: { ok: boolean; problems?: readonly { code: string }[] }) =>
  outcome.problems?.map((problem) => problem.code) ?? [];
const text = (outcome: ReturnType<typeof formatNumber>) =>
  outcome.ok ? outcome.value : codes(outcome).join();

describe('§10.4 certificate numbers by pattern', () => {
  it.each([
    ['{year}{division}{level}{seq:6}-{check}', '2020330100MID000017-R'],
    ['SAMPLE-{year}-{division}-{seq6}-{check}', 'SAMPLE-2020-330100-000017-0'],
    ['Z{plan}/{seq:4}-{check}', 'ZHZ-CONSTR-ENG-2020/0017-J'],
    ['{level:3}{seq:2}-{check}', 'MID17-V'],
  ])('§10.4: %s gives %s', (pattern, number) => {
    expect(checkNumberPattern(pattern)).toEqual([]);
    expect(text(formatNumber(pattern, values))).toBe(number);
    expect(checkFits(number)).toBe(true);
  });

  it.each([
    ['{year}{division}{level}{seq:6}', '2020330100MID000017'],
    ['SAMPLE-{year}-{division}-{seq6}', 'SAMPLE-2020-330100-000017'],
    ['{year}{seq:6}{check}', '2020000017C'],
  ])(
    '§10.4: %s, without a check character of its own, is refused to a new plan and still gives %s',
    (pattern, number) => {
      expect(checkNumberPattern(pattern).map((one) => one.code)).toEqual(['CERT_PATTERN']);
      expect(text(formatNumber(pattern, values))).toBe(number);
      expect(checkFits(number)).toBe(true);
    },
  );

  it('§10.4: no number is given out whose last letter would be taken for a wrong check character', () => {
    expect(codes(formatNumber('{seq:6}-A', values))).toEqual(['CERT_VALUE']);
  });

  it.each([
    ['no running number', '{year}{division}'],
    ['a running number without width', '{year}{seq}'],
    ['an unknown part', '{year}{name}{seq:6}'],
    ['identity data', '{idNumber}{seq:6}'],
    ['a part twice', '{seq:6}{seq:6}'],
    ['the check character in the middle', '{check}{seq:6}'],
    ['an open brace', '{year{seq:6}'],
    ['a closing brace', '}{seq:6}'],
    ["the barcode's separator", 'A|{seq:6}'],
    ['Chinese text', '浙{seq:6}'],
    ['a blank', 'A {seq:6}'],
    ['nothing', ''],
  ])('§10.4: a pattern with %s is refused', (_name, pattern) => {
    expect(checkNumberPattern(pattern).map((one) => one.code)).toEqual(['CERT_PATTERN']);
    expect(codes(formatNumber(pattern, values))).toEqual(['CERT_PATTERN']);
  });

  it.each([
    ['a running number that has outgrown its width', '{seq:2}', { ...values, seq: 100 }],
    ['running number 0', '{seq:2}', { ...values, seq: 0 }],
    ['half a running number', '{seq:2}', { ...values, seq: 1.5 }],
    ['a text of another width', '{division:4}{seq:2}', values],
    ['a text that is not there', '{plan}{seq:2}', { ...values, plan: undefined }],
    ['a text with a blank', '{level}{seq:2}', { ...values, level: 'M D' }],
    ['more than 64 characters', `${'A'.repeat(60)}{seq:6}`, values],
  ])('§10.4: %s does not fit', (_name, pattern, some) => {
    expect(codes(formatNumber(pattern, some))).toEqual(['CERT_VALUE']);
  });

  it('§10.4: every running number has its own certificate number', () => {
    const pattern = '{year}{division}{level}{seq:6}{check}';
    const one = fc.integer({ min: 1, max: 999_999 });
    fc.assert(
      fc.property(one, one, (a, b) => {
        const [x, y] = [a, b].map((seq) => text(formatNumber(pattern, { ...values, seq })));
        expect(x === y).toBe(a === b);
        expect(mod3736(x!.slice(0, -1))).toBe(x!.at(-1));
      }),
    );
  });

  it('§10.4: the check character finds every single wrong character', () => {
    const number = text(formatNumber('{year}{division}{level}{seq:6}-{check}', values));
    for (let at = 0; at < number.length; at += 1)
      for (const other of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
        if (other !== number[at] && number[at] !== '-')
          expect(checkFits(number.slice(0, at) + other + number.slice(at + 1))).toBe(false);
    expect(checkFits(` ${number.toLowerCase()} `)).toBe(true);
  });

  it('§10.4 V4: the page says what is wrong with number and name, both at once, before anything is asked', () => {
    const field = (certificateNo: string, name: string) =>
      checkQuestion({ certificateNo, name }).map((one) => [one.code, one.field]);
    expect(field('  ', '\u200b')).toEqual([
      ['CERT_NO_MISSING', '/certificateNo'],
      ['CERT_NAME_MISSING', '/name'],
    ]);
    expect(field('SAMPLE-2020-330100-000018-0', '王某')).toEqual([['CERT_NO_CHECK', '/certificateNo']]);
    expect(field('sample－2020－330100－000017－0', '王某')).toEqual([]);
    expect(field('SAMPLE-2020-330100-000017', '王某')).toEqual([]);
  });
});

describe('C14 qualification date', () => {
  const facts = { votedAt: '2020-12-01T16:30:00.000Z', documentPublishedAt: '2021-01-15T02:00:00.000Z' };
  it('C14: the day of the vote, in Shanghai', () => {
    expect(qualificationDate('VOTE_DATE', facts)).toBe('2020-12-02');
    expect(qualificationDate('DOCUMENT_DATE', facts)).toBe('2021-01-15');
  });
});

describe('D31: two dates of a title', () => {
  const [voted, published] = ['2020-12-01T16:30:00.000Z', '2021-01-14T16:00:00.000Z'];
  it('D31: the day of the vote and that of the document, in Shanghai; no vote, no first one', () => {
    expect(titleDates(voted, published)).toEqual({ passedAt: '2020-12-02', issuedAt: '2021-01-15' });
    expect(titleDates(undefined, published)).toEqual({ issuedAt: '2021-01-15' });
  });
  it('C14: the one that counts is one of the two', () => {
    const dates = titleDates(voted, published);
    const facts = { votedAt: voted, documentPublishedAt: published };
    expect(qualificationDate('VOTE_DATE', facts)).toBe(dates.passedAt);
    expect(qualificationDate('DOCUMENT_DATE', facts)).toBe(dates.issuedAt);
  });
});

const photoSha256 = sha256Hex('photo');
const now = '2021-01-15T03:00:00.000Z';
const data = {
  certificateNo: '2020330100MID000017',
  name: '王小明',
  qualification: '工程师',
  level: '中级',
  specialty: '建筑施工',
  qualificationDate: '2020-12-02',
  documentNo: '杭人社发〔2021〕1号',
  photoSha256,
};
const facts = { documentPublishedAt: '2021-01-15T02:00:00.000Z', declaredPhotoSha256: photoSha256, now };
const active: CertificateRecord = { ...data, status: 'ACTIVE', issuedAt: now };

describe('R68 making the record', () => {
  it('R68: after the document is published, from the declared photo', () => {
    expect(generateCertificate(data, facts)).toMatchObject({
      ok: true,
      value: { status: 'GENERATED', issuedAt: now },
    });
  });

  it.each<[string, Partial<typeof facts>, string[]]>([
    ['R68: no document', { documentPublishedAt: undefined }, ['CERT_BEFORE_DOC']],
    [
      'R68: a document published tomorrow',
      { documentPublishedAt: '2021-01-16T02:00:00.000Z' },
      ['CERT_BEFORE_DOC'],
    ],
    ['R13: another photo', { declaredPhotoSha256: sha256Hex('other') }, ['CERT_PHOTO']],
    ['both', { documentPublishedAt: undefined, declaredPhotoSha256: '' }, ['CERT_BEFORE_DOC', 'CERT_PHOTO']],
  ])('%s', (_name, change, expected) => {
    expect(codes(generateCertificate(data, { ...facts, ...change }))).toEqual(expected);
  });
});

describe('§7.1 the life of a certificate', () => {
  const revoke = {
    kind: 'REVOKE',
    reason: '业绩材料不实',
    documentNo: '杭人社发〔2022〕9号',
    actors: ['H1', 'H2'],
  } as const;
  const replace = { kind: 'REPLACE', reason: '姓名用字更正', successorNo: '2020330100MID000099' } as const;

  it('§7.1: GENERATED → ACTIVE → REVOKED, with an integrity record of three years (L24)', () => {
    const generated: CertificateRecord = { ...active, status: 'GENERATED' };
    expect(stepCertificate(generated, { kind: 'ACTIVATE' }, now)).toMatchObject({
      value: { status: 'ACTIVE' },
    });
    expect(stepCertificate(active, revoke, '2022-02-28T17:00:00.000Z')).toMatchObject({
      value: { status: 'REVOKED', revoked: { recordUntil: '2025-03-01', documentNo: revoke.documentNo } },
    });
  });

  it('§7.1: ACTIVE → REPLACED names its successor', () => {
    expect(stepCertificate(active, replace, now)).toMatchObject({
      value: { status: 'REPLACED', successor: { certificateNo: '2020330100MID000099' } },
    });
  });

  it.each<[string, CertificateAct, string[]]>([
    ['L24: no reason', { ...revoke, reason: ' ' }, ['CERT_REASON']],
    ['T44: no document number', { ...revoke, documentNo: '' }, ['CERT_DOCUMENT_NO']],
    ['L24: one person', { ...revoke, actors: ['H1', 'H1'] }, ['CERT_TWO_PERSONS']],
    ['§7.1: replaced by itself', { ...replace, successorNo: active.certificateNo }, ['CERT_SUCCESSOR']],
    ['§7.1: replaced by nothing', { ...replace, successorNo: ' ' }, ['CERT_SUCCESSOR']],
    ['§7.1: activated twice', { kind: 'ACTIVATE' }, ['CERT_STATE']],
    [
      'everything at once',
      { ...revoke, reason: '', documentNo: '', actors: [] },
      ['CERT_REASON', 'CERT_DOCUMENT_NO', 'CERT_TWO_PERSONS'],
    ],
  ])('%s is refused', (_name, act, expected) => {
    expect(codes(stepCertificate(active, act, now))).toEqual(expected);
  });

  it('§7.1: revoked and replaced are ends', () => {
    for (const status of certificateStates)
      for (const act of [{ kind: 'ACTIVATE' } as const, revoke, replace])
        expect(codes(stepCertificate({ ...active, status }, act, now)).includes('CERT_STATE')).toBe(
          certificateTransitions[act.kind].from !== status,
        );
  });
});

describe('V4 the public check', () => {
  const { certificateNo } = active;
  const revoked: CertificateRecord = {
    ...active,
    status: 'REVOKED',
    revoked: { at: now, documentNo: 'x', reason: '业绩材料不实', recordUntil: '2024-01-15' },
  };

  const name = '王 小明';

  it('V4: by number and name: valid, in full, with the time of the question', () => {
    expect(answerCheck({ certificateNo, name }, active, now)).toEqual({
      status: 'VALID',
      certificateNo,
      askedAt: now,
      name: '王小明',
      qualification: '工程师',
      specialty: '建筑施工',
      level: '中级',
      qualificationDate: '2020-12-02',
      documentNo: '杭人社发〔2021〕1号',
    });
  });

  it('V4, D31: both dates of the title, where they were kept', () => {
    const both = { ...active, titleDates: { passedAt: '2020-12-02', issuedAt: '2021-01-15' } };
    expect(answerCheck({ certificateNo, name }, both, now)).toMatchObject({
      passedAt: '2020-12-02',
      documentDate: '2021-01-15',
    });
  });

  it('V4: a revoked one says so and since when, but not why', () => {
    const answer = answerCheck({ certificateNo, name }, revoked, now);
    expect(answer).toMatchObject({ status: 'REVOKED', revokedAt: now });
    expect(JSON.stringify(answer)).not.toContain('业绩材料不实');
    expect(answerCheck({ certificateNo, name }, { ...active, status: 'REPLACED' }, now)).toMatchObject({
      status: 'REPLACED',
    });
  });

  it.each<[string, string, CertificateRecord | undefined]>([
    ['a wrong name', '李四', active],
    ['a wrong name of a revoked one', '李四', revoked],
    ['no name', '', active],
    ['a blank name', ' \u200b', revoked],
    ['no such number', name, undefined],
    ['not yet in force', name, { ...active, status: 'GENERATED' }],
    ['another number', name, { ...active, certificateNo: 'other' }],
  ])('V4: %s: the same answer, with nothing in it', (_what, given, record) => {
    expect(answerCheck({ certificateNo, name: given }, record, now)).toEqual({
      ...{ status: 'NOT_FOUND', certificateNo, askedAt: now },
    });
  });

  it('V4: the answer never holds the photo or its hash', () => {
    expect(JSON.stringify(answerCheck({ certificateNo, name }, active, now))).not.toContain(photoSha256);
  });
});
