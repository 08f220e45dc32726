import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeclarationData } from '../../../../shared/contracts/declaration.ts';
import { addDays } from '../../../../shared/rules/calendar/local-date.ts';
import { checkLife } from '../../../../shared/rules/declaration/life.ts';
import { checkStep } from '../../../../shared/rules/declaration/steps.ts';
import { goodContext, goodData, goodDeclaration, plan, withData } from './fixture.ts';

const birthDate = '1990-06-15';
const today = '2020-09-01';

const education = (from?: string, graduated?: string): DeclarationData => ({
  educations: [
    { kind: 'E1', school: 's', level: 'l', ...(from ? { from } : {}), ...(graduated ? { graduated } : {}) },
  ],
});
const work = (...periods: [string, string?][]): DeclarationData => ({
  work: periods.map(([from, to]) => ({ period: { from, ...(to ? { to } : {}) }, unitName: 'u', post: 'p' })),
});
const held = (...periods: [string, string?][]): DeclarationData => ({
  appointment: {
    level: 'ASSISTANT',
    kind: 'APPOINTMENT',
    periods: periods.map(([from, to]) => ({ from, ...(to ? { to } : {}) })),
  },
});

const seen = (data: DeclarationData) =>
  checkLife(data, { birthDate, today }).map(
    ({ code, field, severity }) => `${severity === 'error' ? '' : '? '}${code} ${field?.slice(6)}`,
  );

describe('R25: what cannot be is refused, what is rare is asked about', () => {
  const vectors: [string, DeclarationData, string[]][] = [
    [
      'a usual life',
      { ...education('2008-09-01', '2012-06-30'), ...work(['2012-07-01']), ...held(['2013-07-01']) },
      [],
    ],
    // Odd and true: late studies beside work, a title before the degree, a second degree, work without an end.
    [
      'studies beside work at forty',
      { ...education('2016-09-01', '2020-06-30'), ...work(['2008-07-01']) },
      [],
    ],
    ['a title before the degree', { ...education('2015-09-01', '2018-06-30'), ...held(['2013-07-01']) }, []],
    ['an appointment for a term that still runs', held(['2019-01-01', '2022-12-31']), []],
    [
      'one employer left and the next begun on one day',
      work(['2012-07-01', '2015-03-31'], ['2015-03-31']),
      [],
    ],
    [
      'graduated before birth',
      education(undefined, '1989-06-30'),
      ['LIFE_BEFORE_BIRTH educations/0/graduated'],
    ],
    ['enrolled before birth', education('1985-09-01', '2012-06-30'), ['LIFE_BEFORE_BIRTH educations/0/from']],
    [
      'graduated before the start',
      education('2012-09-01', '2008-06-30'),
      ['DATE_ORDER educations/0/graduated'],
    ],
    ['graduating next year', education('2018-09-01', '2021-06-30'), ['DATE_FUTURE educations/0/graduated']],
    ['graduated at nine', education(undefined, '2000-06-14'), ['LIFE_TOO_YOUNG educations/0/graduated']],
    ['graduated at fifteen', education(undefined, '2006-06-14'), ['? LIFE_YOUNG educations/0/graduated']],
    ['graduated at sixteen', education(undefined, '2006-06-15'), []],
    ['work from 2099', work(['2099-01-01']), ['DATE_FUTURE work/0/period/from']],
    ['work from tomorrow', work(['2020-09-02']), ['DATE_FUTURE work/0/period/from']],
    ['work from today', work([today]), []],
    ['work that ends before it began', work(['2015-01-01', '2014-12-31']), ['DATE_ORDER work/0/period/to']],
    ['work of one day', work(['2015-01-01', '2015-01-01']), []],
    ['work that will have ended', work(['2015-01-01', '2030-01-01']), ['? LIFE_TO_COME work/0/period/to']],
    [
      'two employers at once',
      work(['2012-07-01'], ['2015-01-01', '2016-01-01']),
      ['? LIFE_OVERLAP work/1/period/from'],
    ],
    ['work at fifteen', work(['2006-06-14']), ['? LIFE_YOUNG work/0/period/from']],
    ['work at nine', work(['2000-06-14']), ['LIFE_TOO_YOUNG work/0/period/from']],
    ['appointed in 1955', held(['1955-01-01']), ['LIFE_BEFORE_BIRTH appointment/periods/0/from']],
    ['appointed at fifteen', held(['2006-06-14']), ['LIFE_TOO_YOUNG appointment/periods/0/from']],
    ['appointed at seventeen', held(['2008-06-14']), ['? LIFE_YOUNG appointment/periods/0/from']],
    ['appointed next month', held(['2020-10-01']), ['DATE_FUTURE appointment/periods/0/from']],
    [
      'terms that overlap and one that is reversed',
      held(['2010-01-01', '2014-01-01'], ['2013-01-01', '2016-01-01'], ['2018-01-01', '2017-01-01']),
      ['? LIFE_OVERLAP appointment/periods/1/from', 'DATE_ORDER appointment/periods/2/to'],
    ],
    [
      'everything at once',
      { ...education('2013-09-01', '2010-06-30'), ...work(['2099-01-01', '2012-01-01']) },
      ['DATE_ORDER educations/0/graduated', 'DATE_FUTURE work/0/period/from', 'DATE_ORDER work/0/period/to'],
    ],
  ];
  test.each(vectors)('R25: %s', (_, data, expected) => expect(seen(data)).toEqual(expected));

  test('R25: without a date of birth only the calendar is asked', () => {
    expect(checkLife(held(['1955-01-01']), { today })).toEqual([]);
  });

  test('R25: nothing of a life that was filled in is ever stumbled over', () => {
    const day = fc.oneof(
      fc.integer({ min: -40_000, max: 40_000 }).map((n) => addDays('2000-01-01', n)),
      fc.constantFrom('', '2020-02-31', '2020-', '9999-12-31'),
    );
    const period = fc.tuple(day, fc.option(day, { nil: undefined }));
    fc.assert(
      fc.property(
        fc.array(period, { maxLength: 4 }),
        fc.array(period, { maxLength: 4 }),
        day,
        (a, b, born) => {
          const data = { ...work(...a), ...held(...b) } as DeclarationData;
          for (const one of checkLife(data, { birthDate: born, today }))
            expect(one.message.zh).not.toContain('{');
        },
      ),
    );
  });
});

