import { expect, test } from 'vitest';
import {
  approvalActs,
  approvalOf,
  deskOf,
  desks,
  rolesOf,
  rowOf,
  stepRows,
  stepsWhere,
} from '../../../../shared/contracts/desks.ts';
import { planStages } from '../../../../shared/contracts/plan.ts';
import { type Role, roleNames } from '../../../../shared/contracts/roles.ts';
import { stageFacts, stepCodes, steps } from '../../../../shared/contracts/stages.ts';
import { transitions } from '../../../../shared/rules/application/transitions.ts';
import { queuesOf } from '../../../../shared/rules/desk/queues.ts';

/** What the rows of the desk table say, written out: a row that is changed changes here too, knowingly. */

const roles = Object.keys(roleNames) as Role[];
const office = [
  'OFFICE_REVIEW',
  'PAPER_TRANSIT',
  'OFFICE_AUDITED',
  'PRE_PUBLICITY',
  'PRE_OBJECTION',
  'GROUP_CHECK',
  'INTERVIEW',
  'SESSION_ASSIGNMENT',
  'GROUP_REVIEW',
  'VOTING',
  'RESULT_PREPARATION',
  'RESULT_PUBLICITY',
  'RESULT_OBJECTION',
  'RESULT_REPORT',
  'PAPER_RETURN',
  'UNPRINTED',
];
const authority = ['JOINT_AUDIT', 'DOCUMENT'];
const reviews = ['UNIT_REVIEW', 'POINT_REVIEW', 'INDUSTRY_REVIEW', 'DISTRICT_REVIEW', 'OFFICE_REVIEW'];

test('every role works at one desk at most, every step has a row, in the order of the steps', () => {
  const all = Object.values(desks).flatMap((desk): readonly Role[] => desk.roles);
  expect(new Set(all).size).toBe(all.length);
  expect(roles.filter((role) => !deskOf(role))).toEqual(['APPLICANT', 'PUBLIC', 'SYSTEM']);
  expect(Object.keys(stepRows)).toEqual(stepCodes);
});

test.each<[Role, string[]]>([
  ['POINT_CLERK', ['POINT_REVIEW', 'PAPER_DELIVERY', 'PAPER_TRANSIT', 'PAPER_RETURN', 'UNPRINTED']],
  ['INDUSTRY_OFFICER', ['INDUSTRY_REVIEW']],
  ['DISTRICT_OFFICER', ['DISTRICT_REVIEW']],
  ['MUNI_UNIT_OFFICER', ['PAPER_DELIVERY', 'PAPER_TRANSIT', 'PAPER_RETURN']],
  ['OFFICE_CLERK', office],
  ['OFFICE_HEAD', office],
  ['MUNI_HRSS', authority],
  ['AUTHORITY', authority],
  ['SUPERVISOR', []],
  ['UNIT_HR', []],
  ['EXPERT', []],
  ['PLATFORM_OPS', []],
  ['SECURITY_ADMIN', []],
  ['APPLICANT', []],
])('the queues of %s, its own first', (role, queues) => {
  expect(queuesOf(role)).toEqual(queues);
});

test('C7, R59: what sets a due time, who is reminded, what lapses', () => {
  const due = (kind: string) => stepsWhere((row) => row.due === kind);
  expect(due('LIMIT')).toEqual([...reviews, 'INTERVIEW']);
  expect(due('WINDOW')).toEqual(['UNIT_PUBLICITY', 'PRE_PUBLICITY', 'RESULT_PUBLICITY']);
  expect([due('RETURN'), due('PAYMENT'), due('FORM')]).toEqual([
    ['CORRECTION'],
    ['PAYMENT'],
    ['PAPER_DELIVERY'],
  ]);
  expect(stepsWhere((row) => row.remind === 'DESK')).toEqual([...reviews, 'INTERVIEW']);
  expect(stepsWhere((row) => row.remind === 'PAYMENT')).toEqual(['PAYMENT']);
  // A review's limit is that of the plan's stage of the same name.
  for (const step of reviews) expect(rowOf(step as 'UNIT_REVIEW').plan).toBe(step);
  const lapsing = transitions.filter((t) => t.act === 'LAPSE').flatMap((t) => t.from);
  expect(
    stepsWhere((row) => row.lapses)
      .map((s) => steps[s])
      .sort(),
  ).toEqual([...lapsing].sort());
});

