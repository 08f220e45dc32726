import { describe, expect, it } from 'vitest';
import { noticeOccasions } from '../../../../shared/contracts/plan.ts';
import type { stageCodes } from '../../../../shared/contracts/stages.ts';
import { transitions } from '../../../../shared/rules/application/transitions.ts';
import { remindersOf } from '../../../../shared/rules/desk/reminders.ts';
import {
  factsNeeded,
  type NoticeEvent,
  type NoticeFacts,
  type NoticeRow,
  notices,
  noticesOf,
  renderNotices,
  transitionNotices,
} from '../../../../shared/rules/notice/render.ts';

const events = Object.keys(notices) as NoticeEvent[];
const rows = events.flatMap((event) =>
  (notices[event] as readonly NoticeRow[]).map((row) => ({ event, ...row })),
);
const facts: Required<NoticeFacts> = {
  applicationNo: 'HZ-CONSTR-ENG-2020-330106-000001K',
  applicationRef: { zh: '某申报计划', en: 'some plan' },
  stageName: { zh: '评前公示', en: 'First publicity' },
  unitName: 'Sample Construction',
  itemTitle: '示例项目',
  itemCount: 3,
  copies: 2,
  batchName: { zh: '第二批', en: 'Second batch' },
  dueAt: '2020-11-30T16:00:00.000Z',
  closeAt: '2020-11-09T16:00:00.000Z',
  amountFen: 12005,
  refundFen: 20_000,
  refundReason: { zh: '该申报此前已缴费', en: 'the declaration was paid for already' },
  missedAt: '2020-11-09T16:00:00.000Z',
  deskName: { zh: '西湖区受理点', en: 'Xihu point' },
  deskAddress: '示例路1号',
  deskPhone: '0571-00000000',
  documentNo: 'SAMPLE-2021-1',
  certificateNo: '2020330100MID000017',
  roleName: { zh: '受理点', en: 'Acceptance point' },
  placeName: '西湖区受理点',
  link: 'https://zhiping.example/admin/invitation#id.secret',
};
const options = {
  occasions: [...noticeOccasions, 'INVITATION'] as const,
  platform: { zh: '省平台', en: 'the platform' },
};

describe('C18 which notice goes to whom', () => {
  it('C18: every transition of the table says what it tells, if only that it is silent', () => {
    const ids = [...new Set(transitions.map((transition) => transition.id))];
    expect(ids.filter((id) => !(id in transitionNotices))).toEqual([]);
    for (const { id, to } of transitions)
      for (const stage of to) expect(Array.isArray(noticesOf(id, stage))).toBe(true);
  });

  it.each<[string, (typeof stageCodes)[number], NoticeEvent[]]>([
    ['T3', 'UNIT_REVIEW', ['SUBMITTED']],
    ['T5', 'UNIT_PUBLICITY', ['UNIT_PUBLICITY_OPENED']],
    ['T5', 'POINT_REVIEW', ['STAGE_PASSED']],
    ['T11', 'PAYMENT_DUE', ['PAYMENT_OPEN']],
    ['T11', 'FORM_DUE', ['FORM_DUE']],
    ['T17b', 'PAYMENT_DUE', ['PAYMENT_REOPENED']],
    ['T17d', 'LAPSED', ['REOPENING_REFUSED']],
    ['T13', 'RETURNED', ['RETURNED']],
    ['T18', 'FORM_IN_TRANSIT', ['FORM_RECEIVED']],
    ['T21', 'PRE_PUBLICITY', ['PUBLICITY_OPENED']],
    ['T29', 'PASSED_PENDING', ['PASSED']],
    ['T29', 'NOT_PASSED', ['NOT_PASSED']],
    ['T37', 'DOCUMENT_ISSUED', ['DOCUMENT_ISSUED']],
    ['T39', 'CERTIFIED', ['CERTIFIED']],
    ['T28', 'VOTING', []],
    ['T99', 'VOTING', []],
  ])('C18: %s into %s tells %j', (transition, stage, expected) => {
    expect(noticesOf(transition, stage)).toEqual(expected);
  });

  it('C18: each occasion that a plan can switch has a notice', () => {
    // An invitation belongs to no plan (D34).
    const occasions = new Set(rows.map((row) => row.occasion));
    expect([...occasions].sort()).toEqual([...noticeOccasions, 'INVITATION'].sort());
  });

  it('C18: what a plan has switched off is not sent', () => {
    const off = { ...options, occasions: noticeOccasions.filter((one) => one !== 'RETURNED') };
    expect(renderNotices('RETURNED', facts, off)).toEqual([]);
    expect(renderNotices('RETURNED', facts, options)).toHaveLength(1);
  });

  it('C18: submitting tells the applicant and the unit, each their own', () => {
    const both = renderNotices('SUBMITTED', facts, options);
    expect(both.map((notice) => notice.audience)).toEqual(['APPLICANT', 'UNIT_HR']);
    expect(both[0]!.body.zh).not.toBe(both[1]!.body.zh);
  });
});

