import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FormSection } from '../../shared/contracts/plan-fields.ts';
import { frozenPlans } from '../fixtures/plans.ts';
import {
  act,
  dataBody,
  givenDraft,
  givenSubmitted,
  PLAN,
  read,
  save,
  sign,
  submit,
} from './applicant-road.ts';
import { type Answer, createHarness, type Harness } from './harness.ts';

/** R25: the fields of a plan's own sections, through the API. */

const ABROAD = 'asked.abroad';
const sections: FormSection[] = [
  {
    code: 'more',
    names: { zh: '其他情况' },
    fields: [
      { code: 'abroad', names: { zh: '是否有境外经历' }, type: 'YESNO' },
      {
        code: 'country',
        names: { zh: '所在国家' },
        type: 'TEXT',
        max: 10,
        when: { eq: [ABROAD, true] },
        required: true,
      },
      {
        code: 'hours',
        names: { zh: '学时' },
        type: 'ROWS',
        max: 2,
        columns: [
          { code: 'year', names: { zh: '年度' }, type: 'NUMBER', min: 2000, max: 2100 },
          { code: 'kind', names: { zh: '种类' }, type: 'TEXT', max: 5 },
        ],
      },
    ],
  },
];
const plans = frozenPlans.map((plan) =>
  plan.planCode === PLAN ? { ...plan, form: { ...plan.form, sections } } : plan,
);

let h: Harness;
beforeEach(async () => {
  h = await createHarness({ plans });
});
afterEach(() => h.close());

const found = (answer: Answer) => answer.problem().errors.map((e) => `${e.code} ${e.field}`);
const withAsked = (asked: object) => ({ ...dataBody, asked });

describe('R25: answers to described fields', () => {
  it('R25: what is accepted is read back, in the form in which it is kept', async () => {
    const { id } = await givenDraft(h, 'COMMITMENT');
    const typed = { abroad: true, country: ' 德国 ', hours: [{ year: '２０１９', kind: '公需' }] };
    expect((await save(h, id, 'data', withAsked(typed))).status).toBe(200);
    expect((await read(h, id)).declaration.data.asked).toEqual({
      abroad: true,
      country: '德国',
      hours: [{ year: 2019, kind: '公需' }],
    });
  });

  it('R25: an unknown field, wrong types, too much and too many are all told at once, each at its place', async () => {
    const { id } = await givenDraft(h, 'COMMITMENT');
    const row = { year: 2019, kind: '公需' };
    const wrong = {
      abroad: true,
      country: '很'.repeat(11),
      hours: [row, { year: 1999, kind: '公需', odd: 'x' }, { ...row, year: '去年' }],
      nobody: 'asks',
    };
    const saved = (await save(h, id, 'data', withAsked(wrong))).as('ApplicationView');
    const told = (saved.findings.DATA ?? []).filter((one) => one.severity === 'error');
    expect(told.map((one) => `${one.code} ${one.field}`).sort()).toEqual([
      'FIELD_UNKNOWN /data/asked/hours/1/odd',
      'FIELD_UNKNOWN /data/asked/nobody',
      'NUMBER_RANGE /data/asked/hours/1/year',
      'TOO_LONG /data/asked/country',
      'TOO_LONG /data/asked/hours',
      'WRONG_TYPE /data/asked/hours/2/year',
    ]);
    // A draft keeps what somebody has typed; only handing it in is refused.
    const kept = await read(h, id);
    expect(kept.declaration.data.asked).toMatchObject({ nobody: 'asks', abroad: true });
    expect(found(await submit(h, kept))).toEqual(expect.arrayContaining(['TOO_LONG /data/asked/hours']));
  });

  it('C9: a field that the correction has opened stays open until it is handed in again', async () => {
    const { applicationId: id } = await givenSubmitted(h);
    const items = [{ path: '/data/asked/abroad', remark: '请说明' }];
    const unit = { id: 'hr-1', role: 'UNIT_HR' } as const;
    await act(h, id, { name: 'RETURN', actor: unit, reason: '请补正', items });
    expect((await read(h, id)).returned?.newlyAsked).toEqual([]);
    const country = async (name: string) =>
      (await save(h, id, 'data', withAsked({ abroad: true, country: name }))).as('ApplicationView').returned;
    expect((await country('德国'))?.newlyAsked).toEqual(['/data/asked/country']);
    expect((await country('法国'))?.newlyAsked).toEqual(['/data/asked/country']);
    const beside = withAsked({ abroad: true, country: '法国', hours: [{ year: 2019, kind: '公需' }] });
    expect(found(await save(h, id, 'data', beside))).toEqual(['RETURN_SCOPE /data/asked/hours']);
    await sign(h, id);
    const again = (await submit(h, await read(h, id))).as('ApplicationView');
    expect([again.stage, again.returned]).toEqual(['UNIT_REVIEW', undefined]);
  });
});
