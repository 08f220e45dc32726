import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actor } from '../fixtures/applications.ts';
import { walks } from './walks.ts';
import { World } from './world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});
afterEach(() => world.machine.close());

const { toJointAudit, audit, document } = walks(() => world);

describe('the joint audit in the review machine', () => {
  it.each([['MUNI_HRSS'], ['CONSTR_COMMISSION']] as const)(
    'T38 R67: sent back by %s while the other waits: both lanes close, then both audit again',
    async (lane) => {
      await toJointAudit();
      const other = lane === 'MUNI_HRSS' ? 'CONSTR_COMMISSION' : 'MUNI_HRSS';
      await world.act(audit(other));
      await world.act({ name: 'SEND_BACK', actor: actor(lane), lane, reason: '核实' });
      expect(world.path().at(-1)).toBe('ResultObjection');
      const objectionId = world.app.objections.at(-1)?.objectionId ?? '';
      await world.act({
        name: 'CLEAR_OBJECTION',
        actor: actor('OFFICE_CLERK'),
        objectionId,
        finding: '属实',
        entryCorrected: false,
      });
      expect(world.path().at(-1)).toMatch(/Audit$/);
      await world.act(audit(lane));
      await world.act(audit(other));
      expect(world.path().at(-1)).toBe('DocumentPublication');
      await world.act(document('2'));
      expect(world.app).toMatchObject({ stage: 'CERTIFIED', document: { documentNo: '2' } });
    },
  );

  it('D25: after both have passed it, one may still send it back; corrected, it is published and reported anew', async () => {
    await toJointAudit();
    await world.act(audit('MUNI_HRSS'), audit('CONSTR_COMMISSION'));
    expect(world.path().at(-1)).toBe('DocumentPublication');
    await world.act({ name: 'SEND_BACK', actor: actor('MUNI_HRSS'), lane: 'MUNI_HRSS', reason: '核实' });
    expect(world.path().at(-1)).toBe('ResultObjection');
    await world.act({
      name: 'CLEAR_OBJECTION',
      actor: actor('OFFICE_CLERK'),
      objectionId: world.app.objections.at(-1)?.objectionId ?? '',
      finding: '更正',
      entryCorrected: true,
    });
    expect(world.path().at(-1)).toBe('ResultPublicity');
    await world.until(world.app.window?.closeAt);
    expect(world.path().at(-1)).toBe('ResultReport');
    await world.act({ name: 'REPORT', actor: actor('OFFICE_CLERK'), reportId: 'r2' });
    await world.act(audit('CONSTR_COMMISSION'));
    await world.act(audit('MUNI_HRSS'));
    await world.act(document('3'));
    expect(world.app).toMatchObject({ stage: 'CERTIFIED', reportId: 'r2', document: { documentNo: '3' } });
  });

  it('D25 R67: the authorities are the plan’s list; of one, its approval alone leads on, and the other has no say', async () => {
    const stages = world.plan.stages.map((s) =>
      s.code === 'JOINT_AUDIT' ? { ...s, approvers: ['MUNI_HRSS' as const] } : s,
    );
    world.plan = { ...world.plan, stages };
    await toJointAudit();
    expect(() => world.apply(audit('CONSTR_COMMISSION'))).toThrow(
      expect.objectContaining({ code: 'SEPARATION_OF_DUTIES' }),
    );
    await world.act(audit('MUNI_HRSS'));
    expect(world.path().at(-1)).toBe('DocumentPublication');
    await world.act(document('1'));
    expect(world.app.stage).toBe('CERTIFIED');
  });
});
