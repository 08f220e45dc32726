import { describe, expect, it } from 'vitest';
import type { Act } from '../../../../shared/contracts/acts.ts';
import type { Stage } from '../../../../shared/contracts/stages.ts';
import { stageCodes, stageFacts } from '../../../../shared/contracts/stages.ts';
import { transitions } from '../../../../shared/rules/application/transitions.ts';
import {
  actor,
  applicant,
  hash,
  mainRoad,
  plan,
  reached,
  resubmit,
  submit,
  system,
  Walker,
} from '../../../fixtures/applications.ts';

describe('R1: the phases in strict order', () => {
  it('R1: the main road passes every stage from DRAFT to ARCHIVED', () => {
    const walker = reached('ARCHIVED');
    const seen = walker.app.turns.map((t) => t.stage).filter((s, i, all) => s !== all[i - 1]);
    expect(seen).toEqual(['DRAFT', ...mainRoad.map((m) => m.to)]);
  });

  it('R1 R58: unit, point, district and office act only at their own stage (FLOW_ORDER)', () => {
    const acts: { at: Stage; act: Act }[] = [
      { at: 'UNIT_REVIEW', act: { name: 'UNIT_APPROVE', actor: actor('UNIT_HR'), opinion: '同意' } },
      { at: 'POINT_REVIEW', act: { name: 'POINT_ACCEPT', actor: actor('POINT_CLERK') } },
      { at: 'DISTRICT_REVIEW', act: { name: 'DISTRICT_APPROVE', actor: actor('DISTRICT_OFFICER') } },
      {
        at: 'PASSED_PENDING',
        act: { name: 'PUBLISH_RESULT', actor: actor('OFFICE_CLERK'), publicityId: 'p' },
      },
    ];
    const stages: Stage[] = ['DRAFT', ...mainRoad.map((m) => m.to)];
    for (const stage of stages) {
      for (const { at, act } of acts) {
        const walker = reached(stage);
        if (stage === at) expect(walker.refusal(act), `${act.name} at ${stage}`).toBeUndefined();
        else expect(walker.refusal(act), `${act.name} at ${stage}`).toBe('WRONG_STAGE/FLOW_ORDER');
      }
    }
  });

  it('R1: a stage’s act by another role is refused', () => {
    expect(reached('POINT_REVIEW').refusal({ name: 'POINT_ACCEPT', actor: actor('DISTRICT_OFFICER') })).toBe(
      'FORBIDDEN/FORBIDDEN',
    );
    expect(
      reached('UNIT_REVIEW').refusal({ name: 'UNIT_APPROVE', actor: actor('POINT_CLERK'), opinion: 'x' }),
    ).toBe('FORBIDDEN/FORBIDDEN');
  });

  it('I5: every stage but ends has an owner of the next act', () => {
    for (const stage of stageCodes)
      expect(stageFacts(stage).owner === null, stage).toBe(stageFacts(stage).end === true);
  });

  it('domain-spec §7.3: at most one row for an act at a stage', () => {
    const pairs = transitions.flatMap((t) => t.from.map((from) => `${t.act} ${from}`));
    expect(pairs.filter((p, i) => pairs.indexOf(p) !== i)).toEqual([]);
  });
});