test('G4: stages of a plan in the order of the road, and what may be switched off', () => {
  const order = stepsWhere((row) => row.plan).map((step) => rowOf(step).plan);
  expect(order).toEqual([
    'UNIT_REVIEW',
    'UNIT_PUBLICITY',
    'POINT_REVIEW',
    'INDUSTRY_REVIEW',
    'DISTRICT_REVIEW',
    'PAYMENT',
    'PAPER_FORM',
    'OFFICE_REVIEW',
    'PRE_PUBLICITY',
    'INTERVIEW',
    'EXPERT_REVIEW',
    'RESULT_PUBLICITY',
    'JOINT_AUDIT',
    'DOCUMENT',
    'CERTIFICATE',
  ]);
  expect(planStages.filter((code) => !order.includes(code))).toEqual(['PAPER_RETURN']);
  expect(stepsWhere((row) => row.optional).map((step) => rowOf(step).plan)).toEqual([
    'UNIT_PUBLICITY',
    'INDUSTRY_REVIEW',
    'PAYMENT',
    'PAPER_FORM',
    'INTERVIEW',
  ]);
});

test('T5 T8 T11 T21a T13: what a desk approves by, and where it returns', () => {
  expect(approvalActs()).toEqual([
    'UNIT_APPROVE',
    'POINT_ACCEPT',
    'INDUSTRY_AGREE',
    'DISTRICT_APPROVE',
    'OFFICE_AUDIT',
    'RECORD_GROUP_CHECK',
    'RECORD_INTERVIEW',
  ]);
  expect(approvalOf('OFFICE_CLERK', 'INTERVIEW')).toBe('RECORD_INTERVIEW');
  expect(roles.flatMap((role) => (approvalOf(role) ? [[role, approvalOf(role)]] : []))).toEqual([
    ['UNIT_HR', 'UNIT_APPROVE'],
    ['POINT_CLERK', 'POINT_ACCEPT'],
    ['INDUSTRY_OFFICER', 'INDUSTRY_AGREE'],
    ['DISTRICT_OFFICER', 'DISTRICT_APPROVE'],
    ['OFFICE_CLERK', 'OFFICE_AUDIT'],
    ['OFFICE_HEAD', 'OFFICE_AUDIT'],
  ]);
  expect(transitions.filter((t) => t.id === 'T13').map((t) => [t.from, t.roles])).toEqual([
    [['UNIT_REVIEW'], ['UNIT_HR']],
    [['POINT_REVIEW'], ['POINT_CLERK']],
    [['INDUSTRY_REVIEW'], ['INDUSTRY_OFFICER']],
    [['DISTRICT_REVIEW'], ['DISTRICT_OFFICER']],
    [['OFFICE_REVIEW'], ['OFFICE_CLERK', 'OFFICE_HEAD']],
  ]);
});

test('D27: from which step on each desk reads files, and the roles of several desks in their order', () => {
  const from = Object.values(desks).flatMap((desk) => ('reads' in desk ? [[desk.roles[0], desk.reads]] : []));
  expect(from).toEqual([
    ['UNIT_HR', 'UNIT_REVIEW'],
    ['POINT_CLERK', 'POINT_REVIEW'],
    ['INDUSTRY_OFFICER', 'INDUSTRY_REVIEW'],
    ['DISTRICT_OFFICER', 'DISTRICT_REVIEW'],
    ['MUNI_UNIT_OFFICER', 'PAPER_DELIVERY'],
    ['OFFICE_CLERK', 'OFFICE_REVIEW'],
    ['EXPERT', 'SESSION'],
    ['MUNI_HRSS', 'JOINT_AUDIT'],
  ]);
  expect(rolesOf('POINT', 'DISTRICT', 'MUNI', 'OFFICE', 'AUTHORITIES', 'SUPERVISOR')).toEqual([
    'POINT_CLERK',
    'DISTRICT_OFFICER',
    'MUNI_UNIT_OFFICER',
    'OFFICE_CLERK',
    'OFFICE_HEAD',
    'MUNI_HRSS',
    'AUTHORITY',
    'SUPERVISOR',
  ]);
});

test('I5: the desk of a step is that of the role which owns its stage', () => {
  for (const step of stepCodes) {
    const stage = steps[step];
    const { desk } = rowOf(step);
    if (stage === null || desk === 'PAPER' || desk === 'APPLICANT' || desk === 'SYSTEM') continue;
    expect(desks[desk].roles, step).toContain(stageFacts(stage).owner);
  }
});
