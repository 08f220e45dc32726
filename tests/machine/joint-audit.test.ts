import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Authority, Plan } from '../../shared/contracts/plan.ts';
import { auditorsOf } from '../../shared/rules/people/authorities.ts';
import { actor, auditor } from '../fixtures/applications.ts';
import { walks } from './walks.ts';
import { World } from './world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});
afterEach(() => world.machine.close());

const withApprovers = (plan: Plan, approvers: readonly Authority[]): Plan => ({
  ...plan,
  stages: plan.stages.map((s) => (s.code === 'JOINT_AUDIT' ? { ...s, approvers: [...approvers] } : s)),
});

const { toJointAudit, audit, document } = walks(() => world);

describe('the joint audit in the review machine', () => {
  it.each([['MUNI_HRSS'], ['CONSTR_COMMISSION']] as const)(
    'T38 R67: sent back by %s while the other waits: both lanes close, then both audit again',
    async (lane) => {
      await toJointAudit();
      const other = lane === 'MUNI_HRSS' ? 'CONSTR_COMMISSION' : 'MUNI_HRSS';
      await world.act(audit(other));
      await world.act({ name: 'SEND_BACK', actor: auditor(lane), lane, reason: '核实' });
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
    world.plan = withApprovers(world.plan, auditorsOf(world.plan).slice(0, 1));
    await toJointAudit();
    expect(() => world.apply(audit('CONSTR_COMMISSION'))).toThrow(
      expect.objectContaining({ code: 'SEPARATION_OF_DUTIES' }),
    );
    await world.act(audit('MUNI_HRSS'));
    expect(world.path().at(-1)).toBe('DocumentPublication');
    await world.act(document('1'));
    expect(world.app.stage).toBe('CERTIFIED');
  });

  it('R67: four authorities of any name, each with a task of its own, in any order', async () => {
    const codes = ['PROVINCE', 'MUNI_HRSS', 'TRANSPORT', 'WATER'];
    const approvers = codes.map((code) => ({ code, names: { zh: `部门${code}` } }));
    world.plan = withApprovers(world.plan, approvers);
    await toJointAudit();
    expect(world.tasks.map((task) => task.lane).sort()).toEqual([...codes].sort());
    for (const code of ['WATER', 'MUNI_HRSS', 'PROVINCE']) {
      await world.act(audit(code));
      expect(world.app.turns.at(-1)?.step).toBe('JOINT_AUDIT');
    }
    await world.act(audit('TRANSPORT'));
    expect(world.path().at(-1)).toBe('DocumentPublication');
    await world.act(document('4'));
    expect(world.app.stage).toBe('CERTIFIED');
  });

  it('R67 C7: an authority that is silent for a month is reminded, and its task is opened again', async () => {
    await toJointAudit();
    await world.act(audit('MUNI_HRSS'));
    await world.until(new Date(Date.parse(world.now) + 70 * 24 * 3600_000).toISOString());
    expect(world.path().filter((s) => s === 'AuditOverdue')).toHaveLength(2);
    expect(world.tasks.map((task) => task.lane)).toContain('CONSTR_COMMISSION');
    await world.act(audit('CONSTR_COMMISSION'));
    expect(world.path().at(-1)).toBe('DocumentPublication');
  });

  it('a position of the first version, which names no authority, is led to the plan’s list', async () => {
    await toJointAudit();
    const { approvers, ...position } = world.position(world.app.turn);
    expect(approvers).toEqual(['MUNI_HRSS', 'CONSTR_COMMISSION']);
    world.machine.execute('StopExecution', { executionArn: world.arn('app-1-1') });
    world.tasks = [];
    world.machine.execute('StartExecution', {
      stateMachineArn: world.stateMachineArn,
      name: 'app-1-1-r1',
      input: JSON.stringify({ ...position, schemaVersion: 1 }),
    });
    await world.settle();
    expect(world.tasks.map((task) => task.lane).sort()).toEqual(['CONSTR_COMMISSION', 'MUNI_HRSS']);
    await world.act(audit('MUNI_HRSS'), audit('CONSTR_COMMISSION'));
    expect(world.path('app-1-1-r1').at(-1)).toBe('DocumentPublication');
  });
});
