import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeadlineSweeper } from '../../functions/events/sweep-deadlines.ts';
import { tellOfEvent } from '../../shared/acts/notice/tell-of-event.ts';
import type { Application } from '../../shared/contracts/application.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import { newApplication } from '../../shared/rules/application/begin.ts';
import { declareWindow } from '../../shared/rules/plan/plan.ts';
import { StoredEventSchema } from '../../shared/store/base/audited.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { deskNoticesOf } from '../../shared/store/notices.ts';
import { requirePublicity } from '../../shared/store/publicities.ts';
import {
  act,
  applicant,
  givenPaymentDue,
  givenReady,
  givenSubmitted,
  hr,
  PLAN,
  profileBody,
  startDeclaration,
  system,
  unitBody,
} from './applicant-road.ts';
import { createHarness, type Harness } from './harness.ts';
import { startMailbox, type TestMailbox } from './mailbox.ts';
import { get, givenAt, head, OCTOBER, office, post, publish } from './office-road.ts';

let h: Harness;
let mailbox: TestMailbox;
beforeEach(async () => {
  mailbox = await startMailbox(() => Date.parse(h.clock.now()));
  h = await createHarness({ env: { NOTICE_URL: mailbox.url } });
});
afterEach(() => Promise.all([h.close(), mailbox.close()]));

const sweep = (budgetMs?: number) => createDeadlineSweeper(h.deps, budgetMs)();
const closeOfDeclaring = () => declareWindow(h.deps.plans.get(PLAN)).closeAt;
const eventsOf = (pk: string) =>
  h.deps.table.queryAll(StoredEventSchema, { partition: pk, prefix: 'EVENT#' });

/** What the stream consumer does with the application's events. */
async function dispatched<A extends { applicationId: string }>(application: A): Promise<A> {
  const { pk } = keys.application(application.applicationId);
  for (const { seq } of await eventsOf(pk)) await tellOfEvent(h.deps, pk, seq);
  return application;
}

async function givenDrafts(count: number): Promise<string[]> {
  const context = await h.deps.plans.context(PLAN, h.clock.now());
  const ids = Array.from({ length: count }, (_, i) => `draft-${String(i).padStart(3, '0')}`);
  for (const applicationId of ids) {
    const facts = { applicationId, applicantId: `p-${applicationId}`, applicantName: '某人' };
    const { application } = newApplication(
      { ...facts, unit: { uscc: unitBody.uscc, name: unitBody.name } },
      context,
    );
    const actor: Actor = { id: facts.applicantId, role: 'APPLICANT' };
    const event = { act: 'CREATE', actor, at: h.clock.now(), transition: 'T1', to: 'DRAFT' };
    await h.deps.table.transact(h.deps.applications.change(undefined, application, event).writes);
  }
  return ids;
}

describe('T4: drafts', () => {
  it('T4: a draft lapses when declaring has closed, not a moment before, and once', async () => {
    await givenReady(h);
    const { applicationId } = (await startDeclaration(h)).as('ApplicationView');
    h.clock.set(new Date(Date.parse(closeOfDeclaring()) - 1).toISOString());
    expect((await sweep()).lapsed).toBe(0);
    h.clock.set(closeOfDeclaring());
    expect((await sweep()).lapsed).toBe(1);
    expect((await sweep()).lapsed).toBe(0);
    expect(await h.deps.applications.require(applicationId)).toMatchObject({
      stage: 'LAPSED',
      ended: { deadline: 'DECLARATION' },
    });
    const lapses = (await h.deps.applications.events(applicationId)).filter((e) => e.act === 'LAPSE');
    expect(lapses).toMatchObject([{ actor: { id: 'sweep-deadlines', role: 'SYSTEM' }, transition: 'T4' }]);
  });

  it('T4: what was submitted in time is left alone', async () => {
    const { applicationId } = await givenSubmitted(h);
    h.clock.set(closeOfDeclaring());
    expect((await sweep()).lapsed).toBe(0);
    expect((await h.deps.applications.require(applicationId)).stage).toBe('UNIT_REVIEW');
  });

  it('more than a page of drafts; a sweep that runs out of time leaves the rest to the next', async () => {
    const ids = await givenDrafts(120);
    h.clock.set(closeOfDeclaring());
    expect((await sweep(0)).lapsed).toBe(0);
    expect((await sweep()).lapsed).toBe(120);
    const after = await h.deps.applications.getMany(ids);
    expect(after.every((a) => a.stage === 'LAPSED')).toBe(true);
  });

  it('two sweeps at once lapse every draft once', async () => {
    const ids = await givenDrafts(20);
    h.clock.set(closeOfDeclaring());
    const [one, two] = await Promise.all([sweep(), sweep()]);
    expect(one.lapsed + two.lapsed).toBe(20);
    const counts = await Promise.all(ids.map(async (id) => (await eventsOf(keys.application(id).pk)).length));
    expect(new Set(counts)).toEqual(new Set([2]));
  });
});

