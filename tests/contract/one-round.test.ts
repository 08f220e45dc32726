import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  applicant,
  dataBody,
  givenCompleteDraft,
  givenProfile,
  givenUnit,
  hr,
  itemBody,
  profileBody,
  save,
  unitBody,
} from './applicant-road.ts';
import { type Answer, createHarness, type Harness } from './harness.ts';

/** A save tells everything that is wrong at once, whether the form's shape or a rule has it (R14), each at its field. */

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const told = (answer: Answer) => [
  answer.status,
  ...answer.problem().errors.map(({ code, field }) => `${code} ${field}`),
];
const profile = (body: object) => givenProfile(h, applicant, body as typeof profileBody);

describe('profile', () => {
  it('R3, R9: an empty save names all that is missing', async () => {
    expect(told(await profile({ idKind: 'RESIDENT_ID' }))).toEqual([
      422,
      'FIELD_REQUIRED /name',
      'FIELD_REQUIRED /idNumber',
      'FIELD_REQUIRED /mobile',
      'PROFILE_INCOMPLETE /currentUnit',
    ]);
    expect(told(await profile({ idKind: 'PASSPORT' })).slice(4)).toEqual(
      ['gender', 'birthDate', 'currentUnit'].map((key) => `PROFILE_INCOMPLETE /${key}`),
    );
  });

  it('R3, L41: shape, characters and rules in one round', async () => {
    await givenUnit(h);
    const body = {
      ...profileBody,
      ...{
        name: '赵👍',
        mobile: '138',
        idNumber: '330102190001010012',
        email: 'a＠b',
        birthDate: '1990-02-31',
      },
    };
    expect(told(await profile(body))).toEqual([
      422,
      'DATE_NO_SUCH_DAY /birthDate',
      'TEXT_UNPRINTABLE /name',
      'MOBILE_FORMAT /mobile',
      'ID_CHECK /idNumber',
      'EMAIL_FORMAT /email',
    ]);
  });

  it('D11: mobile and e-mail are kept in one form, whatever they were typed with', async () => {
    await givenUnit(h);
    const saved = await profile({
      ...profileBody,
      ...{ mobile: '＋86 138-0000 0000', email: '\u200eZhao＠example．cn ' },
    });
    expect(saved.as('Profile')).toMatchObject({ mobile: '13800000000', email: 'Zhao@example.cn' });
  });

  it.each([
    ['1899-12-31', 422],
    ['2020-09-02', 422],
    ['1990-01-01', 200],
  ])('R3: born on %s by a passport → %i', async (birthDate, status) => {
    await givenUnit(h);
    const body = { ...profileBody, idKind: 'PASSPORT', idNumber: 'E12345678', gender: 'MALE', birthDate };
    expect((await profile(body)).status).toBe(status);
  });
});

describe('the others', () => {
  it('R7: a unit with nothing in it', async () => {
    const body = { ...unitBody, uscc: '', name: '某', hrMobile: '138', location: { division: '999999' } };
    const answer = await h.call('api-applicant', 'POST', '/v1/unit', { as: { ...hr, id: 'hr-9' }, body });
    expect(told(answer)).toEqual([
      422,
      'FIELD_REQUIRED /uscc',
      'TOO_SHORT /name',
      'MOBILE_FORMAT /hrMobile',
      'DIVISION_UNKNOWN /location/division',
    ]);
  });

  it('R3: an achievement without a title, and with an end before its beginning', async () => {
    const body = { ...itemBody, title: '', from: '2019-01-01', to: '2018-01-01', fileIds: ['none'] };
    const answer = await h.call('api-applicant', 'POST', '/v1/me/archive', { as: applicant, body });
    expect(told(answer)).toEqual([422, 'FIELD_REQUIRED /title', 'DATE_ORDER /to', 'FILE_UNKNOWN /fileIds']);
    const late = { ...itemBody, from: '2020-09-02' };
    expect(
      told(await h.call('api-applicant', 'POST', '/v1/me/archive', { as: applicant, body: late })),
    ).toEqual([422, 'DATE_FUTURE /from']);
  });
});

describe('the data page', () => {
  const work = (from: string, unitName = '某单位') => [{ period: { from }, unitName, post: '技术员' }];

  it('R25: 31 February drops nothing: the day is named, and everything else with it', async () => {
    const { applicationId: id } = await givenCompleteDraft(h);
    const body = {
      ...dataBody,
      work: work('2020-02-31', ''),
      educations: [{ kind: 'E1', school: '', level: '本科', graduated: '1880-06-30' }],
      mobile: '138',
      workStatement: '\u200b'.repeat(50),
    };
    expect(told(await save(h, id, 'data', body))).toEqual([
      422,
      'DATE_NO_SUCH_DAY /work/0/period/from',
      'FIELD_REQUIRED /workStatement',
      'FIELD_REQUIRED /educations/0/school',
      'FIELD_REQUIRED /work/0/unitName',
      'LIFE_BEFORE_BIRTH /educations/0/graduated',
      'MOBILE_FORMAT /mobile',
    ]);
  });

  it('R25: a page that has its shape is saved incomplete, and tells the same at its fields', async () => {
    const { applicationId: id } = await givenCompleteDraft(h);
    const body = { ...dataBody, work: work('2099-01-01', ''), mobile: '+86 138-0000-0000' };
    const saved = (await save(h, id, 'data', body)).as('ApplicationView');
    expect(saved.findings.DATA?.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'FIELD_REQUIRED /data/work/0/unitName',
      'DATE_FUTURE /data/work/0/period/from',
    ]);
    expect(saved.declaration.data).toMatchObject({ mobile: '13800000000', work: body.work });
  });
});
