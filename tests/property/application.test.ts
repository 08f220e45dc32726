import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Act } from '../../shared/contracts/acts.ts';
import type { Application } from '../../shared/contracts/application.ts';
import { approvalActs } from '../../shared/contracts/desks.ts';
import { stageFacts } from '../../shared/contracts/stages.ts';
import type { ApplicationEvent } from '../../shared/rules/application/apply.ts';
import { isAnswered, positionAt } from '../../shared/rules/application/turns.ts';
import {
  actor,
  applicant,
  hash,
  mainRoad,
  resubmit,
  submit,
  system,
  upheldMark,
  Walker,
} from '../fixtures/applications.ts';

/** Random acts by random people at random times: whatever gets through the table keeps the invariants of §7.3. */

type Maker = (w: Walker, person: string) => Act;

const openObjection = (w: Walker) =>
  w.app.objections.find((o) => o.status === 'OPEN' || o.status === 'UPHOLD_PROPOSED')?.objectionId ?? 'none';
const item = { path: '/photo', remark: '照片不清晰' };

const makers: Maker[] = [
  () => submit(),
  () => resubmit(),
  () => ({ name: 'LAPSE', actor: system }),
  (_, p) => ({ name: 'UNIT_APPROVE', actor: actor('UNIT_HR', p), opinion: '同意' }),
  () => ({ name: 'CLOSE_UNIT_PUBLICITY', actor: system }),
  (_, p) => ({ name: 'POINT_ACCEPT', actor: actor('POINT_CLERK', p) }),
  (_, p) => ({ name: 'DISTRICT_APPROVE', actor: actor('DISTRICT_OFFICER', p) }),
  (_, p) => ({
    name: 'RETURN',
    actor: actor('UNIT_HR', p),
    reason: 'r',
    items: [item],
    supervisorReason: 's',
  }),
  (_, p) => ({ name: 'RETURN', actor: actor('POINT_CLERK', p), reason: 'r', items: [item] }),
  (_, p) => ({ name: 'RETURN', actor: actor('OFFICE_CLERK', p), reason: 'r', items: [item] }),
  (w) => ({
    name: 'CONFIRM_PAYMENT',
    actor: system,
    paidAt: w.now,
    transactionId: 't',
    amountFen: w.app.payment.amountFen,
  }),
  (w, p) => ({
    name: 'RECEIVE_PAPER',
    actor: actor(w.app.route?.paper.kind === 'MUNI' ? 'MUNI_UNIT_OFFICER' : 'POINT_CLERK', p),
  }),
  (w, p) => {
    w.paper('AT_OFFICE');
    return { name: 'OFFICE_RECEIVE_PAPER', actor: actor('OFFICE_CLERK', p) };
  },
  (_, p) => ({ name: 'OFFICE_AUDIT', actor: actor('OFFICE_CLERK', p) }),
  (_, p) => ({ name: 'PUBLISH', actor: actor('OFFICE_HEAD', p), publicityId: 'pub' }),
  (w) => ({
    name: 'OBJECT',
    actor: { id: 'x', role: 'PUBLIC' },
    reason: 'r',
    objectionId: `o${w.app.objections.length}`,
  }),
  (w, p) => ({
    name: 'CLEAR_OBJECTION',
    actor: actor('OFFICE_CLERK', p),
    objectionId: openObjection(w),
    finding: 'f',
    entryCorrected: false,
  }),
  (w, p) => ({
    name: 'PROPOSE_UPHOLD',
    actor: actor('OFFICE_CLERK', p),
    objectionId: openObjection(w),
    finding: 'f',
  }),
  (w, p) => ({
    name: 'UPHOLD_OBJECTION',
    actor: actor('OFFICE_HEAD', p),
    reason: 'f',
    objectionId: openObjection(w),
    heard: true,
    proposal: upheldMark(w.app, openObjection(w)),
  }),
  () => ({ name: 'CLOSE_PUBLICITY', actor: system }),
  (_, p) => ({
    name: 'ASSIGN_SESSION',
    actor: actor('OFFICE_CLERK', p),
    sessionId: 's',
    groupId: 'g',
    eligibleExperts: 3,
  }),
  (_, p) => ({ name: 'OPEN_VOTING', actor: actor('OFFICE_CLERK', p), opinions: 3 }),
  (_, p) => ({
    name: 'COUNT',
    actor: actor('OFFICE_CLERK', p),
    passed: true,
    date: '2020-12-01',
    sheetHash: hash(2),
  }),
  (_, p) => ({ name: 'ABORT_SESSION', actor: actor('OFFICE_CLERK', p), reason: 'r' }),
  (_, p) => ({ name: 'PUBLISH_RESULT', actor: actor('OFFICE_CLERK', p), publicityId: 'pub2' }),
  (_, p) => ({ name: 'REPORT', actor: actor('OFFICE_CLERK', p), reportId: 'r' }),
  (_, p) => ({ name: 'AUTHORITY_APPROVE', actor: actor('MUNI_HRSS', p), lane: 'MUNI_HRSS' }),
  (_, p) => ({ name: 'AUTHORITY_APPROVE', actor: actor('AUTHORITY', p), lane: 'CONSTR_COMMISSION' }),
  (_, p) => ({ name: 'SEND_BACK', actor: actor('MUNI_HRSS', p), lane: 'MUNI_HRSS', reason: 'r' }),
  (w, p) => ({ name: 'ISSUE_DOCUMENT', actor: actor('MUNI_HRSS', p), documentNo: '1', publishedAt: w.now }),
  () => ({ name: 'CERTIFY', actor: system, certificateNo: 'C', documentKey: 'k', photoSha256: hash(9) }),
  (w) => {
    w.paper('HANDED_OVER');
    return { name: 'ARCHIVE', actor: applicant };
  },
  () => ({ name: 'WITHDRAW', actor: applicant }),
];

