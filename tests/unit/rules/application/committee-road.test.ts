import { describe, expect, it } from 'vitest';
import type { Act } from '../../../../shared/contracts/acts.ts';
import type { HolidayCalendar } from '../../../../shared/contracts/calendar.ts';
import {
  actor,
  applicant,
  auditor,
  hash,
  plan,
  reached,
  system,
  upheldMark,
  Walker,
} from '../../../fixtures/applications.ts';
import { nationalCalendars } from '../../../fixtures/plans.ts';

const justBefore = (instant: string, ms = 1) => new Date(Date.parse(instant) - ms).toISOString();

describe('R63–R66: publicity and objections', () => {
  const object = (id: string): Act => ({
    name: 'OBJECT',
    actor: { id: 'public', role: 'PUBLIC' },
    reason: '业绩不实',
    objectionId: id,
  });
  const clear = (id: string, entryCorrected = false): Act => ({
    name: 'CLEAR_OBJECTION',
    actor: actor('OFFICE_CLERK'),
    objectionId: id,
    finding: '经核查不属实',
    entryCorrected,
  });

  it.each([
    ['PRE_PUBLICITY', 'READY'],
    ['RESULT_PUBLICITY', 'RESULT_PUBLICITY'],
  ] as const)(
    'R63 R65: %s closes at 24:00 of the fifth working day, not a millisecond earlier',
    (stage, next) => {
      const walker = reached(stage);
      const closeAt = walker.app.window?.closeAt ?? '';
      expect(walker.app.window?.countedDays).toHaveLength(5);
      expect(walker.at(justBefore(closeAt)).refusal({ name: 'CLOSE_PUBLICITY', actor: system })).toBe(
        'GUARD/PUBLICITY_TOO_SHORT',
      );
      expect(walker.at(closeAt).do({ name: 'CLOSE_PUBLICITY', actor: system }).app.stage).toBe(next);
    },
  );

  it('R63 G2: a plan that asks for three working days still gets five', () => {
    const short = {
      ...plan,
      stages: plan.stages.map((s) => (s.code === 'PRE_PUBLICITY' ? { ...s, minWorkingDays: 3 } : s)),
    };
    expect(reached('PRE_PUBLICITY', { plan: short }).app.window?.n).toBe(5);
  });

  it('R64 T23 T26: with an open objection the window does not close, and no session takes the person', () => {
    const walker = reached('PRE_PUBLICITY').do(object('o1'));
    expect(walker.app.stage).toBe('PRE_OBJECTION');
    walker.at(walker.app.window?.closeAt ?? '');
    expect(walker.refusal({ name: 'CLOSE_PUBLICITY', actor: system })).toBe('WRONG_STAGE/FLOW_ORDER');
    expect(
      walker.refusal({
        name: 'ASSIGN_SESSION',
        actor: actor('OFFICE_CLERK'),
        sessionId: 's',
        groupId: 'g',
        eligibleExperts: 3,
      }),
    ).toBe('WRONG_STAGE/FLOW_ORDER');
  });

  it('T24: cleared while the window is open it goes back, after it on to READY, corrected it is shown anew', () => {
    const during = reached('PRE_PUBLICITY').do(object('o1')).later(60).do(clear('o1'));
    expect(during.app.stage).toBe('PRE_PUBLICITY');
    const after = reached('PRE_PUBLICITY').do(object('o1')).closeWindow().do(clear('o1'));
    expect(after.app.stage).toBe('READY');
    const corrected = reached('PRE_PUBLICITY').do(object('o1')).closeWindow();
    const closeAt = corrected.app.window?.closeAt ?? '';
    corrected.do(clear('o1', true));
    expect(corrected.app.stage).toBe('PRE_PUBLICITY');
    expect((corrected.app.window?.closeAt ?? '') > closeAt).toBe(true);
  });

  it('T25 L24: upholding takes two people and a hearing', () => {
    const walker = reached('PRE_PUBLICITY').do(object('o1'));
    const uphold = (id: string, heard = true, reason = '属实', mark = upheldMark(walker.app, 'o1')): Act => ({
      name: 'UPHOLD_OBJECTION',
      actor: actor('OFFICE_HEAD', id),
      reason,
      objectionId: 'o1',
      heard,
      proposal: mark,
    });
    expect(walker.refusal(uphold('b'))).toBe('GUARD/OBJECTION_NOT_PROPOSED');
    walker.do({
      name: 'PROPOSE_UPHOLD',
      actor: actor('OFFICE_CLERK', 'a'),
      objectionId: 'o1',
      finding: '属实',
    });
    const again: Act = {
      name: 'PROPOSE_UPHOLD',
      actor: actor('OFFICE_HEAD', 'c'),
      objectionId: 'o1',
      finding: '部分属实',
    };
    // D26: nobody changes the proposal that stands, and nothing else is upheld than what it says.
    expect(walker.refusal(again)).toBe('CONFLICT/PROPOSAL_STANDS');
    expect(walker.refusal(uphold('b', true, '部分属实'))).toBe('CONFLICT/PROPOSAL_DIFFERS');
    expect(walker.refusal(uphold('b', true, '属实', hash(7)))).toBe('CONFLICT/PROPOSAL_DIFFERS');
    expect(walker.refusal(uphold('a'))).toBe('SEPARATION_OF_DUTIES/SEPARATION_OF_DUTIES');
    expect(walker.refusal(uphold('b', false))).toBe('INVALID/RIGHT_TO_BE_HEARD');
    expect(walker.do(uphold('b')).app.stage).toBe('DISQUALIFIED');
  });

  it('R65 R66: no report before the result’s window is over', () => {
    const report: Act = { name: 'REPORT', actor: actor('OFFICE_CLERK'), reportId: 'r' };
    const walker = reached('RESULT_PUBLICITY');
    expect(walker.refusal(report)).toBe('GUARD/PUBLICITY_TOO_SHORT');
    walker.closeWindow().do({ name: 'CLOSE_PUBLICITY', actor: system });
    expect(walker.do(report).app.stage).toBe('JOINT_AUDIT');
  });

  it('T33 T34: an objection after the window, before the report, is examined and then reported', () => {
    const walker = reached('RESULT_PUBLICITY')
      .closeWindow()
      .do({ name: 'CLOSE_PUBLICITY', actor: system })
      .do(object('o2'))
      .do(clear('o2'));
    expect(walker.app.turns.at(-1)).toMatchObject({ stage: 'RESULT_PUBLICITY', step: 'RESULT_REPORT' });
  });

  it('K2 L30: published on 2020-01-21, the extension of 27 January moves the close by two days; never back', () => {
    const old = nationalCalendars.find((c) => c.id === 'cn-2019-11-21') as HolidayCalendar;
    const amended = nationalCalendars.find((c) => c.id === 'cn-2020-01-27') as HolidayCalendar;
    const early = {
      ...plan,
      windows: {
        ...plan.windows,
        declare: { open: '2019-12-01', close: '2020-12-31' },
        form: { mode: 'FIXED' as const, close: '2020-12-31' },
      },
    };
    const walker = reached('OFFICE_REVIEW', {
      plan: early,
      calendar: old,
      now: '2019-12-02T02:00:00.000Z',
    }).at('2020-01-21T02:00:00.000Z');
    walker
      .do({ name: 'OFFICE_AUDIT', actor: actor('OFFICE_CLERK') })
      .do({ name: 'PUBLISH', actor: actor('OFFICE_HEAD'), publicityId: 'p' });
    expect(walker.app.window?.closeAt).toBe('2020-02-03T16:00:00.000Z');
    walker.calendar = amended;
    expect(walker.at('2020-02-03T16:00:00.000Z').refusal({ name: 'CLOSE_PUBLICITY', actor: system })).toBe(
      'GUARD/PUBLICITY_TOO_SHORT',
    );
    walker.do({ name: 'EXTEND_WINDOW', actor: system });
    expect(walker.app).toMatchObject({
      stage: 'PRE_PUBLICITY',
      window: { closeAt: '2020-02-05T16:00:00.000Z', calendarVersion: 'cn-2020-01-27' },
    });
    expect(walker.app.turns.at(-1)?.dueAt).toBe('2020-02-05T16:00:00.000Z');
    walker.calendar = old;
    expect(walker.refusal({ name: 'EXTEND_WINDOW', actor: system })).toBe('GUARD/PUBLICITY_UNCHANGED');
  });

  it('K3: a window that reaches into a year without a notice cannot be closed', () => {
    const only2020 = nationalCalendars.find((c) => c.id === 'cn-2020-01-27') as HolidayCalendar;
    const late = {
      ...plan,
      windows: { ...plan.windows, form: { mode: 'FIXED' as const, close: '2020-12-31' } },
    };
    const walker = reached('OFFICE_REVIEW', { plan: late }).at('2020-12-25T02:00:00.000Z');
    walker.calendar = only2020;
    walker
      .do({ name: 'OFFICE_AUDIT', actor: actor('OFFICE_CLERK') })
      .do({ name: 'PUBLISH', actor: actor('OFFICE_HEAD'), publicityId: 'p' });
    expect(walker.app.window?.provisional).toBe(true);
    expect(walker.at('2021-01-20T00:00:00.000Z').refusal({ name: 'CLOSE_PUBLICITY', actor: system })).toBe(
      'GUARD/PUBLICITY_TOO_SHORT',
    );
  });
});

