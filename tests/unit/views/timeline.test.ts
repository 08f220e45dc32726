import { describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/contracts/roles.ts';
import { newApplication } from '../../../shared/rules/application/begin.ts';
import { deskNameOf } from '../../../shared/views/desk-names.ts';
import { type HistoryEvent, timelineOf } from '../../../shared/views/timeline.ts';
import { plan } from '../rules/declaration/fixture.ts';

const now = '2020-09-01T02:00:00.000Z';
const { application: draft } = newApplication(
  { applicationId: 'a', applicantId: 'p', applicantName: '赵某', unit: { uscc: 'U', name: '示例公司' } },
  { plan, now },
);
const application = {
  ...draft,
  route: { pointId: 'P330106', division: '330106', paper: { kind: 'POINT', id: 'P330106' } } as const,
};
const deskName = (role: Role) => deskNameOf(role, application, plan);
const event = (seq: number, act: string, role: Role, reason?: string): HistoryEvent => ({
  ...{ seq, act, at: now, hash: `h${seq}` },
  actor: { id: `${role}-1`, role, name: '某经办' },
  ...(reason ? { reason } : {}),
});

describe('the history of an application', () => {
  it.each<[Role, string]>([
    ['UNIT_HR', '示例公司'],
    ['POINT_CLERK', '西湖区受理点'],
    ['DISTRICT_OFFICER', '西湖区人力社保部门'],
    ['MUNI_HRSS', '市人力社保局'],
  ])('D28: the applicant reads the desk of %s and no person’s name', (role, desk) => {
    const [entry] = timelineOf([event(1, 'RETURN', role, '材料不全')], 'APPLICANT', deskName);
    expect(entry).toMatchObject({ desk: { zh: desk }, reason: '材料不全' });
    expect(JSON.stringify(entry)).not.toContain('某经办');
  });

  it('a desk reads who acted', () => {
    expect(timelineOf([event(1, 'RETURN', 'POINT_CLERK', 'x')], 'DESK', deskName)[0]?.actorName).toBe(
      '某经办',
    );
  });

  it.each([
    ['OVERDUE', 'APPLICANT', /办理期限已过/],
    ['OVERDUE', 'DESK', /办理期限已过/],
    ['STEP_FAILED Lambda.Unknown', 'DESK', /已转平台运维/],
    ['STEP_FAILED Lambda.Unknown', 'APPLICANT', undefined],
    ['STEP_FAILED Lambda.Unknown', 'UNIT', undefined],
  ] as const)('C7: %s is words to the %s, never a code', (reason, reader, words) => {
    const [entry] = timelineOf([event(1, 'ESCALATE', 'SYSTEM', reason)], reader, deskName);
    expect(entry?.reason).toBeUndefined();
    if (words) expect(entry?.note?.zh).toMatch(words);
    else expect(entry?.note).toBeUndefined();
  });

  it('C12: why money goes back is said in both languages', () => {
    const [entry] = timelineOf([event(1, 'REFUND', 'SYSTEM', 'LATE')], 'APPLICANT', deskName);
    expect(entry?.note).toEqual({
      zh: '付款时间晚于缴费截止时间',
      en: 'it was paid after payment had closed',
    });
  });

  it('V7: saves in a row are one line of a desk, with the receipt of the last; their person reads them all', () => {
    const acts = [
      'CREATE',
      'SAVE_PHOTO',
      'SAVE_DATA',
      'SAVE_DATA',
      'SUBMIT',
      'RETURN',
      'SAVE_DATA',
      'RESUBMIT',
    ];
    const events = acts.map((act, i) => event(i + 1, act, 'APPLICANT'));
    const told = timelineOf(events, 'UNIT', deskName);
    expect(told.map(({ act, times }) => (times ? `${act} ${times}` : act))).toEqual([
      ...['CREATE', 'SAVE_DATA 3', 'SUBMIT', 'RETURN', 'SAVE_DATA', 'RESUBMIT'],
    ]);
    expect(told[1]).toMatchObject({ seq: 4, hash: 'h4' });
    expect(timelineOf(events, 'APPLICANT', deskName)).toHaveLength(events.length);
  });
});