describe('C18 the texts', () => {
  it('C18: deadlines, money and names are written out, in both languages', () => {
    const [notice] = renderNotices('PAYMENT_OPEN', facts, options);
    expect(notice!.body).toEqual({
      zh: '申报 HZ-CONSTR-ENG-2020-330106-000001K 已经区、县（市）人力社保部门审核通过，请于 2020年11月30日 24:00 前缴纳 120.05 元。',
      en: 'The district approved declaration HZ-CONSTR-ENG-2020-330106-000001K. Please pay CNY 120.05 by 24:00 on 30 November 2020.',
    });
    expect(renderNotices('PAYMENT_REOPENED', facts, options)[0]!.body.zh).toBe(
      '申报 HZ-CONSTR-ENG-2020-330106-000001K 已重新开放缴费，仅此一次，请于 2020年11月30日 24:00 前缴纳 120.05 元。',
    );
    expect(renderNotices('PUBLICITY_OPENED', facts, options)[0]!.body.zh).toContain(
      '进入评前公示，至 2020年11月9日 24:00 止',
    );
  });

  it.each(events)('C18: %s renders in both languages from the facts it names', (event) => {
    const own = Object.fromEntries(factsNeeded(event).map((name) => [name, facts[name]])) as NoticeFacts;
    for (const notice of renderNotices(event, own, options))
      for (const text of [notice.title, notice.body, notice.sms]) {
        expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
        expect(text.en).not.toMatch(/[\u3000-\u303f\uff00-\uffef]/);
        expect(text.zh + text.en).not.toMatch(/[{}!！]|undefined|\[object/);
      }
  });

  it('C18: both languages tell the same facts', () => {
    for (const { body } of rows) {
      const names = (text: string) => [...text.matchAll(/\{[\w:]+\}/g)].map(String).sort();
      expect(names(body.en)).toEqual(names(body.zh));
    }
  });

  it('C18: a missing fact is refused, not sent as a gap', () => {
    const { dueAt: _dueAt, ...rest } = facts;
    expect(() => renderNotices('RETURNED', rest, options)).toThrow(/dueAt/);
    expect(() => renderNotices('PAYMENT_OPEN', { ...facts, amountFen: 0.5 }, options)).toThrow(RangeError);
  });

  it('L33: no personal data gets in, even when a caller hands it over', () => {
    const secrets = {
      name: '王小明',
      idNumber: '330102190001010011',
      mobile: '13800008000',
      reason: '业绩不实',
    };
    for (const event of events) {
      const text = JSON.stringify(renderNotices(event, { ...facts, ...secrets }, options));
      for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
      for (const name of factsNeeded(event)) expect(Object.keys(facts)).toContain(name);
    }
  });

  it.each<[NoticeEvent, boolean]>([
    ['PAYMENT_CLOSING', true],
    ['PAYMENT_OPEN', true],
    ['RETURNED', true],
    ['FORM_DUE', true],
    ['STAGE_PASSED', false],
    ['LAPSED', false],
  ])('C18: the text message of %s names a day to keep: %s', (event, named) => {
    const { sms } = renderNotices(event, facts, options)[0]!;
    expect(sms.zh.includes('须在 2020年11月30日 24:00 前办理')).toBe(named);
    expect(sms.en.includes('due by 24:00 on 30 November 2020')).toBe(named);
  });

  it('L33: a text message tells neither the result nor the number', () => {
    const sms = (event: NoticeEvent) => renderNotices(event, facts, options)[0]!.sms;
    expect(sms('PASSED')).toEqual(sms('NOT_PASSED'));
    expect(sms('REJECTED')).toEqual(sms('DISQUALIFIED'));
    for (const event of events) expect(sms(event).zh).not.toContain(facts.applicationNo);
  });
});

describe('C7, C18 what time alone tells', () => {
  const enteredAt = '2020-09-14T02:00:00.000Z';
  const payment = (dueAt: string) => remindersOf({ step: 'PAYMENT', enteredAt, dueAt });

  it.each([
    ['seven days: a day before the close', '2020-09-21T16:00:00.000Z', '2020-09-20T16:00:00.000Z'],
    ['a moment over two days: a day before', '2020-09-16T02:00:00.002Z', '2020-09-15T02:00:00.002Z'],
    ['two days: both are the same', '2020-09-16T02:00:00.000Z', '2020-09-15T02:00:00.000Z'],
    ['a day and a half: half-way', '2020-09-15T14:00:00.000Z', '2020-09-14T20:00:00.000Z'],
    ['an hour: half-way', '2020-09-14T03:00:00.000Z', '2020-09-14T02:30:00.000Z'],
  ])('C18: a payment that is open for %s', (_, dueAt, at) => {
    expect(payment(dueAt)).toEqual([{ kind: 'PAYMENT_CLOSING', at }]);
  });

  it('C7: a desk at half, at four fifths and at the end; other steps and turns without a deadline not at all', () => {
    const dueAt = '2020-09-24T02:00:00.000Z';
    for (const step of ['UNIT_REVIEW', 'POINT_REVIEW', 'DISTRICT_REVIEW', 'OFFICE_REVIEW'] as const)
      expect(remindersOf({ step, enteredAt, dueAt })).toEqual([
        { kind: 'HALF', at: '2020-09-19T02:00:00.000Z' },
        { kind: 'MOST', at: '2020-09-22T02:00:00.000Z' },
        { kind: 'OVERDUE', at: dueAt },
      ]);
    expect(remindersOf({ step: 'CORRECTION', enteredAt, dueAt })).toEqual([]);
    expect(remindersOf({ step: 'POINT_REVIEW', enteredAt })).toEqual([]);
  });
});
