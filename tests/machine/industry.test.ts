import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Act } from '../../shared/contracts/acts.ts';
import type { Plan } from '../../shared/contracts/plan.ts';
import { queueOf } from '../../shared/rules/desk/queues.ts';
import { waitingOf } from '../../shared/views/waiting.ts';
import { actor, resubmit, submit } from '../fixtures/applications.ts';
import { walks } from './walks.ts';
import { World } from './world.ts';

/** D39: the authority of an industry before the district, in a plan that has it, through the real machine. */

let world: World;
const route = {
  pointId: 'P330106',
  division: '330106',
  industry: 'IND-1',
  paper: { kind: 'POINT' as const, id: 'P330106' },
};

beforeEach(() => {
  world = new World();
  world.plan = withIndustry(world.plan);
});
afterEach(() => world.machine.close());

const withIndustry = (plan: Plan): Plan => ({
  ...plan,
  stages: plan.stages.flatMap((s): Plan['stages'] =>
    s.code === 'DISTRICT_REVIEW' ? [{ code: 'INDUSTRY_REVIEW', on: true, limitWorkingDays: 10 }, s] : [s],
  ),
  directory: {
    ...plan.directory,
    industry: [
      {
        deskId: 'IND-1',
        name: { zh: '市建设局', en: 'Construction bureau' },
        phone: '0571-1',
        paperAddress: { zh: '示例' },
        specialties: plan.title.specialties.map(({ code }) => code),
      },
    ],
  },
});
const { unit, point, district, back } = walks(() => world);
const agree: Act = { name: 'INDUSTRY_AGREE', actor: actor('INDUSTRY_OFFICER') };

async function toIndustry(): Promise<void> {
  await world.act({ ...submit(), route } as Act);
  await world.act(unit);
  await world.until(world.app.window?.closeAt);
  await world.act(point);
}

it('D39: from the point to the industry’s desk, and from there to the district', async () => {
  await toIndustry();
  expect(world.path().at(-1)).toBe('IndustryReview');
  expect(queueOf(world.app)).toEqual({ name: 'INDUSTRY_REVIEW', desk: 'IND-1' });
  const waiting = waitingOf(world.app, world.context);
  expect(waiting).toMatchObject({
    role: 'INDUSTRY_OFFICER',
    name: { zh: '市建设局', en: 'Construction bureau' },
  });
  expect(waiting.dueAt).toBeDefined();
  expect(() => world.apply(district)).toThrow(expect.objectContaining({ code: 'WRONG_STAGE' }));
  await world.act(agree);
  expect(world.path().at(-1)).toBe('DistrictReview');
  expect(world.app.approvals.at(-1)?.stage).toBe('INDUSTRY_REVIEW');
  await world.act(district);
  expect(world.app.stage).toBe('PAYMENT_DUE');
});

it('C4 D39: whoever accepted at the point does not agree for the industry', async () => {
  await toIndustry();
  const same = { ...agree, actor: actor('INDUSTRY_OFFICER', 'point_clerk') };
  expect(() => world.apply(same)).toThrow(expect.objectContaining({ code: 'SEPARATION_OF_DUTIES' }));
});

it('T13 T14 D39: returned by the industry it comes back to the industry', async () => {
  await toIndustry();
  await world.act({ ...back('POINT_CLERK'), actor: actor('INDUSTRY_OFFICER') });
  expect(world.path().at(-1)).toBe('Correction');
  expect(world.app.returned?.resumeTo).toBe('INDUSTRY_REVIEW');
  await world.act({ ...resubmit(), route } as Act);
  expect(world.path('app-1-2')).toEqual(['IndustryReview']);
});

it('T8b D39: refused with a reason, and over', async () => {
  await toIndustry();
  await world.act({ name: 'REJECT', actor: actor('INDUSTRY_OFFICER'), reason: '不属本行业' });
  expect(world.app).toMatchObject({ stage: 'REJECTED', ended: { reason: '不属本行业' } });
  expect(world.path().at(-1)).toBe('Finished');
});

it('C7 D39: silence there is reminded and decides nothing', async () => {
  await toIndustry();
  await world.until(world.app.dueAt);
  expect(world.app.stage).toBe('INDUSTRY_REVIEW');
  expect(world.path().at(-1)).toBe('IndustryReview');
});
