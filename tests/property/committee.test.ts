import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type CommitteeRules,
  checkQuorum,
  countSheet,
  passes,
  quorumOf,
  votesNeeded,
} from '../../shared/rules/committee/committee.ts';

const rules: CommitteeRules = {
  min: 11,
  quorum: [2, 3],
  pass: [2, 3],
  denominator: 'ATTENDING',
  groupMin: 3,
  requireQuorumAfterRecusal: true,
};

/** A committee, who attends, who is recused, and how the ballots fall. */
const session = fc
  .integer({ min: 1, max: 400 })
  .chain((members) =>
    fc.record({ members: fc.constant(members), attending: fc.integer({ min: 1, max: members }) }),
  )
  .chain((head) =>
    fc.record({
      members: fc.constant(head.members),
      attending: fc.constant(head.attending),
      recused: fc.integer({ min: 0, max: head.attending - 1 }),
      choices: fc.array(fc.constantFrom('agree', 'disagree', 'abstain'), { maxLength: head.attending }),
    }),
  );

it('B2/B3: the needed number is the least that does, for any size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (whole) => {
      const needed = votesNeeded(whole, rules);
      expect(3 * needed >= 2 * whole && 3 * (needed - 1) < 2 * whole).toBe(true);
      expect(quorumOf(whole, rules)).toBe(needed);
      expect(passes(needed, whole, rules) && !passes(needed - 1, whole, rules)).toBe(true);
    }),
  );
});

it('B2: one more expert in the room never makes a session inquorate', () => {
  fc.assert(
    fc.property(session, ({ members, attending }) => {
      if (checkQuorum(attending, members, rules).length === 0 && attending < members)
        expect(checkQuorum(attending + 1, members, rules)).toEqual([]);
    }),
  );
});

it('B3/B11: a sheet adds up, and turning one ballot to agree never makes a candidate fail', () => {
  fc.assert(
    fc.property(session, fc.constantFrom('ATTENDING' as const, 'ELIGIBLE' as const), (world, denominator) => {
      const { choices, ...numbers } = world;
      const cast = choices.slice(0, numbers.attending - numbers.recused);
      const of = (choice: string) => cast.filter((one) => one === choice).length;
      const tally = { agree: of('agree'), disagree: of('disagree'), abstain: of('abstain') };
      const head = {
        ...numbers,
        sessionId: 'S',
        filingNo: 'F',
        applicationNo: 'A',
        round: 1,
        date: '2020-12-01',
      };
      const sheet = countSheet({ ...head, tally }, { ...rules, denominator });
      expect(sheet.agree + sheet.disagree + sheet.abstain + sheet.notCast + sheet.recused).toBe(
        sheet.attending,
      );
      expect(sheet.passed).toBe(sheet.agree >= sheet.needed);
      if (tally.disagree > 0) {
        const turned = { ...tally, agree: tally.agree + 1, disagree: tally.disagree - 1 };
        const better = countSheet({ ...head, tally: turned }, { ...rules, denominator });
        expect(better.passed || !sheet.passed).toBe(true);
      }
    }),
  );
});
