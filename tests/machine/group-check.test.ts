import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Act } from '../../shared/contracts/acts.ts';
import { queueOf } from '../../shared/rules/desk/queues.ts';
import { actor, submit } from '../fixtures/applications.ts';
import { walks } from './walks.ts';
import { World } from './world.ts';

/** D39: a group looks at the case before the committee, of whom the plan asks it. Through the real machine. */

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.machine.close());

const { unit, point, district, paid } = walks(() => world);
const office = actor('OFFICE_CLERK');
const record: Act = { name: 'RECORD_GROUP_CHECK', actor: office, opinion: '12月1日，5人，一致同意' };

async function toClose(groupCheck: boolean): Promise<void> {
  await world.act({ ...submit(), groupCheck } as Act);
  await world.act(unit);
  await world.until(world.app.window?.closeAt);
  await world.act(point);
  await world.act(district);
  await world.act(paid(world));
  world.paper('RECEIVED_POINT');
  await world.act({ name: 'RECEIVE_PAPER', actor: actor('POINT_CLERK') });
  world.paper('AT_OFFICE');
  await world.act({ name: 'OFFICE_RECEIVE_PAPER', actor: office });
  await world.act({ name: 'OFFICE_AUDIT', actor: office });
  await world.act({ name: 'PUBLISH', actor: actor('OFFICE_HEAD'), publicityId: 'p1' });
  await world.until(world.app.window?.closeAt);
}

it('D39: after the first publicity the group, and on its agreement the committee', async () => {
  await toClose(true);
  expect(world.app.stage).toBe('GROUP_CHECK');
  expect(world.path().at(-1)).toBe('GroupCheck');
  expect(queueOf(world.app)).toEqual({ name: 'GROUP_CHECK', desk: world.plan.planCode });
  expect(() => world.apply({ ...record, opinion: ' ' })).toThrow(
    expect.objectContaining({ code: 'INVALID' }),
  );
  await world.act(record);
  expect(world.path().at(-1)).toBe('SessionAssignment');
  expect(world.app.approvals.at(-1)).toMatchObject({
    stage: 'GROUP_CHECK',
    opinion: '12月1日，5人，一致同意',
  });
});

it('C19 D39: with an interview on, that comes after the group', async () => {
  world.plan = {
    ...world.plan,
    stages: world.plan.stages.map((s) => (s.code === 'INTERVIEW' ? { ...s, on: true } : s)),
  };
  await toClose(true);
  await world.act(record);
  expect(world.path().at(-1)).toBe('Interview');
});

it('T26c D39: what the group does not agree to is not brought before the committee', async () => {
  await toClose(true);
  await world.act({ name: 'REJECT', actor: office, reason: '未达到破格条件' });
  expect(world.app).toMatchObject({ stage: 'REJECTED', ended: { reason: '未达到破格条件' } });
  expect(world.path().at(-1)).toBe('Finished');
});

it('D39: of nobody else', async () => {
  await toClose(false);
  expect(world.path().at(-1)).toBe('SessionAssignment');
  expect(() => world.apply(record)).toThrow(expect.objectContaining({ code: 'WRONG_STAGE' }));
});
