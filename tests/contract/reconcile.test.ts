import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChangeDispatcher } from '../../functions/events/dispatch-changes.ts';
import type { Act } from '../../shared/contracts/acts.ts';
import type { Application } from '../../shared/contracts/application.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { getExecution } from '../../shared/store/executions.ts';
import { actor, applicant, auditor, hash, resubmit, system } from '../fixtures/applications.ts';
import { linesOf } from '../log-lines.ts';
import { LivingMachine } from './living-machine.ts';
import { get, ops } from './office-road.ts';

/** Executions that die, age or multiply: no application is lost with them, and none of it needs a person. */

let m: LivingMachine;
beforeEach(async () => {
  m = await LivingMachine.open();
});
afterEach(() => m.close());

type Step = Application['turns'][number]['step'];
type Road = [act: Act, changes?: Partial<Application>];

const paper = (app: Application, status: Application['paper']['status']) => ({
  paper: { ...app.paper, status },
});

/** What people do at a step, on the road that passes. */
function next(app: Application, now: string): Road[] {
  const step = app.turns.at(-1)?.step as Step;
  const office = actor('OFFICE_CLERK');
  const acts: Partial<Record<Step, Road[]>> = {
    UNIT_REVIEW: [[{ name: 'UNIT_APPROVE', actor: actor('UNIT_HR'), opinion: '同意' }]],
    POINT_REVIEW: [[{ name: 'POINT_ACCEPT', actor: actor('POINT_CLERK') }]],
    DISTRICT_REVIEW: [[{ name: 'DISTRICT_APPROVE', actor: actor('DISTRICT_OFFICER') }]],
    CORRECTION: [[resubmit()]],
    PAYMENT: [
      [
        {
          ...{ name: 'CONFIRM_PAYMENT', actor: system, paidAt: now, transactionId: 't' },
          amountFen: app.payment.amountFen,
        },
      ],
    ],
    PAPER_DELIVERY: [[{ name: 'RECEIVE_PAPER', actor: actor('POINT_CLERK') }, paper(app, 'RECEIVED_POINT')]],
    PAPER_TRANSIT: [[{ name: 'OFFICE_RECEIVE_PAPER', actor: office }, paper(app, 'AT_OFFICE')]],
    OFFICE_REVIEW: [
      app.officeAudit
        ? [{ name: 'PUBLISH', actor: actor('OFFICE_HEAD'), publicityId: 'p1' }]
        : [{ name: 'OFFICE_AUDIT', actor: office }],
    ],
    SESSION_ASSIGNMENT: [
      [{ name: 'ASSIGN_SESSION', actor: office, sessionId: 's', groupId: 'g', eligibleExperts: 3 }],
    ],
    GROUP_REVIEW: [[{ name: 'OPEN_VOTING', actor: office, opinions: 3 }]],
    VOTING: [[{ name: 'COUNT', actor: office, passed: true, date: '2020-12-01', sheetHash: hash(2) }]],
    RESULT_PREPARATION: [[{ name: 'PUBLISH_RESULT', actor: office, publicityId: 'p2' }]],
    RESULT_REPORT: [[{ name: 'REPORT', actor: office, reportId: 'r' }]],
    JOINT_AUDIT: (['CONSTR_COMMISSION', 'MUNI_HRSS'] as const)
      .filter((lane) => !(lane in app.jointAudit))
      .slice(0, 1)
      .map((lane) => [{ name: 'AUTHORITY_APPROVE', actor: auditor(lane), lane }]),
    DOCUMENT: [[{ name: 'ISSUE_DOCUMENT', actor: actor('MUNI_HRSS'), documentNo: '1', publishedAt: now }]],
    PAPER_RETURN: [[{ name: 'ARCHIVE', actor: applicant }, paper(app, 'HANDED_OVER')]],
  };
  return acts[step] ?? [];
}

async function advance(id: string): Promise<void> {
  for (const [act, changes] of next(await m.app(id), m.h.clock.now())) await m.apply(id, act, changes);
}

const stepOf = async (id: string) => (await m.app(id)).turns.at(-1)?.step;
const back: Act = {
  ...{ name: 'RETURN', actor: actor('UNIT_HR'), reason: '补正' },
  items: [{ path: '/photo', remark: '请更换' }],
};

async function to(id: string, step: Step): Promise<void> {
  for (let days = 0; (await stepOf(id)) !== step; days += 1) {
    if (days > 200) throw new Error(`${id} stays at ${await stepOf(id)}`);
    await advance(id);
    await m.settle();
    if ((await stepOf(id)) !== step && /PUBLICITY/.test((await stepOf(id)) ?? '')) await m.pass(24);
  }
}

