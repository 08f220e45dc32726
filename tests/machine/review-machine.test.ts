import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actor, applicant, hash, resubmit, submit, upheldMark } from '../fixtures/applications.ts';

import { walks } from './walks.ts';
import { World } from './world.ts';

/** Every road through the review machine, in virtual time: the application and the machine agree at each turn. */

let world: World;

beforeEach(() => {
  world = new World();
});
afterEach(() => world.machine.close());

const {
  unit,
  paid,
  back,
  toUnitReview,
  toUnitPublicity,
  toDistrict,
  toPayment,
  toOffice,
  toPrePublicity,
  toVoting,
  toJointAudit,
  audit,
} = walks(() => world);

describe('the review machine walks every road', () => {
  it('R1 R58–R70: the main road, from submit to archive', async () => {
    await toJointAudit();
    await world.act(audit('CONSTR_COMMISSION'));
    await world.act(audit('MUNI_HRSS'));
    await world.act({
      name: 'ISSUE_DOCUMENT',
      actor: actor('MUNI_HRSS'),
      documentNo: '1',
      publishedAt: world.now,
    });
    expect(world.app.stage).toBe('CERTIFIED');
    world.paper('HANDED_OVER');
    await world.act({ name: 'ARCHIVE', actor: applicant });
    const audits = ['Audit'];
    expect(world.path().filter((s) => !audits.includes(s))).toEqual([
      'UnitReview',
      'UnitPublicity',
      'CloseUnitPublicity',
      'PointReview',
      'DistrictReview',
      'Payment',
      'RenderReviewForm',
      'PaperDelivery',
      'PaperTransit',
      'OfficeReview',
      'PrePublicity',
      'ClosePrePublicity',
      'SessionAssignment',
      'GroupReview',
      'Voting',
      'ResultPreparation',
      'ResultPublicity',
      'CloseResultPublicity',
      'ResultReport',
      'JointAudit',
      'SettleJointAudit',
      'DocumentPublication',
      'IssueCertificate',
      'PaperReturn',
      'Finished',
    ]);
    expect(world.path()).toEqual(expect.arrayContaining(audits));
  });

  it('decisions that come before the machine has opened their task are not lost', async () => {
    world.apply(submit());
    world.apply({ ...unit });
    world.apply({ name: 'WITHDRAW', actor: applicant });
    await world.settle();
    await world.until('2021-06-01T00:00:00.000Z');
    expect(world.status('app-1-1')).toBe('SUCCEEDED');
    expect(world.path().at(-1)).toBe('Finished');
  });

  it.each([
    ['UNIT_HR', 'UnitReview', toUnitReview],
    [
      'POINT_CLERK',
      'PointReview',
      async () => {
        await toUnitPublicity();
        await world.until(world.app.window?.closeAt);
      },
    ],
    ['DISTRICT_OFFICER', 'DistrictReview', toDistrict],
    ['OFFICE_CLERK', 'RenderReviewForm', toOffice],
  ] as const)(
    'L11 C8: returned by %s; the next revision’s execution begins at %s',
    async (role, entry, go) => {
      await go();
      await world.act(back(role));
      expect(world.path().at(-1)).toBe('Correction');
      await world.act(resubmit());
      expect(world.names()).toEqual(['app-1-1', 'app-1-2']);
      expect(world.status('app-1-1')).toBe('SUCCEEDED');
      expect(world.path('app-1-1').at(-1)).toBe('Superseded');
      expect(world.path('app-1-2')[0]).toBe(entry);
    },
  );

  it('T15: not corrected in time, the machine lapses it at the deadline', async () => {
    await world.act(submit());
    await world.act(back('UNIT_HR'));
    const dueAt = world.app.returned?.dueAt ?? '';
    await world.until(new Date(Date.parse(dueAt) - 1000).toISOString());
    expect(world.app.stage).toBe('RETURNED');
    await world.until(dueAt);
    expect(world.app).toMatchObject({ stage: 'LAPSED', ended: { deadline: 'CORRECTION' } });
    expect(world.status('app-1-1')).toBe('SUCCEEDED');
  });

  it('T17 §7.4: not paid in time it lapses; begun in time it has 30 minutes more', async () => {
    await toPayment();
    const closeAt = world.app.payment.closeAt ?? '';
    world.app = { ...world.app, payment: { ...world.app.payment, startedAt: world.now } };
    await world.until(new Date(Date.parse(closeAt) + 29 * 60_000).toISOString());
    expect(world.app.stage).toBe('PAYMENT_DUE');
    await world.until(new Date(Date.parse(closeAt) + 31 * 60_000).toISOString());
    expect(world.app).toMatchObject({ stage: 'LAPSED', ended: { deadline: 'PAYMENT' } });
  });

  it('T19: paper that does not come lapses the application', async () => {
    await toPayment();
    await world.act(paid(world));
    await world.until(new Date(Date.parse(world.app.dueAt ?? '') + 1000).toISOString());
    expect(world.app).toMatchObject({ stage: 'LAPSED', ended: { deadline: 'FORM' } });
  });

  it('C7: a desk that does nothing for a year approves nothing; it is reminded', async () => {
    await world.act(submit());
    await world.until(new Date(Date.parse(world.now) + 300 * 24 * 3600_000).toISOString());
    expect(world.app.stage).toBe('UNIT_REVIEW');
    expect(world.app.approvals).toEqual([]);
    expect(world.path().filter((s) => s === 'Overdue').length).toBeGreaterThan(3);
    await world.act(unit);
    expect(world.app.stage).toBe('UNIT_PUBLICITY');
    expect(world.path().at(-1)).toBe('UnitPublicity');
  });

  it.each([
    ['UNIT_PUBLICITY', toUnitPublicity, 'POINT_REVIEW'],
    ['PRE_PUBLICITY', toPrePublicity, 'READY'],
  ] as const)('R63 L9: %s ends by the Wait at its close, not earlier', async (stage, go, next) => {
    await go();
    const closeAt = world.app.window?.closeAt ?? '';
    await world.until(new Date(Date.parse(closeAt) - 1000).toISOString());
    expect(world.app.stage).toBe(stage);
    await world.until(closeAt);
    expect(world.app.stage).toBe(next);
  });

  it('R64 T23 T24: an objection during the window takes effect when the Wait ends; cleared later it goes on', async () => {
    await toPrePublicity();
    await world.act({
      name: 'OBJECT',
      actor: { id: 'x', role: 'PUBLIC' },
      reason: '不实',
      objectionId: 'o1',
    });
    expect(world.path().at(-1)).toBe('PrePublicity');
    await world.until(world.app.window?.closeAt);
    expect(world.path().at(-1)).toBe('PreObjection');
    await world.act({
      name: 'CLEAR_OBJECTION',
      actor: actor('OFFICE_CLERK'),
      objectionId: 'o1',
      finding: '不属实',
      entryCorrected: false,
    });
    expect(world.path().at(-1)).toBe('SessionAssignment');
  });

  it('T24: cleared with a corrected entry, the window is waited for anew', async () => {
    await toPrePublicity();
    await world.act({
      name: 'OBJECT',
      actor: { id: 'x', role: 'PUBLIC' },
      reason: '不实',
      objectionId: 'o1',
    });
    await world.until(world.app.window?.closeAt);
    await world.act({
      name: 'CLEAR_OBJECTION',
      actor: actor('OFFICE_CLERK'),
      objectionId: 'o1',
      finding: '更正',
      entryCorrected: true,
    });
    expect(world.path().at(-1)).toBe('PrePublicity');
    await world.until(world.app.window?.closeAt);
    expect(world.app.stage).toBe('READY');
  });

  it('T25: an upheld objection ends the execution', async () => {
    await toPrePublicity();
    await world.act({
      name: 'OBJECT',
      actor: { id: 'x', role: 'PUBLIC' },
      reason: '不实',
      objectionId: 'o1',
    });
    await world.act({
      name: 'PROPOSE_UPHOLD',
      actor: actor('OFFICE_CLERK'),
      objectionId: 'o1',
      finding: '属实',
    });
    await world.act({
      name: 'UPHOLD_OBJECTION',
      actor: actor('OFFICE_HEAD'),
      reason: '属实',
      objectionId: 'o1',
      heard: true,
      proposal: upheldMark(world.app, 'o1'),
    });
    await world.until('2021-03-01T00:00:00.000Z');
    expect(world.status('app-1-1')).toBe('SUCCEEDED');
  });

  it('T31: an aborted session goes back to be assigned again', async () => {
    await toVoting();
    await world.act({ name: 'ABORT_SESSION', actor: actor('OFFICE_CLERK'), reason: '不足法定人数' });
    expect(world.path().at(-1)).toBe('SessionAssignment');
  });

  it('T30 T45: not passed ends; a procedural fault starts the next revision at READY', async () => {
    await toVoting();
    await world.act({
      name: 'COUNT',
      actor: actor('OFFICE_CLERK'),
      passed: false,
      date: '2020-12-01',
      sheetHash: hash(2),
    });
    expect(world.status('app-1-1')).toBe('SUCCEEDED');
    await world.act({ name: 'REQUEST_REEXAMINATION', actor: applicant, reason: '程序' });
    await world.act({
      name: 'ANSWER_REEXAMINATION',
      actor: actor('OFFICE_HEAD'),
      reason: '程序有误',
      answer: '重新评审',
      proceduralFault: true,
    });
    expect(world.path('app-1-2')).toEqual(['SessionAssignment']);
  });

  it.each([
    'UnitReview',
    'PointReview',
    'DistrictReview',
    'Payment',
    'PaperDelivery',
    'OfficeReview',
  ] as const)('C11 T41: withdrawn at %s, the execution ends', async (state) => {
    const goes: Record<string, () => Promise<unknown>> = {
      UnitReview: () => world.act(submit()),
      PointReview: async () => {
        await toUnitPublicity();
        await world.until(world.app.window?.closeAt);
      },
      DistrictReview: toDistrict,
      Payment: toPayment,
      PaperDelivery: async () => {
        await toPayment();
        await world.act(paid(world));
      },
      OfficeReview: toOffice,
    };
    await goes[state]?.();
    expect(world.path().at(-1)).toBe(state);
    await world.act({ name: 'WITHDRAW', actor: applicant });
    expect(world.status('app-1-1')).toBe('SUCCEEDED');
  });

  it('a step that keeps failing is recorded, cooled down and taken up again where the application stands', async () => {
    await toUnitPublicity();
    world.failures.set('ADVANCE', 7);
    await world.until(new Date(Date.parse(world.app.window?.closeAt ?? '') + 3 * 3600_000).toISOString());
    expect(world.path()).toContain('StepFailed');
    expect(world.path()).toContain('CoolDown');
    expect(world.app.stage).toBe('POINT_REVIEW');
    expect(world.path().at(-1)).toBe('PointReview');
  });
});