/** Indexes of makers that lead nowhere else than on: most moves are of these, so that walks get far. */
const aside = new Set([
  'LAPSE',
  'RETURN',
  'OBJECT',
  'ABORT_SESSION',
  'SEND_BACK',
  'WITHDRAW',
  'UPHOLD_OBJECTION',
  'PROPOSE_UPHOLD',
]);

const move = fc.oneof(
  { weight: 12, arbitrary: fc.constant({ first: 0, person: '', hours: 1, onward: true }) },
  {
    weight: 1,
    arbitrary: fc.record({
      /** Makers are tried from this one on until one is possible. */
      first: fc.nat(makers.length - 1),
      person: fc.constantFrom('a', 'b', 'c', 'd', 'e', applicant.id),
      hours: fc.constantFrom(0, 1, 30, 24 * 9),
      onward: fc.constant(false),
    }),
  },
);
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

interface Step {
  before: Application;
  after: Application;
  event: ApplicationEvent;
  now: string;
}

function randomWalk(moves: Move[]): Step[] {
  const walker = new Walker();
  const steps: Step[] = [];
  for (const { first, person, hours, onward } of moves) {
    walker.later(hours * 60);
    // On the way onward a window is waited for, and everybody does the own part only.
    if (onward && walker.app.window && walker.now < walker.app.window.closeAt) walker.closeWindow();
    for (let i = 0; i < makers.length; i++) {
      const untouched = walker.app;
      const index = (first + i) % makers.length;
      const act = (makers[index] as Maker)(walker, person || `person-${index}`);
      const decision = onward && aside.has(act.name) ? ({ ok: false } as const) : walker.try(act);
      if (!decision.ok) {
        walker.app = untouched;
        continue;
      }
      steps.push({ before: walker.app, after: decision.next, event: decision.event, now: walker.now });
      walker.app = decision.next;
      break;
    }
  }
  return steps;
}