describe('an execution that has ended', () => {
  it('is started anew under the next name, at the next act, at the latest an hour later; all goes on', async () => {
    await m.submitted('a');
    await m.settle();
    m.stop('a-1');
    await advance('a');
    await m.settle();
    expect(await m.reconcile()).toBe(1);
    expect(m.executions('a-')).toEqual([
      expect.objectContaining({ name: 'a-1', status: 'ABORTED' }),
      expect.objectContaining({ name: 'a-1-r1', status: 'RUNNING' }),
    ]);
    expect(await m.reconcile()).toBe(0);
    await to('a', 'PAPER_RETURN');
    await advance('a');
    await m.settle();
    expect(m.running('a')).toEqual([]);
  });

  it('nobody acts: it is found by the check, and the deadline is kept', async () => {
    await m.submitted('a');
    await m.apply('a', back);
    await m.settle();
    m.stop('a-1');
    const dueAt = (await m.app('a')).returned?.dueAt ?? '';
    await m.pass((Date.parse(dueAt) - m.clock.now()) / 3600_000 + 1, 6);
    expect(await m.app('a')).toMatchObject({ stage: 'LAPSED', ended: { deadline: 'CORRECTION' } });
    await m.pass(12);
    expect(m.running('a')).toEqual([]);
  });

  it('a deadline that passed while nothing waited for it is kept as soon as something does', async () => {
    m.deaf.add('a');
    await m.submitted('a');
    await m.apply('a', back);
    const dueAt = (await m.app('a')).returned?.dueAt ?? '';
    const late = (Date.parse(dueAt) - m.clock.now()) / 3600_000 + 1;
    m.deaf.clear();
    await m.pass(late);
    await m.pass(1);
    expect(await m.app('a')).toMatchObject({ stage: 'LAPSED', ended: { deadline: 'CORRECTION' } });
  });

  it('a name that is taken by a closed one counts as nothing: the next number is started', async () => {
    await m.submitted('a');
    await m.settle();
    m.stop('a-1');
    await m.deliverAgain('a');
    expect(m.running('a')).toEqual([]);
    expect(await m.reconcile()).toBe(1);
    expect(m.running('a')).toEqual(['a-1-r1']);
    // The same once more changes nothing: the one that runs is the right one.
    await m.deliverAgain('a');
    expect(await m.reconcile()).toBe(0);
    expect(m.running('a')).toEqual(['a-1-r1']);
  });

  it('a repaired one does not stand in the way of the next revision', async () => {
    await m.submitted('a');
    await m.settle();
    m.stop('a-1');
    await m.pass(2);
    await m.apply('a', back);
    await m.settle();
    await m.apply('a', resubmit());
    await m.settle();
    expect(m.running('a')).toEqual(['a-2']);
    expect(await getExecution(m.h.deps.table, 'a')).toMatchObject({ revision: 2, restart: 0 });
  });
});

describe('deliveries that were lost', () => {
  it('a submission whose change was never consumed is started by the reconciler', async () => {
    m.deaf.add('a');
    await m.submitted('a');
    await m.settle();
    expect(m.executions('a-')).toEqual([]);
    m.deaf.clear();
    expect(await m.pass(1)).toBe(1);
    expect(m.running('a')).toEqual(['a-1']);
  });

  it('a token that waits though the decision is there is answered', async () => {
    await m.submitted('a');
    await m.settle();
    m.deaf.add('a');
    await advance('a');
    await m.settle();
    m.deaf.clear();
    expect(await m.pass(1)).toBe(1);
    await m.pass(24 * 10, 24);
    expect(await stepOf('a')).toBe('POINT_REVIEW');
    expect(m.running('a')).toEqual(['a-1']);
  });

  it('a change that nobody can take is told with the application that it is of', async () => {
    await m.submitted('a');
    const image = { type: { S: 'APPLICATION' }, pk: { S: 'APP#b' }, applicationId: { S: 'b' } };
    const lines = await linesOf(() =>
      createChangeDispatcher(m.h.deps)({
        Records: [{ eventName: 'MODIFY', dynamodb: { SequenceNumber: '7', NewImage: image } }],
      }),
    );
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'ERROR', sequence: '7', of: 'APP#b', applicationId: 'b' },
    ]);
  });

  it('an application from before there were checks gets its record with its next change', async () => {
    await m.submitted('a');
    const { table } = m.h.deps;
    const { pk, sk } = keys.execution('a');
    await table.transact([{ Delete: { TableName: table.name, Key: { pk: { S: pk }, sk: { S: sk } } } }]);
    await m.settle();
    expect(await getExecution(table, 'a')).toMatchObject({ revision: 1, restart: 0 });
    m.stop('a-1');
    expect(await m.pass(2)).toBe(1);
    expect(m.running('a')).toEqual(['a-1-r1']);
  });
});

describe('an execution that grows old', () => {
  it('is replaced before its year is over, ends by itself, and the application goes on after two years', async () => {
    await m.submitted('a');
    await to('a', 'SESSION_ASSIGNMENT');
    await m.pass(24 * 730, 24 * 5);
    expect(await stepOf('a')).toBe('SESSION_ASSIGNMENT');
    const all = m.executions('a-');
    expect(all.map((e) => e.name)).toEqual(['a-1', 'a-1-r1', 'a-1-r2']);
    expect(all.map((e) => e.status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'RUNNING']);
    await advance('a');
    await m.settle();
    expect(await stepOf('a')).toBe('GROUP_REVIEW');
  });

  it('two authorities wait: both lanes of the old one end', async () => {
    await m.submitted('a');
    await to('a', 'JOINT_AUDIT');
    await advance('a');
    await m.settle();
    await m.pass(24 * 370, 24 * 5);
    expect(m.running('a')).toEqual(['a-1-r1']);
    await to('a', 'PAPER_RETURN');
    expect(await m.app('a')).toMatchObject({ stage: 'CERTIFIED' });
  });
});

