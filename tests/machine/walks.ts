import type { Act } from '../../shared/contracts/acts.ts';
import { actor, auditor, hash, submit, system } from '../fixtures/applications.ts';
import type { World } from './world.ts';

/** Ways through the machine as far as a test wants, and the acts on them. `current` is the world of the running test. */
export function walks(current: () => World) {
  const unit: Act = { name: 'UNIT_APPROVE', actor: actor('UNIT_HR'), opinion: '同意' };
  const point: Act = { name: 'POINT_ACCEPT', actor: actor('POINT_CLERK') };
  const district: Act = { name: 'DISTRICT_APPROVE', actor: actor('DISTRICT_OFFICER') };
  const paid = (w: World): Act => ({
    name: 'CONFIRM_PAYMENT',
    actor: system,
    paidAt: w.now,
    transactionId: 't',
    amountFen: w.app.payment.amountFen,
  });
  const back = (role: 'UNIT_HR' | 'POINT_CLERK' | 'DISTRICT_OFFICER' | 'OFFICE_CLERK'): Act => ({
    name: 'RETURN',
    actor: actor(role),
    reason: '补正',
    items: [{ path: '/photo', remark: '请更换' }],
  });

  async function toUnitReview(): Promise<void> {
    await current().act(submit());
  }
  async function toUnitPublicity(): Promise<void> {
    await toUnitReview();
    await current().act(unit);
  }
  async function toDistrict(): Promise<void> {
    await toUnitPublicity();
    await current().until(current().app.window?.closeAt);
    await current().act(point);
  }
  async function toPayment(): Promise<void> {
    await toDistrict();
    await current().act(district);
  }
  async function toOffice(): Promise<void> {
    await toPayment();
    await current().act(paid(current()));
    current().paper('RECEIVED_POINT');
    await current().act({ name: 'RECEIVE_PAPER', actor: actor('POINT_CLERK') });
    current().paper('AT_OFFICE');
    await current().act({ name: 'OFFICE_RECEIVE_PAPER', actor: actor('OFFICE_CLERK') });
  }
  async function toPrePublicity(): Promise<void> {
    await toOffice();
    await current().act({ name: 'OFFICE_AUDIT', actor: actor('OFFICE_CLERK') });
    await current().act({ name: 'PUBLISH', actor: actor('OFFICE_HEAD'), publicityId: 'p1' });
  }
  async function toVoting(): Promise<void> {
    await toPrePublicity();
    await current().until(current().app.window?.closeAt);
    await current().act({
      name: 'ASSIGN_SESSION',
      actor: actor('OFFICE_CLERK'),
      sessionId: 's',
      groupId: 'g',
      eligibleExperts: 3,
    });
    await current().act({ name: 'OPEN_VOTING', actor: actor('OFFICE_CLERK'), opinions: 3 });
  }
  async function toJointAudit(): Promise<void> {
    await toVoting();
    await current().act({
      name: 'COUNT',
      actor: actor('OFFICE_CLERK'),
      passed: true,
      date: '2020-12-01',
      sheetHash: hash(2),
    });
    await current().act({ name: 'PUBLISH_RESULT', actor: actor('OFFICE_CLERK'), publicityId: 'p2' });
    await current().until(current().app.window?.closeAt);
    await current().act({ name: 'REPORT', actor: actor('OFFICE_CLERK'), reportId: 'r' });
  }
  const audit = (lane: string): Act => ({
    name: 'AUTHORITY_APPROVE',
    actor: auditor(lane),
    lane,
  });

  const document = (documentNo: string): Act => ({
    name: 'ISSUE_DOCUMENT',
    actor: actor('MUNI_HRSS'),
    documentNo,
    publishedAt: current().now,
  });

  return {
    unit,
    point,
    district,
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
    document,
  };
}