describe('R58: submit', () => {
  it('R58: submit freezes the snapshot hash and opens unit review', () => {
    const { app } = reached('UNIT_REVIEW');
    expect(app).toMatchObject({ stage: 'UNIT_REVIEW', snapshotHash: hash(7), revision: 1, revisionTurn: 1 });
  });

  it.each([
    ['a millisecond before the window opens', -1, 'GUARD/WINDOW_NOT_OPEN'],
    ['when it opens', 0, undefined],
  ])('L26: submitting %s', (_, offset, refusal) => {
    const openAt = Date.parse(`${plan.windows.declare.open}T00:00:00.000+08:00`);
    expect(new Walker({ now: new Date(openAt + offset).toISOString() }).refusal(submit())).toBe(refusal);
  });

  it.each([
    ['in the last millisecond of the last day', -1, undefined],
    ['at 24:00 of the last day', 0, 'GUARD/WINDOW_CLOSED'],
  ])('L26: submitting %s', (_, offset, refusal) => {
    const closeAt = Date.parse(`${plan.windows.declare.close}T00:00:00.000+08:00`) + 24 * 3600_000;
    expect(new Walker({ now: new Date(closeAt + offset).toISOString() }).refusal(submit())).toBe(refusal);
  });

  it('T4: a draft lapses when the window has closed, not before', () => {
    const walker = new Walker();
    expect(walker.refusal({ name: 'LAPSE', actor: system })).toBe('GUARD/DEADLINE_NOT_REACHED');
    walker.at(
      new Date(Date.parse(`${plan.windows.declare.close}T00:00:00.000+08:00`) + 24 * 3600_000).toISOString(),
    );
    expect(walker.do({ name: 'LAPSE', actor: system }).app).toMatchObject({
      stage: 'LAPSED',
      ended: { deadline: 'DECLARATION' },
    });
  });
});

describe('L9: publicity inside the unit', () => {
  it('L9 T6: point review only after five working days', () => {
    const walker = reached('UNIT_PUBLICITY');
    const closeAt = walker.app.window?.closeAt ?? '';
    expect(walker.app.window?.countedDays).toHaveLength(5);
    expect(
      walker
        .at(new Date(Date.parse(closeAt) - 1).toISOString())
        .refusal({ name: 'CLOSE_UNIT_PUBLICITY', actor: system }),
    ).toBe('GUARD/PUBLICITY_TOO_SHORT');
    expect(walker.at(closeAt).refusal({ name: 'CLOSE_UNIT_PUBLICITY', actor: system })).toBeUndefined();
  });

  it('T6b Q28: without unit publicity the unit’s approval opens point review', () => {
    const off = {
      ...plan,
      stages: plan.stages.map((s) => (s.code === 'UNIT_PUBLICITY' ? { ...s, on: false } : s)),
    };
    const walker = reached('UNIT_REVIEW', { plan: off });
    expect(walker.do({ name: 'UNIT_APPROVE', actor: actor('UNIT_HR'), opinion: '同意' }).app.stage).toBe(
      'POINT_REVIEW',
    );
  });
});

describe('C1, C4: separation of duties', () => {
  it('C1: nobody reviews an own application', () => {
    expect(
      reached('UNIT_REVIEW').refusal({
        name: 'UNIT_APPROVE',
        actor: actor('UNIT_HR', applicant.id),
        opinion: '同意',
      }),
    ).toBe('SEPARATION_OF_DUTIES/SEPARATION_OF_DUTIES');
  });
  it('C4: every hand-over is by a different natural person', () => {
    expect(
      reached('POINT_REVIEW').refusal({ name: 'POINT_ACCEPT', actor: actor('POINT_CLERK', 'unit_hr') }),
    ).toBe('SEPARATION_OF_DUTIES/SEPARATION_OF_DUTIES');
  });
  it('T21: who audited does not publish', () => {
    const walker = reached('OFFICE_REVIEW').do({ name: 'OFFICE_AUDIT', actor: actor('OFFICE_CLERK', 'o1') });
    expect(walker.refusal({ name: 'PUBLISH', actor: actor('OFFICE_CLERK', 'o1'), publicityId: 'p' })).toBe(
      'SEPARATION_OF_DUTIES/SEPARATION_OF_DUTIES',
    );
    expect(
      walker.refusal({ name: 'PUBLISH', actor: actor('OFFICE_CLERK', 'o2'), publicityId: 'p' }),
    ).toBeUndefined();
  });
});