describe('a step that fails for good', () => {
  const incidents = async () => (await get(m.h, ops, '/v1/ops/incidents')).as('IncidentList').items;

  it('stands in operations’ queue with its reason until the application moves on; history says it once', async () => {
    await m.submitted('a');
    await advance('a');
    await m.settle();
    const { window } = await m.app('a');
    m.failing = 'ADVANCE';
    await m.pass((Date.parse(window?.closeAt ?? '') - m.clock.now()) / 3600_000 + 8, 0.25);
    const [incident, ...more] = await incidents();
    expect(more).toEqual([]);
    expect(incident).toMatchObject({ applicationId: 'a', step: 'UNIT_PUBLICITY', reason: 'Error' });
    expect(incident?.times).toBeGreaterThan(2);
    const told = (await m.h.deps.applications.events('a')).filter((e) => e.reason === 'STEP_FAILED Error');
    expect(told).toHaveLength(1);
    m.failing = undefined;
    await m.pass(2, 0.25);
    expect(await stepOf('a')).toBe('POINT_REVIEW');
    expect(await incidents()).toEqual([]);
  });

  it('a position of an unknown step waits and is told; the application’s own word counts again', async () => {
    await m.submitted('a');
    await m.settle();
    m.stop('a-1');
    const application = await m.app('a');
    const position = {
      schemaVersion: 1,
      applicationId: 'a',
      revision: 1,
      turn: application.turn,
      step: 'MOON',
    };
    m.engine.execute('StartExecution', {
      stateMachineArn: m.stateMachineArn,
      name: 'a-1-r1',
      input: JSON.stringify({ ...position, timeoutSeconds: 60 }),
    });
    await m.settle();
    expect(m.running('a')).toEqual(['a-1-r1']);
    expect(await incidents()).toMatchObject([{ reason: 'UnknownStep' }]);
    await m.pass(3, 0.5);
    expect(m.running('a')).toEqual(['a-1-r1']);
    expect(await incidents()).toEqual([]);
    await advance('a');
    await m.settle();
    expect(await stepOf('a')).toBe('UNIT_PUBLICITY');
  });
});

describe('a season with executions stopped by hand', () => {
  /** Small, even and repeatable. */
  const random = (seed: number) => () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return seed / 4_294_967_296;
  };

  it('100 executions stopped at random points: every application ends rightly without a person’s help', async () => {
    const chance = random(6);
    const fates = ['ARCHIVED', 'ARCHIVED', 'LAPSED', 'CORRECTED', 'WITHDRAWN'] as const;
    const people = Array.from({ length: 50 }, (_, i) => ({
      id: `p${String(i).padStart(2, '0')}`,
      fate: fates[i % fates.length] ?? 'ARCHIVED',
      returned: false,
    }));
    let stopped = 0;
    let mended = 0;
    const live = async (person: (typeof people)[number]) => {
      const app = await m.app(person.id);
      const step = app.turns.at(-1)?.step;
      const { fate } = person;
      if (fate === 'LAPSED' && step === 'PAYMENT') return;
      if (fate === 'WITHDRAWN' && step === 'DISTRICT_REVIEW')
        return m.apply(person.id, { name: 'WITHDRAW', actor: applicant });
      if (fate === 'CORRECTED' && step === 'UNIT_REVIEW' && !person.returned) {
        person.returned = true;
        return m.apply(person.id, back);
      }
      return advance(person.id);
    };
    const open = async () => {
      const apps = await Promise.all(people.map((person) => m.app(person.id)));
      return people.filter((_, i) => !apps[i]?.ended && apps[i]?.stage !== 'ARCHIVED');
    };
    for (const { id } of people) await m.submitted(id);
    await m.settle();
    for (let day = 0; day < 300; day += 1) {
      const left = await open();
      if (left.length === 0) break;
      for (const person of left) {
        if (chance() < 0.7) await live(person);
        if (chance() < 0.1) await m.settle();
        if (stopped === 100 || chance() >= 0.09) continue;
        for (const running of m.running(person.id)) {
          m.stop(running);
          stopped += 1;
        }
      }
      mended += await m.pass(24);
    }
    expect(stopped).toBe(100);
    expect(mended).toBeGreaterThan(60);
    for (const { id, fate } of people) {
      const { stage } = await m.app(id);
      expect(`${id} ${stage}`).toBe(`${id} ${fate === 'CORRECTED' ? 'ARCHIVED' : fate}`);
    }
    await m.pass(24 * 40, 24 * 10);
    expect(m.executions().filter((e) => !['SUCCEEDED', 'ABORTED'].includes(e.status))).toEqual([]);
  }, 180_000);
});
