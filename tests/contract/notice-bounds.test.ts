import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tell } from '../../shared/acts/notice/tell.ts';
import { tellsDeadline } from '../../shared/rules/notice/bound.ts';
import { notices } from '../../shared/rules/notice/table.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { type StoredNotice, StoredNoticeSchema } from '../../shared/store/notices.ts';
import { applicant, givenProfile, givenUnit, profileBody } from './applicant-road.ts';
import { createHarness, type Harness } from './harness.ts';
import { startMailbox, type TestMailbox } from './mailbox.ts';

let h: Harness;
let mailbox: TestMailbox;
beforeEach(async () => {
  mailbox = await startMailbox(() => Date.parse(h.clock.now()));
  h = await createHarness({ env: { NOTICE_URL: mailbox.url } });
  await givenUnit(h);
  expect((await givenProfile(h)).status).toBe(200);
});
afterEach(() => Promise.all([h.close(), mailbox.close()]));

let serial = 0;
/** Another notice of an event to the applicant, at this moment. */
function notice(event: string, applicationId = 'a-1'): Omit<StoredNotice, 'deliveries'> {
  serial += 1;
  const at = h.clock.now();
  const text = { zh: `第 ${serial} 件`, en: `No. ${serial}` };
  return {
    ...{ noticeId: `${at}-${String(serial).padStart(6, '0')}-x`, at, occasion: 'STAGE_RESULT', event },
    ...{ title: text, body: text, sms: text, personId: applicant.id, audience: 'APPLICANT', applicationId },
  };
}
const box = () =>
  h.deps.table.queryAll(StoredNoticeSchema, {
    partition: keys.profile(applicant.id).pk,
    prefix: 'NOTICE#',
  });
const sent = () => mailbox.messages(profileBody.mobile).length;

describe('D22 C18: notices to one person', () => {
  it('D22: forty of a kind about one matter are three and one that stands for the others', async () => {
    for (let n = 0; n < 40; n++) {
      const one = notice('OBJECTION_OPENED');
      // Every event arrives twice.
      await tell(h.deps, one);
      await tell(h.deps, one);
    }
    expect((await box()).map((n) => n.body.zh.slice(0, 4))).toEqual(['第 1 ', '第 2 ', '第 3 ', '今天同类']);
    expect(sent()).toBe(4);
  });

  it('D22: however they are mixed there are no more', async () => {
    await Promise.all(Array.from({ length: 12 }, () => tell(h.deps, notice('OBJECTION_OPENED'))));
    expect(await box()).toHaveLength(4);
    expect(sent()).toBe(4);
  });

  it('D22: the next day, another matter and another kind count by themselves', async () => {
    for (let n = 0; n < 5; n++) await tell(h.deps, notice('OBJECTION_OPENED'));
    await tell(h.deps, notice('OBJECTION_OPENED', 'a-2'));
    await tell(h.deps, notice('STAGE_PASSED'));
    expect(await box()).toHaveLength(6);
    h.clock.advance(86_400);
    await tell(h.deps, notice('OBJECTION_OPENED'));
    expect((await box()).at(-1)?.body.zh).toMatch(/^第/);
  });

  it('D22: many matters of one kind stay in the box, and ten a day are sent', async () => {
    for (let n = 0; n < 15; n++) await tell(h.deps, notice('STAGE_PASSED', `a-${n}`));
    expect(await box()).toHaveLength(15);
    expect(sent()).toBe(10);
  });

  it('D22 C7: a notice that tells a deadline is never held back', async () => {
    for (let n = 0; n < 15; n++) await tell(h.deps, notice('FORM_DUE'));
    expect(await box()).toHaveLength(15);
    expect(sent()).toBe(15);
    const told = Object.keys(notices).filter(tellsDeadline);
    for (const event of ['PAYMENT_OPEN', 'PAYMENT_CLOSING', 'FORM_DUE', 'RETURNED', 'OVERDUE'])
      expect(told).toContain(event);
    expect(told).not.toContain('OBJECTION_OPENED');
  });
});
