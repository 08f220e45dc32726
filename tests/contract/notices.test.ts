import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeadlineSweeper } from '../../functions/events/sweep-deadlines.ts';
import { tellOfEvent } from '../../shared/acts/notice/tell-of-event.ts';
import type { Application } from '../../shared/contracts/application.ts';
import { archiveChain } from '../../shared/store/archive.ts';
import { StoredEventSchema } from '../../shared/store/base/audited.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { MAX_ATTEMPTS, StoredNoticeSchema } from '../../shared/store/notices.ts';
import { linesOf } from '../log-lines.ts';
import {
  act,
  applicant,
  change,
  clerk,
  givenFormDue,
  givenPaymentDue,
  givenReady,
  givenSubmitted,
  givenUnit,
  hr,
  profileBody,
  system,
  unitBody,
} from './applicant-road.ts';
import { type Caller, createHarness, type Harness } from './harness.ts';
import { startMailbox, type TestMailbox } from './mailbox.ts';
import { givenAt, office, officer, otherClerk, clerk as pointClerk } from './office-road.ts';

const rival: Caller = { id: 'hr-2', role: 'UNIT_HR' };
let h: Harness;
let mailbox: TestMailbox;
beforeEach(async () => {
  mailbox = await startMailbox(() => Date.parse(h.clock.now()));
  h = await createHarness({ env: { NOTICE_URL: mailbox.url } });
});
afterEach(() => Promise.all([h.close(), mailbox.close()]));

/** What the stream would bring: every event of the aggregate, in order. */
async function dispatch(pk: string): Promise<void> {
  const events = await h.deps.table.queryAll(StoredEventSchema, { partition: pk, prefix: 'EVENT#' });
  for (const { seq } of events) await tellOfEvent(h.deps, pk, seq);
}
const dispatchAll = ({ applicationId }: { applicationId: string }) =>
  dispatch(keys.application(applicationId).pk);

/** Through the API, as the person sees them; newest first. */
const box = async (as = applicant) =>
  (await h.call('api-applicant', 'GET', '/v1/me/notices', { as })).as('NoticeList').items;
const stored = (personId: string) =>
  h.deps.table.queryAll(StoredNoticeSchema, { partition: keys.profile(personId).pk, prefix: 'NOTICE#' });
const titles = async (as = applicant) => (await box(as)).map((n) => n.title.zh);

