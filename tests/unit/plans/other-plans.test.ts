import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../shared/contracts/plan.ts';
import { builtInPlans, ningboSenior2021, shaoxingFirstGrading2026 } from '../../../shared/plans/index.ts';
import {
  feeFen,
  interviewOn,
  paperOn,
  paperReturnOn,
  prePublicityOn,
  publicityDays,
  voteOn,
} from '../../../shared/rules/application/settings.ts';
import { industryOn } from '../../../shared/rules/base/plan-stage.ts';
import { groupChecked } from '../../../shared/rules/declaration/preconditions.ts';
import { authoritiesOf } from '../../../shared/rules/people/authorities.ts';
import { isSample } from '../../../shared/rules/plan/plan.ts';

/** The plans that show that a city, a title or a procedure is data: what each has other than the first one. */

const switches = (plan: Plan) => ({
  paper: paperOn(plan),
  back: paperReturnOn(plan),
  first: prePublicityOn(plan),
  interview: interviewOn(plan),
  vote: voteOn(plan),
  paid: feeFen(plan) > 0,
});

describe('plans besides the first', () => {
  it('R60 R69 R63 C19 D39 Q15: Ningbo hears its candidates and keeps no paper; a first grading has neither fee nor vote', () => {
    expect(builtInPlans.map((plan) => [plan.planCode, switches(plan)])).toEqual([
      [
        'HZ-CONSTR-ENG-2020',
        { paper: true, back: true, first: true, interview: false, vote: true, paid: true },
      ],
      [
        'DEMO-NB-LIB-MID-2026',
        { paper: true, back: true, first: true, interview: false, vote: true, paid: false },
      ],
      [
        'NB-CONSTR-SENIOR-2021',
        { paper: false, back: false, first: true, interview: true, vote: true, paid: true },
      ],
      [
        'SX-FIRST-GRADING-2026',
        { paper: false, back: false, first: false, interview: false, vote: false, paid: false },
      ],
    ]);
  });

  it('R67 R65 L13: one authority, a quorum of three quarters, seven days of publicity of the result', () => {
    expect(authoritiesOf(ningboSenior2021)).toEqual(['MUNI_HRSS']);
    expect(ningboSenior2021.committee.quorum).toEqual([3, 4]);
    expect(publicityDays(ningboSenior2021, 'RESULT_PUBLICITY')).toBe(7);
    expect(publicityDays(ningboSenior2021, 'PRE_PUBLICITY')).toBe(5);
  });

  it('R56: whoever is under 45 gives a certificate of learning hours: an age is a condition like any other', () => {
    const hours = ningboSenior2021.attachments.rows.find((row) => row.code === 'A6');
    expect(hours?.when).toEqual({ lt: ['ageAtCutoff', 45] });
  });

  it('D39: an industry’s authority, an exam and a group before the committee in Ningbo; none of them in Hangzhou', () => {
    expect(builtInPlans.filter(industryOn).map(({ planCode }) => planCode)).toEqual([
      'NB-CONSTR-SENIOR-2021',
    ]);
    expect(ningboSenior2021.preconditions?.map(({ kind }) => kind)).toEqual(['EXAM', 'GROUP_CHECK']);
    const checked = (track: string) => groupChecked(ningboSenior2021, { track, category: 'ORDINARY' });
    expect([checked('SELF_EVAL'), checked('NORMAL')]).toEqual([true, false]);
    expect(builtInPlans.filter(({ preconditions }) => preconditions).length).toBe(1);
  });

  it('D39 D32: two batches of a first grading, each with days for person and unit', () => {
    const { batches, declare } = shaoxingFirstGrading2026.windows;
    expect(batches?.map(({ submitBy, unitReportBy }) => [submitBy, unitReportBy])).toEqual([
      ['2026-04-10', '2026-04-24'],
      [declare.close, '2026-06-12'],
    ]);
  });

  it('R71: all of it is sample data, and says so', () => {
    for (const plan of [ningboSenior2021, shaoxingFirstGrading2026])
      for (const pointer of ['/windows', '/fee/amountFen', '/committee/quorum'])
        expect(isSample(plan, pointer)).toBe(true);
  });
});