describe('R25: the rows of the page', () => {
  const found = (data: Partial<DeclarationData>) =>
    checkStep('DATA', plan, withData(data), goodContext).map(({ code, field }) => `${code} ${field}`);

  test('R25: a row that was begun is filled in, part by part', () => {
    expect(
      found({
        educations: [{ kind: 'E1', school: ' ', level: '' }],
        work: [{ period: { from: '2012-07-01' }, unitName: '\u200b', post: '' }],
      }),
    ).toEqual([
      'FIELD_REQUIRED /data/educations/0/school',
      'FIELD_REQUIRED /data/educations/0/level',
      'FIELD_REQUIRED /data/work/0/unitName',
      'FIELD_REQUIRED /data/work/0/post',
    ]);
  });

  test('R33: recommenders only where the track has any', () => {
    const recommenders = [{ recommenderId: 'r1', name: '', title: '', specialty: '', certificateNo: '' }];
    expect(found({ recommenders })).toEqual([]);
    expect(found({ track: 'SELF_EVAL', optionCodes: [], selfEvaluation: {}, recommenders })).toEqual(
      expect.arrayContaining(
        ['name', 'title', 'specialty', 'certificateNo'].map(
          (part) => `FIELD_REQUIRED /data/recommenders/0/${part}`,
        ),
      ),
    );
  });

  test.each(['138', '23800000000', '1380000000012'])('L41: %s is no mobile number', (mobile) => {
    expect(found({ mobile })).toEqual(['MOBILE_FORMAT /data/mobile']);
  });

  test('R26: fifty characters of no width are no statement', () => {
    expect(found({ workStatement: '\u200b'.repeat(50) })).toEqual(['FIELD_REQUIRED /data/workStatement']);
  });

  test('R49: told on this page, at its day', () => {
    expect(found(held(['2019-01-01']))).toEqual(['ATT_APPOINT_4Y /data/appointment/periods/0/from']);
  });
});

describe('C9: what a return does not open stops nobody', () => {
  const odd = { work: [{ period: { from: '2015-01-01', to: '2014-01-01' }, unitName: 'u', post: 'p' }] };
  const submitted = withData(odd);
  const returned = (path: string) => ({
    ...goodContext,
    submitted: true,
    handedIn: { submitted, items: [{ path, code: 'X', remark: 'r' }] },
  });
  const errors = (data: object, path: string) =>
    checkStep('DATA', plan, { ...goodDeclaration, data: { ...goodData, ...odd, ...data } }, returned(path))
      .filter((one) => one.severity === 'error')
      .map((one) => one.field);

  test('C9: a fault that was handed in is advice, unless the return names it', () => {
    expect(errors({}, '/photo')).toEqual([]);
    expect(errors({}, '/data/work')).toEqual(['/data/work/0/period/to']);
  });

  test('C9: a new fault is one', () => {
    expect(errors({ mobile: '138' }, '/data/mobile')).toEqual(['/data/mobile']);
  });
});