describe('C18: notices of an application', () => {
  it('C18: submitting tells the applicant and the unit, in the box and by text message', async () => {
    const submitted = await givenSubmitted(h);
    await dispatchAll(submitted);
    expect(await box()).toMatchObject([
      {
        applicationId: submitted.applicationId,
        body: { zh: expect.stringContaining('申报已提交，申报编号 HZ-CONSTR-ENG-2020-330106-000001') },
      },
    ]);
    expect(await box(hr)).toMatchObject([{ title: { zh: '待审核申报' } }]);
    expect(mailbox.messages(profileBody.mobile)).toMatchObject([{ channel: 'SMS', subject: '申报进度' }]);
    expect(mailbox.messages(unitBody.hrMobile)).toHaveLength(1);
  });

  it('C18: an event that comes twice, or after the next one, tells once', async () => {
    const due = await givenPaymentDue(h);
    await dispatchAll(due);
    const [inBox, sent] = [await box(), mailbox.messages()];
    await dispatchAll(due);
    await tellOfEvent(h.deps, keys.application(due.applicationId).pk, due.version);
    expect(await box()).toEqual(inBox);
    expect(mailbox.messages()).toEqual(sent);
    expect(inBox[0]?.body.zh).toMatch(/请于 .* 前缴纳 200\.00 元/);
  });

  it('R60, R61: the form’s notice says where it goes, until when, and where to telephone', async () => {
    await dispatchAll(await givenFormDue(h));
    expect((await box())[0]?.body.zh).toMatch(/西湖区受理点.*示例地址.*0571/);
  });

  it('V1: a text message never says how it went, nor names anybody', async () => {
    const submitted = await givenSubmitted(h);
    const returned = await act(h, submitted.applicationId, {
      ...{ name: 'RETURN', actor: { id: hr.id, role: 'UNIT_HR' }, reason: '材料不全' },
      items: [{ path: '/attachments/A6', remark: '缺少公章' }],
    });
    await dispatchAll(returned);
    expect((await box())[0]?.body.zh).toContain('有 1 处需要补正');
    const texts = mailbox.messages(profileBody.mobile).map((m) => m.body);
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text).not.toMatch(/赵某|材料不全|缺少公章|申报编号|补正\d/);
  });

  it('e-mail goes out beside the text message where the profile has an address, with both languages', async () => {
    const submitted = await givenSubmitted(h);
    const profile = await h.call('api-applicant', 'GET', '/v1/me/profile', { as: applicant });
    const body = { ...profileBody, email: 'zhao@example.invalid' };
    await h.call('api-applicant', 'PUT', '/v1/me/profile', {
      as: applicant,
      body,
      version: profile.version ?? 0,
    });
    await dispatchAll(submitted);
    expect(mailbox.messages('zhao@example.invalid')).toMatchObject([
      { channel: 'EMAIL', body: expect.stringMatching(/申报已提交[\s\S]*was submitted/) },
    ]);
  });

  it('R69: paper that was refused, came back, was handed over', async () => {
    const due = await givenFormDue(h);
    const step = (name: string, before: Application) => {
      const event = { act: name, actor: clerk, at: h.clock.now(), from: before.stage, to: before.stage };
      h.clock.advance(60);
      return h.deps.table.transact(h.deps.applications.change(before, before, event).writes);
    };
    for (const name of ['PAPER_REFUSED', 'PAPER_ARRIVE_POINT', 'PAPER_HAND_OVER'])
      await step(name, await h.deps.applications.require(due.applicationId));
    await dispatchAll(due);
    const bodies = (await box()).slice(0, 3).map((n) => n.body.zh);
    expect(bodies).toEqual([
      expect.stringContaining('评审表已领取'),
      expect.stringContaining('评审表已退至 西湖区受理点'),
      expect.stringContaining('未收下'),
    ]);
  });

  it('C7: a desk that is overdue is told inside the platform, once a turn; a failed step is no desk’s matter', async () => {
    const submitted = await givenSubmitted(h);
    const { applicationId } = submitted;
    await act(h, applicationId, { name: 'ESCALATE', actor: system, reason: 'STEP_FAILED Lambda.Unknown' });
    await act(h, applicationId, { name: 'ESCALATE', actor: system, reason: 'OVERDUE' });
    h.clock.advance(5 * 24 * 3600);
    await act(h, applicationId, { name: 'ESCALATE', actor: system, reason: 'OVERDUE' });
    await dispatchAll(submitted);
    const told = async (as: Caller) =>
      (await h.call('api-applicant', 'GET', '/v1/unit/notices', { as })).as('DeskNoticeList').items;
    expect(await told(hr)).toMatchObject([{ applicationId, done: false, title: { zh: '待办提醒' } }]);
    await givenUnit(h, { ...unitBody, uscc: '91110000600037341L', name: '别的单位' }, rival);
    expect(await told(rival)).toEqual([]);
    expect(mailbox.messages().every((m) => m.subject !== '待办提醒')).toBe(true);
  });

  it('C7: each desk reads its own reminders: the point those of its queue, no other point, done once it has decided', async () => {
    h.clock.set('2020-10-12T02:00:00.000Z');
    const submitted = await givenAt(h, 'POINT_REVIEW');
    const overdue = { name: 'ESCALATE', actor: system, reason: 'OVERDUE' } as const;
    const { applicationId } = await act(h, submitted.applicationId, overdue);
    await dispatchAll(submitted);
    const told = async (as: Caller) =>
      (await h.call('api-staff', 'GET', '/v1/staff/notices', { as })).as('DeskNoticeList').items;
    expect(await told(pointClerk)).toMatchObject([{ applicationId, done: false }]);
    for (const other of [otherClerk, officer, office]) expect(await told(other)).toEqual([]);
    await act(h, applicationId, { name: 'POINT_ACCEPT', actor: { id: pointClerk.id, role: 'POINT_CLERK' } });
    expect(await told(pointClerk)).toMatchObject([{ applicationId, done: true }]);
  });

  it('an occasion that the plan has switched off is not told', async () => {
    const submitted = await givenSubmitted(h);
    const plan = { ...h.deps.plans.of(submitted), notifications: [] };
    const deps = { ...h.deps, plans: { ...h.deps.plans, of: () => plan } };
    await tellOfEvent(deps, keys.application(submitted.applicationId).pk, 1);
    expect(await box()).toEqual([]);
  });

  it('a fact that is not there stops nothing: the event counts as told', async () => {
    const submitted = await givenSubmitted(h);
    await change(h, submitted.applicationId, (a) => ({ ...a, applicationNo: undefined }));
    await expect(dispatchAll(submitted)).resolves.toBeUndefined();
    expect(await box()).toEqual([]);
  });
});