describe('C7: reminders of desks', () => {
  /** The instant at which this share of the turn's time is over. */
  const share = (application: Pick<Application, 'turns'>, percent: number) => {
    const { enteredAt, dueAt = '' } = application.turns.at(-1)!;
    const [from, to] = [Date.parse(enteredAt), Date.parse(dueAt)];
    return new Date(from + ((to - from) * percent) / 100).toISOString();
  };
  const told = () => deskNoticesOf(h.deps.table, 'UNIT_REVIEW', unitBody.uscc);

  it('C7: at half, at four fifths and at the end of its time, each once; nothing is decided', async () => {
    const submitted = await dispatched(await givenSubmitted(h));
    for (const [percent, count] of [
      [49, 0],
      [50, 1],
      [79, 1],
      [80, 2],
      [99, 2],
      [100, 3],
      [150, 3],
    ] as const) {
      h.clock.set(share(submitted, percent));
      await sweep();
      await sweep();
      expect([percent, (await told()).length]).toEqual([percent, count]);
    }
    expect((await told())[0]?.body.zh).toMatch(/单位审核中.*办理期限为/);
    expect((await h.deps.applications.require(submitted.applicationId)).stage).toBe('UNIT_REVIEW');
  });

  it('C7: the machine’s own word that a desk is overdue and the sweeper’s are one notice', async () => {
    const submitted = await dispatched(await givenSubmitted(h));
    h.clock.set(share(submitted, 100));
    await act(h, submitted.applicationId, { name: 'ESCALATE', actor: system, reason: 'OVERDUE' });
    await dispatched(submitted);
    await sweep();
    expect((await told()).map((n) => n.event)).toHaveLength(3);
  });

  it('a desk that has decided is not reminded any more', async () => {
    const submitted = await dispatched(await givenSubmitted(h));
    const at = share(submitted, 100);
    await act(h, submitted.applicationId, {
      name: 'UNIT_APPROVE',
      actor: { id: hr.id, role: 'UNIT_HR' },
      opinion: '同意',
    });
    h.clock.set(at);
    await sweep();
    expect(await told()).toEqual([]);
  });
});

describe('C18: the payment that is about to close', () => {
  const closing = () => mailbox.messages(profileBody.mobile).filter((m) => m.subject === '费用缴纳').length;

  it('C18: told once, a day before the close', async () => {
    const due = await dispatched(await givenPaymentDue(h));
    expect(closing()).toBe(1);
    h.clock.set(new Date(Date.parse(due.dueAt ?? '') - 25 * 3_600_000).toISOString());
    await sweep();
    expect(closing()).toBe(1);
    h.clock.advance(2 * 3600);
    await sweep();
    await sweep();
    expect(closing()).toBe(2);
    const notices = await h.call('api-applicant', 'GET', '/v1/me/notices', { as: applicant });
    expect(notices.as('NoticeList').items[0]?.body.zh).toContain('尚未缴费');
  });

  it('not told to somebody who has paid', async () => {
    const due = await dispatched(await givenPaymentDue(h));
    const { amountFen } = due.payment;
    const paid = { paidAt: h.clock.now(), transactionId: 't', amountFen };
    await act(h, due.applicationId, { name: 'CONFIRM_PAYMENT', actor: system, ...paid });
    h.clock.set(due.dueAt ?? '');
    await sweep();
    expect(closing()).toBe(1);
  });
});

