import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import { hangzhouEngineer2020 } from '../../../fixtures/plans.ts';

/** A copy of the plan that the change may spoil. */
function spoiled(change: (plan: Plan) => void): Plan {
  const copy = structuredClone(hangzhouEngineer2020);
  change(copy);
  return copy;
}
const found = (change: (plan: Plan) => void, options = {}) => lintPlan(spoiled(change), options);
const codesOf = (change: (plan: Plan) => void) => [...new Set(found(change).map((f) => f.code))];
const stage = (plan: Plan, code: string) => plan.stages.find((s) => s.code === code)!;

describe('statutory floors cannot be lowered (G2)', () => {
  test.each(['UNIT_PUBLICITY', 'PRE_PUBLICITY', 'RESULT_PUBLICITY'])(
    'R63 R65 L9: %s of 5 working days passes, 4 fails, none fails',
    (code) => {
      expect(
        codesOf((p) => {
          stage(p, code).minWorkingDays = 5;
        }),
      ).toEqual([]);
      expect(
        codesOf((p) => {
          stage(p, code).minWorkingDays = 4;
        }),
      ).toEqual(['PUBLICITY_TOO_SHORT']);
      expect(codesOf((p) => void delete stage(p, code).minWorkingDays)).toContain('PUBLICITY_TOO_SHORT');
    },
  );

  test('Q28: the publicity inside the unit may be off, and then has no length', () => {
    expect(
      codesOf((p) => Object.assign(stage(p, 'UNIT_PUBLICITY'), { on: false, minWorkingDays: 0 })),
    ).toEqual([]);
  });

  test.each([
    [
      'L12 quorum',
      (p: Plan) => {
        p.committee.quorum = [1, 2];
      },
      'COMMITTEE_FLOOR',
    ],
    [
      'L13 pass',
      (p: Plan) => {
        p.committee.pass = [13, 20];
      },
      'COMMITTEE_FLOOR',
    ],
    [
      'L14 group',
      (p: Plan) => {
        p.committee.groupMin = 2;
      },
      'COMMITTEE_FLOOR',
    ],
    [
      'B1 even',
      (p: Plan) => {
        p.committee.min = 12;
      },
      'PLAN_COMMITTEE_EVEN',
    ],
    [
      'L2 filing over three years',
      (p: Plan) => {
        p.committee.validTo = '2023-01-02';
      },
      'COMMITTEE_FILING_PERIOD',
    ],
    [
      'L2 filing of another series',
      (p: Plan) => {
        p.committee.series = '卫生';
      },
      'COMMITTEE_SERIES',
    ],
    ['L2 filing without a specialty', (p: Plan) => void p.committee.specialties.pop(), 'COMMITTEE_SPECIALTY'],
    [
      'L2 filing ended',
      (p: Plan) => {
        p.committee.validTo = '2020-09-24';
      },
      'COMMITTEE_FILING_EXPIRED',
    ],
  ])('%s', (_, change, code) => expect(codesOf(change)).toEqual([code]));

  test('a stricter plan passes', () => {
    expect(
      codesOf((p) => Object.assign(p.committee, { quorum: [3, 4], pass: [3, 4], groupMin: 5, min: 13 })),
    ).toEqual([]);
  });

  test('V1: a publicity list cannot show anything else', () => {
    const raw = {
      ...hangzhouEngineer2020,
      publicity: { countStartDay: false, fields: ['name', 'idNumber'], unlistDays: 30 },
    };
    expect(lintPlan(raw)).toMatchObject([{ code: 'PLAN_SHAPE', field: '/publicity/fields/1' }]);
  });
});

describe('dates (G3)', () => {
  test.each([
    [
      'declaring closes before it opens',
      (p: Plan) => {
        p.windows.declare.close = '2020-08-23';
      },
    ],
    [
      'unit review ends before declaring',
      (p: Plan) => {
        p.windows.unitReview = { close: '2020-09-24' };
      },
    ],
    [
      'point review before unit review',
      (p: Plan) =>
        Object.assign(p.windows, {
          unitReview: { close: '2020-10-10' },
          pointReview: { close: '2020-10-09' },
        }),
    ],
    [
      'the form is due before declaring closes',
      (p: Plan) => {
        p.windows.form = { mode: 'FIXED', close: '2020-09-01' };
      },
    ],
  ])('%s', (_, change) => expect(codesOf(change)).toContain('PLAN_DEADLINE_ORDER'));

  test('every year that a window touches needs its calendar', () => {
    expect(lintPlan(hangzhouEngineer2020, { calendarYears: [2020] })).toEqual([]);
    expect(lintPlan(hangzhouEngineer2020, { calendarYears: [2019] })).toMatchObject([
      { code: 'PLAN_CALENDAR_GAP', found: 2020 },
    ]);
  });
});

