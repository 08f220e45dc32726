import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../../shared/contracts/acts.ts';
import type { Plan } from '../../shared/contracts/plan.ts';
import { remindersOf } from '../../shared/rules/desk/reminders.ts';
import { missedDeadline } from '../../shared/rules/plan/lapse.ts';
import { waitingOf } from '../../shared/views/waiting.ts';
import { actor, resubmit, submit } from '../fixtures/applications.ts';
import { walks } from './walks.ts';
import { World } from './world.ts';

/** D32, D39: a unit has a day of its own; who misses a batch is in the next one. Through the real machine. */

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.machine.close());

const { unit, back } = walks(() => world);
const windows = (change: Partial<Plan['windows']>): void => {
  world.plan = { ...world.plan, windows: { ...world.plan.windows, ...change } };
};
/** Five working days, of 2020-10-12 to 2020-10-16: the unit must decide before the first of them begins. */
const reportBy = (close = '2020-10-16') => windows({ unitReview: { close } });
const batch = (code: string, submitBy: string, unitReportBy: string) => ({
  ...{ code, submitBy, unitReportBy, names: { zh: `批次${code}`, en: `batch ${code}` } },
  ...{ cutoffDate: '2020-12-31', session: '2020-12' },
});
const turn = () => world.app.turns.at(-1);

describe('a day for the unit (D32)', () => {
  it('the unit decides so long before that its publicity ends in time', async () => {
    reportBy();
    await world.act(submit());
    expect(turn()).toMatchObject({ step: 'UNIT_REVIEW', reportBy: '2020-10-11T16:00:00.000Z' });
    await world.until('2020-10-11T15:59:00.000Z');
    await world.act(unit);
    expect(world.app.window?.closeAt).toBe('2020-10-16T16:00:00.000Z');
  });

  it('Q28: without a publicity inside the unit it has until the end of that day', async () => {
    reportBy();
    world.plan = {
      ...world.plan,
      stages: world.plan.stages.map((s) => (s.code === 'UNIT_PUBLICITY' ? { ...s, on: false } : s)),
    };
    await world.act(submit());
    expect(turn()?.reportBy).toBe('2020-10-16T16:00:00.000Z');
  });

  it('too late is refused, lapses by itself, and says which day was missed', async () => {
    reportBy();
    await world.act(submit());
    const late = world.app.turns.at(-1)?.reportBy ?? '';
    await world.until(late);
    expect(world.app).toMatchObject({ stage: 'LAPSED', ended: { deadline: 'UNIT_REPORT' } });
    expect(missedDeadline(world.app, world.plan)).toBe(late);
    expect(world.path().at(-1)).toBe('Finished');
    expect(() => world.apply(unit)).toThrow(expect.objectContaining({ code: 'WRONG_STAGE' }));
  });

  it('the applicant sees the unit’s day, and both are told of it before it comes', async () => {
    reportBy();
    await world.act(submit());
    const waiting = waitingOf(world.app, world.context);
    expect(waiting.next?.zh).toContain('10月11日');
    expect(waiting.next?.zh).toContain('本次申报失效');
    const warned = remindersOf(world.app.turns.at(-1)!).filter(({ kind }) => kind === 'UNIT_CLOSING');
    expect(warned).toHaveLength(1);
    expect(warned[0]!.at < '2020-10-11T16:00:00.000Z').toBe(true);
    expect(warned[0]!.at > (turn()?.enteredAt ?? '')).toBe(true);
  });

  it('C6: after a correction the unit has no less than a correction has', async () => {
    reportBy();
    await world.act(submit());
    await world.until('2020-10-09T02:00:00.000Z');
    await world.act(back('UNIT_HR'));
    await world.until('2020-10-10T02:00:00.000Z');
    await world.act(resubmit());
    expect(world.app.stage).toBe('UNIT_REVIEW');
    expect((turn()?.reportBy ?? '') > '2020-10-11T16:00:00.000Z').toBe(true);
    await world.act(unit);
    expect(world.app.stage).toBe('UNIT_PUBLICITY');
  });

  it('C7: a plan without such a day reminds and never lapses', async () => {
    await world.act(submit());
    expect(turn()?.reportBy).toBeUndefined();
    await world.until(world.app.dueAt);
    expect(world.app.stage).toBe('UNIT_REVIEW');
    const lapse: Act = { name: 'LAPSE', actor: actor('SYSTEM') };
    expect(() => world.apply(lapse)).toThrow(expect.objectContaining({ code: 'GUARD' }));
  });
});

describe('rolling batches (D39)', () => {
  const first = batch('1', '2020-09-30', '2020-10-16');
  const second = batch('2', '2020-10-30', '2020-11-13');

  it('what a unit does not report goes into the next batch, and lapses in the last', async () => {
    windows({ batches: [first, second] });
    await world.act(submit());
    expect(world.app.batch).toBe('1');
    expect(turn()?.reportBy).toBe('2020-10-11T16:00:00.000Z');
    expect(waitingOf(world.app, world.context).next?.zh).toContain('转入批次2');
    await world.until('2020-10-11T16:00:00.000Z');
    expect(world.app).toMatchObject({ stage: 'UNIT_REVIEW', batch: '2' });
    expect(turn()).toMatchObject({ via: 'T7a', reportBy: '2020-11-08T16:00:00.000Z' });
    expect(world.path().at(-1)).toBe('UnitReview');
    await world.until('2020-11-08T16:00:00.000Z');
    expect(world.app).toMatchObject({ stage: 'LAPSED', ended: { deadline: 'UNIT_REPORT' } });
  });

  it('what is submitted after the day of one is the next one’s', async () => {
    windows({ batches: [batch('1', '2020-08-01', '2020-08-31'), second] });
    await world.act(submit());
    expect(world.app.batch).toBe('2');
  });
});