describe('R64, L12–L15: the committee', () => {
  it('L14: fewer than three eligible experts, or opinions, stop the road', () => {
    const assign = (n: number): Act => ({
      name: 'ASSIGN_SESSION',
      actor: actor('OFFICE_CLERK'),
      sessionId: 's',
      groupId: 'g',
      eligibleExperts: n,
    });
    expect(reached('READY').refusal(assign(2))).toBe('GUARD/GROUP_TOO_SMALL');
    expect(reached('READY').refusal(assign(3))).toBeUndefined();
    expect(
      reached('GROUP_REVIEW').refusal({ name: 'OPEN_VOTING', actor: actor('OFFICE_CLERK'), opinions: 2 }),
    ).toBe('GUARD/OPINIONS_MISSING');
  });

  it('T30 L21: not passed ends the road; re-examination re-opens it only for a procedural fault', () => {
    const walker = reached('VOTING').do({
      name: 'COUNT',
      actor: actor('OFFICE_HEAD'),
      passed: false,
      date: '2020-12-01',
      sheetHash: hash(3),
    });
    expect(walker.app.stage).toBe('NOT_PASSED');
    walker.do({ name: 'REQUEST_REEXAMINATION', actor: applicant, reason: '程序有误' });
    const answer = (proceduralFault: boolean): Act => ({
      name: 'ANSWER_REEXAMINATION',
      actor: actor('OFFICE_HEAD'),
      reason: '复查',
      answer: '见附件',
      proceduralFault,
    });
    const upheld = new Walker({ app: walker.app, now: walker.now }).do(answer(false));
    expect(upheld.app.stage).toBe('NOT_PASSED');
    expect(walker.do(answer(true)).app).toMatchObject({ stage: 'READY', revision: 2, vote: undefined });
  });

  it('T31: an aborted session sends the candidate back to READY without a result', () => {
    const walker = reached('VOTING').do({
      name: 'ABORT_SESSION',
      actor: actor('OFFICE_CLERK'),
      reason: '不足法定人数',
    });
    expect(walker.app).toMatchObject({ stage: 'READY', sessionId: undefined, vote: undefined });
  });
});

