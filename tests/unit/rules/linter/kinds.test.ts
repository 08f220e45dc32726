import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import { type PlanKind, type Precondition, planKinds } from '../../../../shared/contracts/plan-procedure.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import { hangzhouEngineer2020 } from '../../../fixtures/plans.ts';

/** D39: which stages a kind may do without, which it has never, and what it must ask. */

const asked = { when: true, rule: 'D39' } as const;
const title = (zh: string, elsewhere = false): Precondition => ({
  ...asked,
  code: 'HELD',
  kind: 'TITLE',
  names: { zh: '现有职称', en: 'Present title' },
  series: [{ code: 'X', names: { zh } }],
  levels: ['MID'],
  ...(elsewhere ? { elsewhere } : {}),
});
const letter: Precondition = {
  ...asked,
  code: 'LETTER',
  kind: 'DOCUMENT',
  names: { zh: '委托函', en: 'Letter' },
  document: 'A1',
};
/** What makes a plan of that kind whole. */
const whole: Record<PlanKind, Precondition[]> = {
  REVIEW: [],
  FIRST_GRADING: [],
  RECOGNITION: [],
  CONFIRMATION: [title('工程', true)],
  CONVERSION: [title('经济')],
  CONCURRENT: [title('经济')],
  ENTRUSTED: [letter],
};

function planOf(kind: PlanKind, preconditions = whole[kind], change: (plan: Plan) => void = () => undefined) {
  const plan = structuredClone(hangzhouEngineer2020);
  plan.kind = kind;
  plan.preconditions = preconditions;
  plan.form.fields.push({ key: 'preconditions', names: { zh: '申报前提' }, required: false, rule: 'D39' });
  change(plan);
  return plan;
}
const codes = (plan: Plan) => lintPlan(plan).map(({ code }) => code);
const put = (plan: Plan, on: boolean, ...stages: string[]) => {
  for (const stage of plan.stages) if (stages.includes(stage.code)) stage.on = on;
};

describe('the kinds of procedure (D39, G4)', () => {
  test.each(planKinds)('%s with what it asks is sound', (kind) => {
    expect(codes(planOf(kind))).toEqual([]);
  });

  test.each<[PlanKind, string[]]>([
    ['REVIEW', ['PLAN_STAGE_OFF', 'PLAN_STAGE_OFF']],
    ['FIRST_GRADING', []],
    ['RECOGNITION', []],
    ['CONFIRMATION', []],
    ['CONVERSION', ['PLAN_STAGE_OFF', 'PLAN_STAGE_OFF']],
    ['CONCURRENT', ['PLAN_STAGE_OFF', 'PLAN_STAGE_OFF']],
    ['ENTRUSTED', ['PLAN_STAGE_OFF', 'PLAN_STAGE_OFF']],
  ])('%s without a vote: %j', (kind, expected) => {
    const plan = planOf(kind, whole[kind], (p) => put(p, false, 'EXPERT_REVIEW', 'PRE_PUBLICITY'));
    expect(codes(plan)).toEqual(expected);
  });

  test.each<[PlanKind, string[]]>([
    ['REVIEW', []],
    ['FIRST_GRADING', ['PLAN_KIND_STAGE']],
    ['RECOGNITION', []],
    ['CONFIRMATION', ['PLAN_KIND_STAGE']],
    ['CONVERSION', []],
    ['CONCURRENT', []],
    ['ENTRUSTED', []],
  ])('%s with an interview: %j', (kind, expected) => {
    expect(codes(planOf(kind, whole[kind], (p) => put(p, true, 'INTERVIEW')))).toEqual(expected);
  });

  test.each<[PlanKind, string, Precondition[]]>([
    ['CONVERSION', 'nothing', []],
    ['CONVERSION', 'a title of the very series', [title('工程')]],
    ['CONCURRENT', 'a letter', [letter]],
    ['CONFIRMATION', 'a title granted here', [title('工程')]],
    ['ENTRUSTED', 'a title', [title('经济')]],
  ])('%s that asks %s lacks what it lives by', (kind, _, preconditions) => {
    expect(codes(planOf(kind, preconditions))).toEqual(['PLAN_KIND_ASKS']);
  });

  test('a precondition that nobody is asked about, and a document that the table does not ask for', () => {
    const mute = planOf('CONVERSION', whole.CONVERSION, (p) => void p.form.fields.pop());
    expect(codes(mute)).toEqual(['PLAN_KIND_FIELD']);
    expect(codes(planOf('ENTRUSTED', [{ ...letter, document: 'ZZ' } as Precondition]))).toEqual([
      'PLAN_KIND_DOCUMENT',
    ]);
    expect(codes(planOf('ENTRUSTED', [{ ...letter, when: false }]))).toEqual(['PLAN_KIND_DOCUMENT']);
  });

  test('a group that checks for a committee which does not vote', () => {
    const group: Precondition = { ...asked, code: 'G', kind: 'GROUP_CHECK', names: { zh: '专业组预审' } };
    const without = (p: Plan) => put(p, false, 'EXPERT_REVIEW', 'PRE_PUBLICITY');
    expect(codes(planOf('REVIEW', [group]))).toEqual([]);
    expect(codes(planOf('RECOGNITION', [group], without))).toEqual(['PLAN_STAGE_ALONE']);
  });

  test('a condition on a fact that does not exist, codes given twice', () => {
    const odd = planOf('CONVERSION', [{ ...title('经济'), when: { eq: ['moon', 'full'] } }]);
    expect(codes(odd)).toEqual(['PLAN_UNKNOWN_FACT']);
    expect(codes(planOf('CONVERSION', [title('经济'), title('会计')]))).toEqual(['PLAN_CODE_TWICE']);
  });
});