describe('stages along the whitelist (G4)', () => {
  test.each([
    'UNIT_REVIEW',
    'POINT_REVIEW',
    'DISTRICT_REVIEW',
    'OFFICE_REVIEW',
    'PRE_PUBLICITY',
    'EXPERT_REVIEW',
    'RESULT_PUBLICITY',
    'JOINT_AUDIT',
    'DOCUMENT',
    'CERTIFICATE',
  ])('R1: %s can be neither off nor absent', (code) => {
    expect(
      codesOf((p) => {
        stage(p, code).on = false;
      }),
    ).toEqual(['PLAN_STAGE_OFF']);
    expect(codesOf((p) => void p.stages.splice(p.stages.indexOf(stage(p, code)), 1))).toContain(
      'PLAN_STAGE_MISSING',
    );
  });

  test.each([
    ['R1', 'UNIT_REVIEW', 'POINT_REVIEW'],
    ['R1', 'POINT_REVIEW', 'DISTRICT_REVIEW'],
    ['R60', 'PAYMENT', 'PAPER_FORM'],
    ['R64', 'PRE_PUBLICITY', 'EXPERT_REVIEW'],
    ['R65', 'EXPERT_REVIEW', 'RESULT_PUBLICITY'],
    ['R68', 'DOCUMENT', 'CERTIFICATE'],
  ])('%s: %s comes before %s', (_, first, second) => {
    const change = (p: Plan) => {
      const [a, b] = [p.stages.indexOf(stage(p, first)), p.stages.indexOf(stage(p, second))];
      [p.stages[a], p.stages[b]] = [p.stages[b]!, p.stages[a]!];
    };
    expect(codesOf(change)).toContain('PLAN_STAGE_ORDER');
  });

  test('R59: a fee needs the payment stage; without a fee it may be off', () => {
    expect(
      codesOf((p) => {
        stage(p, 'PAYMENT').on = false;
      }),
    ).toEqual(['PLAN_FEE_WITHOUT_PAYMENT']);
    expect(
      codesOf((p) => {
        stage(p, 'PAYMENT').on = false;
        p.fee.amountFen = 0;
      }),
    ).toEqual([]);
  });

  const off = (p: Plan, ...codes: Parameters<typeof stage>[1][]) => {
    for (const code of codes) stage(p, code).on = false;
  };

  test.each<[string, (p: Plan) => void, string[]]>([
    ['R60: no paper, and none to give back', (p) => off(p, 'PAPER_FORM', 'PAPER_RETURN'), []],
    ['R69: paper that nobody handed in does not go back', (p) => off(p, 'PAPER_FORM'), ['PLAN_STAGE_ALONE']],
    ['D39: a review without a vote', (p) => off(p, 'EXPERT_REVIEW'), ['PLAN_STAGE_OFF']],
    [
      'D39: a first grading without a vote',
      (p) => {
        p.kind = 'FIRST_GRADING';
        off(p, 'EXPERT_REVIEW', 'PRE_PUBLICITY');
      },
      [],
    ],
    [
      'R64: whoever is voted on was published before',
      (p) => {
        p.kind = 'FIRST_GRADING';
        off(p, 'PRE_PUBLICITY');
      },
      ['PLAN_STAGE_ALONE'],
    ],
    [
      'R67: the same authority twice',
      (p) => {
        const audit = stage(p, 'JOINT_AUDIT');
        audit.approvers = [...(audit.approvers ?? []), ...(audit.approvers?.slice(0, 1) ?? [])];
      },
      ['PLAN_CODE_TWICE'],
    ],
  ])('%s', (_, change, codes) => {
    expect(codesOf(change)).toEqual(codes);
  });

  test('R67: the joint audit names who approves', () => {
    expect(codesOf((p) => void delete stage(p, 'JOINT_AUDIT').approvers)).toEqual(['PLAN_JOINT_AUDIT']);
  });

  test('a stage listed twice', () => {
    expect(codesOf((p) => void p.stages.push({ code: 'INTERVIEW', on: false }))).toEqual([
      'PLAN_STAGE_TWICE',
    ]);
  });
});