describe('R67, R68: document and certificate', () => {
  const approve = (lane: string, as = lane): Act => ({
    name: 'AUTHORITY_APPROVE',
    actor: auditor(as),
    lane,
  });
  const issue = (w: Walker): Act => ({
    name: 'ISSUE_DOCUMENT',
    actor: actor('MUNI_HRSS'),
    documentNo: '杭人社发〔2020〕1号',
    publishedAt: w.now,
  });

  it.each([
    ['MUNI_HRSS', 'CONSTR_COMMISSION'],
    ['CONSTR_COMMISSION', 'MUNI_HRSS'],
  ] as const)('R67: both audits, %s first, then the document', (first, second) => {
    const walker = reached('JOINT_AUDIT');
    expect(walker.refusal(issue(walker))).toBe('GUARD/JOINT_AUDIT');
    walker.do(approve(first));
    expect(walker.refusal(issue(walker))).toBe('GUARD/JOINT_AUDIT');
    walker.do(approve(second));
    expect(walker.do(issue(walker)).app.stage).toBe('DOCUMENT_ISSUED');
  });

  it('R67: nobody audits for the other authority, nor twice', () => {
    const walker = reached('JOINT_AUDIT');
    expect(walker.refusal(approve('MUNI_HRSS', 'CONSTR_COMMISSION'))).toBe(
      'SEPARATION_OF_DUTIES/SEPARATION_OF_DUTIES',
    );
    walker.do(approve('MUNI_HRSS'));
    expect(walker.refusal(approve('MUNI_HRSS'))).toBe('STALE_TURN/JOINT_AUDIT');
  });

  it('T38: sent back by one authority, cleared, it is audited again by both', () => {
    const walker = reached('JOINT_AUDIT')
      .do(approve('MUNI_HRSS'))
      .do({
        name: 'SEND_BACK',
        actor: auditor('CONSTR_COMMISSION'),
        lane: 'CONSTR_COMMISSION',
        reason: '核实业绩',
      });
    const { objectionId } = walker.app.objections.at(-1) ?? { objectionId: '' };
    expect(walker.app.stage).toBe('RESULT_OBJECTION');
    walker.do({
      name: 'CLEAR_OBJECTION',
      actor: actor('OFFICE_CLERK'),
      objectionId,
      finding: '属实',
      entryCorrected: false,
    });
    expect(walker.app).toMatchObject({ stage: 'JOINT_AUDIT', jointAudit: {} });
  });

  it('R68 I4: no certificate before the published document; R13: only with the very photo of the declaration', () => {
    const certify = (photoSha256: string): Act => ({
      name: 'CERTIFY',
      actor: system,
      certificateNo: 'C-1',
      documentKey: 'k',
      photoSha256,
    });
    expect(reached('JOINT_AUDIT').refusal(certify(hash(9)))).toBe('WRONG_STAGE/FLOW_ORDER');
    expect(reached('DOCUMENT_ISSUED').refusal(certify(hash(10)))).toBe('GUARD/CERT_PHOTO');
    expect(reached('DOCUMENT_ISSUED').refusal(certify(hash(9)))).toBeUndefined();
  });

  it('R69 R70: archived only when the paper is back with the applicant', () => {
    const walker = reached('CERTIFIED');
    expect(walker.paper('AT_POINT_FOR_PICKUP').refusal({ name: 'ARCHIVE', actor: applicant })).toBe(
      'GUARD/FORM_RETURN_ROUTE',
    );
    expect(walker.paper('HANDED_OVER').do({ name: 'ARCHIVE', actor: applicant }).app).toMatchObject({
      stage: 'ARCHIVED',
      paper: { status: 'FILED' },
    });
  });

  it('T44 L24: only the HRSS bureau revokes, with a reason', () => {
    const revoke: Act = { name: 'REVOKE', actor: actor('MUNI_HRSS'), reason: '弄虚作假', documentNo: '2' };
    expect(reached('ARCHIVED').do(revoke).app.stage).toBe('REVOKED');
    expect(reached('CERTIFIED').refusal({ ...revoke, actor: actor('OFFICE_HEAD') } as Act)).toBe(
      'FORBIDDEN/FORBIDDEN',
    );
  });
});