describe('L11, C6, C8: returns', () => {
  const item = { path: '/data/workStatement', remark: '请补充工程规模' };
  const back = (role: 'UNIT_HR' | 'POINT_CLERK' | 'DISTRICT_OFFICER' | 'OFFICE_CLERK'): Act => ({
    name: 'RETURN',
    actor: actor(role),
    reason: '材料不全',
    items: [item],
  });

  it.each([
    ['UNIT_REVIEW', 'UNIT_HR', 'UNIT_REVIEW'],
    ['POINT_REVIEW', 'POINT_CLERK', 'POINT_REVIEW'],
    ['DISTRICT_REVIEW', 'DISTRICT_OFFICER', 'DISTRICT_REVIEW'],
    ['OFFICE_REVIEW', 'OFFICE_CLERK', 'FORM_DUE'],
  ] as const)(
    'C8: returned at %s, submitted again it comes back to %s’s desk (%s)',
    (stage, role, resumeTo) => {
      const walker = reached(stage).do(back(role));
      expect(walker.app).toMatchObject({ stage: 'RETURNED', returned: { from: stage, items: [item] } });
      walker.do(resubmit());
      expect(walker.app).toMatchObject({
        stage: resumeTo,
        revision: 2,
        revisionTurn: walker.app.turn,
        snapshotHash: hash(17),
      });
    },
  );

  it('L11: a return without the list of what to correct, or without a reason, is refused', () => {
    expect(
      reached('POINT_REVIEW').refusal({
        name: 'RETURN',
        actor: actor('POINT_CLERK'),
        reason: 'x',
        items: [],
      }),
    ).toBe('INVALID/RETURN_ITEMS_REQUIRED');
    expect(
      reached('POINT_REVIEW').refusal({ name: 'RETURN', actor: actor('POINT_CLERK'), items: [item] }),
    ).toBe('INVALID/REASON_REQUIRED');
  });

  it('C6: a second return at a stage needs a supervisor’s reason', () => {
    const walker = reached('POINT_REVIEW').do(back('POINT_CLERK')).do(resubmit());
    expect(walker.refusal(back('POINT_CLERK'))).toBe('INVALID/RETURN_AGAIN');
    expect(
      walker.refusal({ ...back('POINT_CLERK'), supervisorReason: '新发现的问题' } as Act),
    ).toBeUndefined();
  });

  it('T15 L11: not corrected in time lapses; the due date is inclusive to its last millisecond', () => {
    const walker = reached('POINT_REVIEW').do(back('POINT_CLERK'));
    const dueAt = walker.app.returned?.dueAt ?? '';
    walker.at(new Date(Date.parse(dueAt) - 1).toISOString());
    expect(walker.refusal({ name: 'LAPSE', actor: system })).toBe('GUARD/DEADLINE_NOT_REACHED');
    expect(walker.refusal(resubmit())).toBeUndefined();
    walker.at(dueAt);
    expect(walker.refusal(resubmit())).toBe('GUARD/RETURN_OVERDUE');
    expect(walker.do({ name: 'LAPSE', actor: system }).app).toMatchObject({
      stage: 'LAPSED',
      ended: { deadline: 'CORRECTION' },
    });
  });

  it('C16: a return by the office after export bumps the form’s version and voids the paper', () => {
    const before = reached('OFFICE_REVIEW');
    const version = before.app.paper.formVersion;
    before.do(back('OFFICE_CLERK')).do(resubmit());
    expect(before.app.paper).toMatchObject({ status: 'EXPORTABLE', formVersion: version + 1 });
  });

  it('I7: reject and return carry actor, role, reason and snapshot hash', () => {
    const decision = reached('POINT_REVIEW').try({
      name: 'REJECT',
      actor: actor('POINT_CLERK'),
      reason: '不符合条件',
    });
    expect(decision.ok && decision.event).toMatchObject({
      actor: { id: 'point_clerk', role: 'POINT_CLERK' },
      reason: '不符合条件',
      snapshotHash: hash(7),
      transition: 'T9',
    });
    expect(reached('DISTRICT_REVIEW').refusal({ name: 'REJECT', actor: actor('DISTRICT_OFFICER') })).toBe(
      'INVALID/REASON_REQUIRED',
    );
  });
});
