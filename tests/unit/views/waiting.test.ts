import { describe, expect, it } from 'vitest';
import type { Application } from '../../../shared/contracts/application.ts';
import { type Step, stepCodes, steps } from '../../../shared/contracts/stages.ts';
import { newApplication } from '../../../shared/rules/application/begin.ts';
import { declareWindow } from '../../../shared/rules/plan/plan.ts';
import { waitingOf } from '../../../shared/views/waiting.ts';
import { nationalCalendars } from '../../fixtures/plans.ts';
import { plan } from '../rules/declaration/fixture.ts';

const calendar = nationalCalendars.at(-1)!;
const calendars = [{ calendar, from: '2000-01-01T00:00:00.000Z' }];
const now = '2020-09-01T02:00:00.000Z';
const { application } = newApplication(
  { applicationId: 'a', applicantId: 'p', applicantName: '赵某', unit: { uscc: 'U', name: '示例公司' } },
  { plan, now },
);
const at = (step: Step, changes: Partial<Application> = {}): Application => ({
  ...application,
  stage: steps[step] ?? 'ARCHIVED',
  turn: 2,
  turns: [{ turn: 2, stage: steps[step] ?? 'ARCHIVED', step, enteredAt: now, via: 'T', revision: 1 }],
  route: { pointId: 'P330106', division: '330106', paper: { kind: 'POINT', id: 'P330106' } },
  dueAt: undefined,
  ...changes,
});
const waiting = (step: Step, changes: Partial<Application> = {}, instant = now) =>
  waitingOf(at(step, changes), { plan, calendar, calendars, now: instant });

describe('I5: whose turn, until when, what then', () => {
  it.each(stepCodes.filter((s) => s !== 'END'))(
    '%s has an owner, a name and a next, in both languages',
    (step) => {
      const { role, name, next } = waiting(step);
      expect(role).not.toBeNull();
      for (const text of [name, next]) {
        expect(text?.zh).toMatch(/\p{Script=Han}/u);
        expect(text?.en).not.toBe('');
      }
    },
  );

  it('D28: a draft of a past season is due when the plan closes now', () => {
    const { dueAt } = waiting('DRAFTING', { dueAt: '2019-09-25T16:00:00.000Z' });
    expect(dueAt).toBe(declareWindow(plan).closeAt);
  });

  it('an end waits for nobody and has no deadline', () => {
    expect(waiting('END', { dueAt: '2020-10-01T16:00:00.000Z' })).toEqual({
      role: null,
      name: { zh: '已归档', en: 'Archived' },
    });
  });

  it('names the very desk', () => {
    expect(waiting('UNIT_REVIEW').name.zh).toBe('示例公司');
    expect(waiting('POINT_REVIEW').name.zh).toContain('西湖');
    expect(waiting('DISTRICT_REVIEW').name.zh).toBe('西湖区人力社保部门');
  });

  it('R61: paper waits for whoever has it', () => {
    const paper = (status: Application['paper']['status']) => ({ paper: { ...application.paper, status } });
    expect(waiting('PAPER_DELIVERY', paper('EXPORTABLE')).role).toBe('APPLICANT');
    expect(waiting('PAPER_DELIVERY', paper('EXPORTED')).role).toBe('UNIT_HR');
    expect(waiting('PAPER_DELIVERY', paper('UNIT_SEALED')).role).toBe('APPLICANT');
    expect(waiting('PAPER_TRANSIT', paper('RECEIVED_MUNI')).role).toBe('MUNI_UNIT_OFFICER');
    expect(waiting('PAPER_TRANSIT', paper('MUNI_SEALED')).role).toBe('OFFICE_CLERK');
    expect(waiting('PAPER_RETURN', paper('AT_OFFICE')).role).toBe('OFFICE_CLERK');
    expect(waiting('PAPER_RETURN', paper('RETURNING')).role).toBe('POINT_CLERK');
    expect(waiting('PAPER_RETURN', paper('HANDED_OVER')).role).toBe('APPLICANT');
  });

  it('R67: of two audits the one that is still open', () => {
    const done = { MUNI_HRSS: { actor: { id: 'x', role: 'MUNI_HRSS' as const }, at: now } };
    expect(waiting('JOINT_AUDIT').name.zh).toBe('市人力社保局、市建委');
    expect(waiting('JOINT_AUDIT', { jointAudit: done })).toMatchObject({
      role: 'CONSTR_COMMISSION',
      name: { zh: '市建委' },
    });
  });

  // 24:00 of Wednesday 30 September 2020; Sunday 27 September works, 1–8 October are free.
  const dueAt = '2020-09-30T16:00:00.000Z';
  // 24:00 of Sunday 13 September 2020, a fixed last day that is a day off.
  const sunday = '2020-09-13T16:00:00.000Z';
  it.each([
    ['Friday 25 September', dueAt, '2020-09-25T02:00:00.000Z', 'AHEAD', 5, 4],
    ['Saturday 26 September', dueAt, '2020-09-26T02:00:00.000Z', 'AHEAD', 4, 4],
    ['Tuesday 29 September', dueAt, '2020-09-29T02:00:00.000Z', 'AHEAD', 1, 1],
    ['the last day, a second before its end', dueAt, '2020-09-30T15:59:59.000Z', 'LAST_DAY', 0, 0],
    ['the very end', dueAt, '2020-09-30T16:00:00.000Z', 'PASSED', 1, 0],
    ['ten minutes after it', dueAt, '2020-09-30T16:10:00.000Z', 'PASSED', 1, 0],
    ['the first working day after it', dueAt, '2020-10-09T02:00:00.000Z', 'PASSED', 9, 1],
    ['Friday before a last day off', sunday, '2020-09-11T02:00:00.000Z', 'AHEAD', 2, 0],
    ['Saturday before a last day off', sunday, '2020-09-12T02:00:00.000Z', 'AHEAD', 1, 0],
    ['the last day, off', sunday, '2020-09-13T02:00:00.000Z', 'LAST_DAY', 0, 0],
    ['Monday after it', sunday, '2020-09-14T02:00:00.000Z', 'PASSED', 1, 1],
    [
      'an hour of the day, before it',
      '2020-09-14T07:00:00.000Z',
      '2020-09-14T02:00:00.000Z',
      'LAST_DAY',
      0,
      0,
    ],
    ['an hour of the day, after it', '2020-09-14T07:00:00.000Z', '2020-09-14T08:00:00.000Z', 'PASSED', 0, 0],
  ])('L26: where a deadline stands on %s', (_name, due, instant, state, days, workingDays) => {
    const left = { state, days, workingDays };
    expect(waiting('PAYMENT', { dueAt: due }, instant)).toMatchObject({ dueAt: due, left });
  });

  it('a publicity whose days are over is not late', () => {
    const after = waiting('PRE_PUBLICITY', { dueAt }, '2020-09-30T16:00:00.000Z');
    expect(after.left?.state).toBe('OVER');
  });
});