const walks = fc.array(move, { minLength: 5, maxLength: 40, size: 'max' }).map(randomWalk);
const always = (check: (step: Step, all: Step[]) => void) =>
  fc.assert(
    fc.property(walks, (steps) => {
      for (const step of steps) check(step, steps);
    }),
    { numRuns: 300 },
  );

describe('invariants of domain-spec §7.3 over random walks', () => {
  it('the walks are worth something: together they reach every stage of the main road', () => {
    const seen = new Set(
      fc.sample(walks, { numRuns: 400, seed: 2020 }).flatMap((steps) => steps.map((s) => s.after.stage)),
    );
    for (const { to } of mainRoad) expect([...seen]).toContain(to);
  });

  it('I1: no payment without approvals of unit, point and district by three people', () => {
    always(({ after }) => {
      if (after.stage !== 'PAYMENT_DUE') return;
      const last = (stage: string) => after.approvals.filter((a) => a.stage === stage).at(-1)?.actor.id;
      const people = [last('UNIT_REVIEW'), last('POINT_REVIEW'), last('DISTRICT_REVIEW')];
      expect(people).not.toContain(undefined);
      expect(new Set(people).size).toBe(3);
    });
  });

  it('I2: the form becomes exportable only once paid', () => {
    always(({ before, after }) => {
      if (before.paper.status === 'NOT_AVAILABLE' && after.paper.status === 'EXPORTABLE')
        expect(after.payment.status).toBe('PAID');
    });
  });

  it('I3: no vote before a first publicity that ran five working days and has no open objection', () => {
    always(({ after }) => {
      if (after.stage !== 'VOTING') return;
      expect(after.turns.some((t) => t.stage === 'PRE_PUBLICITY')).toBe(true);
      expect(after.objections.filter((o) => o.status === 'OPEN' || o.status === 'UPHOLD_PROPOSED')).toEqual(
        [],
      );
    });
  });

  it('I3 R63: the way from the first publicity to READY is never shorter than the window', () => {
    always(({ before, after, now }) => {
      if (after.stage !== 'READY' || before.stage === after.stage || !before.window) return;
      expect(now >= before.window.closeAt).toBe(true);
    });
  });

  it('I4: no certificate before a published document', () => {
    always(({ after }) => {
      if (after.certificate) expect(after.document).toBeDefined();
    });
  });

  it('I5: every stage but ends has an owner, and ends have none', () => {
    always(({ after }) => expect(stageFacts(after.stage).owner === null).toBe(after.ended !== undefined));
  });

  it('I6: the turns tell the whole way: numbered without gaps, the last one is the stage', () => {
    always(({ after }) => {
      expect(after.turns.map((t) => t.turn)).toEqual(after.turns.map((_, i) => i));
      expect(after.turns.at(-1)).toMatchObject({ turn: after.turn, stage: after.stage });
    });
  });

  it('I7: every approve, return and reject event has actor, role and snapshot hash, returns and rejects a reason', () => {
    always(({ event }) => {
      const reviewing: readonly string[] = [...approvalActs(), 'RETURN', 'REJECT'];
      if (!reviewing.includes(event.act)) return;
      expect(event.actor.id).not.toBe('');
      expect(event.snapshotHash).toMatch(/^[0-9a-f]{64}$/);
      if (event.act === 'RETURN' || event.act === 'REJECT') expect(event.reason).toBeTruthy();
    });
  });

  it('C1: the applicant never approves', () => {
    always(({ after }) => expect(after.approvals.map((a) => a.actor.id)).not.toContain(applicant.id));
  });

  it('design §3: the machine can follow turn by turn, and every turn but the last is answered', () => {
    always(({ after, now }) => {
      for (const { turn } of after.turns) {
        const position = positionAt(after, turn, now);
        expect(position.timeoutSeconds).toBeGreaterThanOrEqual(1);
        expect(isAnswered(after, turn, 'MAIN')).toBe(turn < after.turn);
      }
    });
  });
});