describe('C18: notices of unit and archive', () => {
  it('R8: the HR head is told when the unit is bound', async () => {
    await givenUnit(h);
    await dispatch(keys.unit(unitBody.uscc).pk);
    expect(await box(hr)).toMatchObject([{ occasion: 'UNIT_BOUND', title: { zh: '单位绑定' } }]);
  });

  it('R6: the person is told what the unit decided on an item', async () => {
    await dispatch(archiveChain(await givenReady(h)));
    expect(await box()).toMatchObject([
      { body: { zh: expect.stringContaining('“某住宅楼”已经单位审查通过') } },
    ]);
  });

  it('other aggregates tell nothing', async () => {
    await givenUnit(h);
    await tellOfEvent(h.deps, keys.file('some').pk, 1);
    await tellOfEvent(h.deps, keys.application('nobody').pk, 1);
    expect(mailbox.requests).toBe(0);
  });
});

describe('what does not go out', () => {
  const afterWait = async () => {
    h.clock.advance(25 * 3600);
    return createDeadlineSweeper(h.deps)();
  };

  it('a gateway that fails blocks nothing: it is recorded on the notice, and tried again later', async () => {
    const submitted = await givenSubmitted(h);
    mailbox.status = 503;
    await expect(dispatchAll(submitted)).resolves.toBeUndefined();
    expect((await stored(applicant.id))[0]?.deliveries).toMatchObject([
      { channel: 'SMS', status: 'FAILED', attempts: 1, code: 'HTTP_503' },
    ]);
    expect(await titles()).toEqual(['申报进度']);
    // Dispatched again before its time it makes no further attempt.
    const { requests } = mailbox;
    await dispatchAll(submitted);
    expect(mailbox.requests).toBe(requests);
    mailbox.status = 204;
    expect((await createDeadlineSweeper(h.deps)()).resent).toBe(0);
    expect((await afterWait()).resent).toBe(2);
    expect((await stored(applicant.id))[0]?.deliveries).toMatchObject([{ status: 'SENT', attempts: 2 }]);
    expect(mailbox.messages(profileBody.mobile)).toHaveLength(1);
    expect((await afterWait()).resent).toBe(0);
  });

  it('attempts come to an end', async () => {
    mailbox.status = 500;
    await dispatchAll(await givenSubmitted(h));
    for (let i = 0; i < MAX_ATTEMPTS + 2; i += 1) await afterWait();
    expect((await stored(applicant.id))[0]?.deliveries).toMatchObject([
      { status: 'GIVEN_UP', attempts: MAX_ATTEMPTS, code: 'HTTP_500' },
    ]);
  });

  it('a crash between box and gateway: the sweeper sends what nobody has sent', async () => {
    const submitted = await givenSubmitted(h);
    const table = { ...h.deps.table };
    const deps = { ...h.deps, table };
    let writes = 0;
    table.transact = (items) => {
      writes += 1;
      return writes === 1 ? h.deps.table.transact(items) : Promise.reject(new Error('the process died'));
    };
    // The first write is a reminder's or a notice's; from the second on nothing is kept.
    await expect(
      tellOfEvent(deps, keys.application(submitted.applicationId).pk, submitted.version),
    ).rejects.toThrow();
    await dispatchAll(submitted);
    await afterWait();
    expect(mailbox.messages(profileBody.mobile)).toHaveLength(1);
  });

  it('no personal data in the log', async () => {
    const submitted = await givenSubmitted(h);
    mailbox.status = 500;
    const lines = await linesOf(() => dispatchAll(submitted));
    expect(lines.join('')).toContain('a notice did not go out');
    expect(lines.join('')).not.toMatch(/13800000|赵某|申报已提交/);
  });
});