describe('codes, references, marks and texts', () => {
  test.each<[string, (p: Plan) => unknown, string[]]>([
    [
      'R31: fewer options than must be ticked',
      (p) => {
        p.tracks[0]!.options = [];
      },
      ['PLAN_OPTIONS'],
    ],
    [
      'R36: the landmark track without options',
      (p) => {
        p.tracks[2]!.options = [];
      },
      ['PLAN_OPTIONS'],
    ],
    [
      'R34: a category that no track takes',
      (p) => {
        p.tracks[0]!.categories = p.tracks[0]!.categories.filter((c) => c !== 'DIRECT');
      },
      ['PLAN_CATEGORY_NEVER'],
    ],
    [
      'R32: a pass mark that the table cannot reach',
      (p) => {
        p.tracks[1]!.scoring!.pass.gte = 12_501;
      },
      ['PLAN_SCORE_UNREACHABLE'],
    ],
    [
      'R32: a table that does not exist',
      (p) => {
        p.tracks[1]!.scoring!.table = 'X';
      },
      ['PLAN_REFERENCE'],
    ],
    [
      'R33: a close specialty that does not exist',
      (p) => p.title.specialties[0]!.close.push('S77'),
      ['PLAN_REFERENCE'],
    ],
    [
      'R14: photo rules that contradict themselves',
      (p) => {
        p.photo.ratio.min = [81, 100];
      },
      ['PLAN_PHOTO'],
    ],
    [
      'R17: no whole number between the strict bounds',
      (p) => {
        p.photo.bytes = { gt: 100, lt: 101 };
      },
      ['PLAN_PHOTO'],
    ],
    ['R27: a division without a point', (p) => p.directory.points.pop(), ['PLAN_DIVISION_UNSERVED']],
    [
      'R27: a point that ends inside the window',
      (p) => {
        p.directory.points[0]!.validTo = '2020-09-01';
      },
      ['PLAN_DIVISION_UNSERVED'],
    ],
    [
      'R27: two points for one division',
      (p) => p.directory.points[0]!.divisions.push('330106'),
      ['PLAN_DIVISION_TWICE'],
    ],
    ['a code twice', (p) => p.categories.push(p.categories[0]!), ['PLAN_CODE_TWICE']],
    ['R71: a sample mark that points at nothing', (p) => p.sampleData.push('/fees'), ['PLAN_SAMPLE_POINTER']],
    [
      'R11: a name that is not the literal one',
      (p) => {
        p.names.zh = '2020年度杭州市建设工程专业技术人员工程师资格评审申报计划';
      },
      ['PLAN_NAME'],
    ],
    [
      'G5: English on the Chinese side',
      (p) => {
        p.tracks[0]!.names.zh = 'Normal';
      },
      ['PLAN_TEXT_LANGUAGE'],
    ],
  ])('%s', (_, change, expected) => {
    expect(codesOf((p) => void change(p))).toEqual(expected);
  });

  test('G1: fields that no rule reads are named with their place', () => {
    const raw = structuredClone(hangzhouEngineer2020) as unknown as Record<string, Record<string, unknown>>;
    raw.photo!.dpi = 300;
    Object.assign((raw.tracks as unknown as object[])[1]!, { bonus: 1 });
    expect(lintPlan(raw)).toMatchObject([
      { code: 'PLAN_UNKNOWN_FIELD', field: '/photo/dpi' },
      { code: 'PLAN_UNKNOWN_FIELD', field: '/tracks/1/bonus' },
    ]);
  });

  test('a document that is no plan is told so, not thrown', () => {
    for (const raw of [null, 7, 'x', [], {}])
      expect(lintPlan(raw).every((f) => f.code === 'PLAN_SHAPE')).toBe(true);
  });
});