describe('C11: withdrawal', () => {
  it.each([
    'DRAFT',
    'UNIT_REVIEW',
    'UNIT_PUBLICITY',
    'POINT_REVIEW',
    'DISTRICT_REVIEW',
    'PAYMENT_DUE',
    'FORM_DUE',
    'FORM_IN_TRANSIT',
    'OFFICE_REVIEW',
  ] as const)('T41 C11: free at %s', (stage) => {
    expect(reached(stage).do({ name: 'WITHDRAW', actor: applicant }).app.stage).toBe('WITHDRAWN');
  });
  it('T42 C11: once published only on request, granted by the office', () => {
    const walker = reached('PRE_PUBLICITY');
    expect(walker.refusal({ name: 'WITHDRAW', actor: applicant })).toBe('WRONG_STAGE/FLOW_ORDER');
    expect(walker.refusal({ name: 'GRANT_WITHDRAWAL', actor: actor('OFFICE_CLERK') })).toBe(
      'GUARD/WITHDRAWAL_NOT_REQUESTED',
    );
    walker.do({ name: 'REQUEST_WITHDRAWAL', actor: applicant, reason: '个人原因' });
    expect(walker.do({ name: 'GRANT_WITHDRAWAL', actor: actor('OFFICE_CLERK') }).app.stage).toBe('WITHDRAWN');
  });
});
