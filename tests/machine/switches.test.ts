import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Plan, PlanStage } from '../../shared/contracts/plan.ts';
import { actor, hash, resubmit } from '../fixtures/applications.ts';
import { walks } from './walks.ts';
import { World } from './world.ts';

/** A plan's stages switched off, each a road of its own through the real machine (G4, D39). */

let world: World;

beforeEach(() => {
  world = new World();
});
afterEach(() => world.machine.close());

const { toDistrict, toPayment, toVoting, toOffice, toPrePublicity, audit, district, document, paid, back } =
  walks(() => world);

const without = (...codes: PlanStage[]): Plan => ({
  ...world.plan,
  stages: world.plan.stages.map((s) => (codes.includes(s.code) ? { ...s, on: false } : s)),
});
const office = actor('OFFICE_CLERK');

/** From the committee's count, or the office's audit, to the certificate. */
async function toCertificate(): Promise<void> {
  await world.act({ name: 'PUBLISH_RESULT', actor: actor('OFFICE_HEAD'), publicityId: 'p2' });
  await world.until(world.app.window?.closeAt);
  await world.act({ name: 'REPORT', actor: office, reportId: 'r' });
  await world.act(audit('MUNI_HRSS'), audit('CONSTR_COMMISSION'));
  await world.act(document('1'));
}

it('R60 Q15: without paper and without a fee the district’s approval leads to the office at once', async () => {
  world.plan = without('PAPER_FORM', 'PAPER_RETURN', 'PAYMENT');
  await toDistrict();
  await world.act(district);
  expect(world.app).toMatchObject({ stage: 'OFFICE_REVIEW', paper: { status: 'NOT_AVAILABLE' } });
  expect(world.path().at(-1)).toBe('OfficeReview');
  await world.act({ name: 'OFFICE_AUDIT', actor: office });
  expect(world.app.officeAudit?.actor).toEqual(office);
});

it('R60: without paper the payment leads to the office; returned from there, it comes back there', async () => {
  world.plan = without('PAPER_FORM', 'PAPER_RETURN');
  await toPayment();
  await world.act(paid(world));
  expect(world.path().at(-1)).toBe('OfficeReview');
  await world.act(back('OFFICE_CLERK'));
  expect(world.path().at(-1)).toBe('Correction');
  await world.act(resubmit());
  expect(world.path('app-1-2')).toEqual(['OfficeReview']);
  expect(world.app.paper.status).toBe('NOT_AVAILABLE');
});

it('C19: with an interview on, its record leads from the publicity to the committee', async () => {
  world.plan = {
    ...world.plan,
    stages: world.plan.stages.map((s) => (s.code === 'INTERVIEW' ? { ...s, on: true } : s)),
  };
  await toPrePublicity();
  await world.until(world.app.window?.closeAt);
  expect(world.path().at(-1)).toBe('Interview');
  expect(() => world.apply({ name: 'RECORD_INTERVIEW', actor: office, opinion: ' ' })).toThrow(
    expect.objectContaining({ code: 'INVALID' }),
  );
  await world.act({ name: 'RECORD_INTERVIEW', actor: office, opinion: '12月1日到场，回答清楚' });
  expect(world.path().at(-1)).toBe('SessionAssignment');
  expect(world.app.approvals.at(-1)).toMatchObject({ stage: 'INTERVIEW', opinion: '12月1日到场，回答清楚' });
});

it('R69: where no paper goes back, the certificate is the end of the road', async () => {
  world.plan = without('PAPER_RETURN');
  await toVoting();
  const sheet = { passed: true, date: '2020-12-01', sheetHash: hash(2) };
  await world.act({ name: 'COUNT', actor: office, ...sheet });
  await toCertificate();
  expect(world.app).toMatchObject({ stage: 'ARCHIVED', certificate: { certificateNo: 'C-1' } });
  expect(world.path().at(-1)).toBe('Finished');
  expect(world.status('app-1-1')).toBe('SUCCEEDED');
});

it.each([
  [['EXPERT_REVIEW'], ['PrePublicity', 'ClosePrePublicity', 'ResultPreparation']],
  [['EXPERT_REVIEW', 'PRE_PUBLICITY'], ['ResultPreparation']],
] as const)(
  'D39 C4: a first grading without %j: audited by one person, published by another',
  async (off, way) => {
    world.plan = { ...without(...off, 'PAPER_RETURN'), kind: 'FIRST_GRADING' };
    await toOffice();
    await world.act({ name: 'OFFICE_AUDIT', actor: office });
    if (way.length > 1) {
      await world.act({ name: 'PUBLISH', actor: actor('OFFICE_HEAD'), publicityId: 'p1' });
      await world.until(world.app.window?.closeAt);
    }
    expect(world.path().slice(-way.length)).toEqual(way);
    expect(world.app.stage).toBe('PASSED_PENDING');
    expect(() => world.apply({ name: 'PUBLISH_RESULT', actor: office, publicityId: 'p2' })).toThrow(
      expect.objectContaining({ code: 'SEPARATION_OF_DUTIES' }),
    );
    await toCertificate();
    expect(world.app.stage).toBe('ARCHIVED');
  },
);