describe('R63, R65: publicities', () => {
  beforeEach(() => h.clock.set(OCTOBER));
  const opened = async () => {
    const { applicationId, applicationNo = '' } = await givenAt(h, 'OFFICE_AUDITED');
    const { publicityId } = await publish(h, 'PRE', [applicationId]);
    const { window } = await requirePublicity(h.deps.table, publicityId);
    return { publicityId, applicationNo, closeAt: window?.closeAt ?? '' };
  };
  const closes = async (id: string) =>
    (await eventsOf(keys.publicity(id).pk)).filter((e) => e.act === 'CLOSE_PUBLICITY');

  it('R63: recorded as closed when five working days are over, once, with the hash of the list', async () => {
    const { publicityId, closeAt } = await opened();
    h.clock.set(new Date(Date.parse(closeAt) - 1).toISOString());
    expect((await sweep()).closed).toBe(0);
    h.clock.set(closeAt);
    expect((await sweep()).closed).toBe(1);
    expect((await sweep()).closed).toBe(0);
    const publicity = await requirePublicity(h.deps.table, publicityId);
    expect(publicity.closedAt).toBe(closeAt);
    expect(await closes(publicityId)).toMatchObject([
      { actor: { role: 'SYSTEM' }, detail: { listHash: publicity.listHash, closeAt } },
    ]);
    const shown = await h.call('api-public', 'GET', `/v1/publicities/${publicityId}`);
    expect(shown.as('PublicityDocument').status).toBe('CLOSED');
  });

  it('R64: not closed while an objection is open', async () => {
    const { publicityId, applicationNo, closeAt } = await opened();
    const body = {
      applicationNo,
      objectorName: '王某',
      contact: '13900000000',
      content: '该同志业绩与事实不符，请核查。',
    };
    (await h.call('api-public', 'POST', `/v1/publicities/${publicityId}/objections`, { body })).as('Receipt');
    h.clock.set(closeAt);
    expect((await sweep()).closed).toBe(0);
    const [objection] = (await get(h, office, '/v1/office/objections')).as('ObjectionQueue').items;
    const { turn } = await h.deps.applications.require(objection?.applicationId ?? '');
    const cleared = { turn, decision: 'CLEAR', finding: '经核查不属实', entryCorrected: false };
    const path = `/v1/office/objections/${objection?.objectionId}/decision`;
    expect((await post(h, head, path, cleared)).status).toBe(200);
    expect((await sweep()).closed).toBe(1);
  });
});

describe('the sweep as a whole', () => {
  it('one kind of deadline that fails does not hold up the others, and the failure is told', async () => {
    await givenDrafts(3);
    h.clock.set(closeOfDeclaring());
    const query: Harness['deps']['table']['query'] = (schema, options) =>
      options.partition.includes('REMINDER')
        ? Promise.reject(new Error('throttled'))
        : h.deps.table.query(schema, options);
    const deps = { ...h.deps, table: { ...h.deps.table, query } };
    await expect(createDeadlineSweeper(deps)()).rejects.toThrow('a part of the sweep failed');
    expect((await h.deps.applications.require('draft-000')).stage).toBe('LAPSED');
  });

  it('one thing that fails does not hold up others of its kind, and the failure is told', async () => {
    await givenDrafts(3);
    h.clock.set(closeOfDeclaring());
    const applications = {
      ...h.deps.applications,
      get: (id: string) =>
        id === 'draft-000' ? Promise.reject(new Error('unreadable')) : h.deps.applications.get(id),
    };
    const sweeper = createDeadlineSweeper({ ...h.deps, applications });
    await expect(sweeper()).rejects.toThrow('a part of the sweep failed');
    const stages = (await h.deps.applications.getMany(['draft-000', 'draft-001', 'draft-002'])).map((a) => [
      a.applicationId,
      a.stage,
    ]);
    expect(Object.fromEntries(stages)).toEqual({
      'draft-000': 'DRAFT',
      'draft-001': 'LAPSED',
      'draft-002': 'LAPSED',
    });
  });

  it('C7: a reminder that fails does not hold up the later ones', async () => {
    const submitted = await dispatched(await givenSubmitted(h));
    h.clock.set(submitted.turns.at(-1)?.dueAt ?? '');
    let left = 1;
    const applications = {
      ...h.deps.applications,
      get: (id: string) =>
        left-- > 0 ? Promise.reject(new Error('unreadable')) : h.deps.applications.get(id),
    };
    const sweeper = createDeadlineSweeper({ ...h.deps, applications });
    await expect(sweeper()).rejects.toThrow('a part of the sweep failed');
    expect(await deskNoticesOf(h.deps.table, 'UNIT_REVIEW', unitBody.uscc)).toHaveLength(2);
    await sweep();
    expect(await deskNoticesOf(h.deps.table, 'UNIT_REVIEW', unitBody.uscc)).toHaveLength(3);
  });

  it('nothing due: nothing done', async () => {
    expect(await sweep()).toEqual({
      lapsed: 0,
      reminded: 0,
      resent: 0,
      extended: 0,
      closed: 0,
      mended: 0,
    });
  });
});
