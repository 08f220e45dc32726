import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type Ballot,
  ballotChoices,
  castBallot,
  countBallots,
  issueBallot,
  type RollEntry,
  type Round,
} from '../../shared/rules/ballot/ballot.ts';
import { sha256Hex } from '../../shared/rules/base/sha256.ts';
import { countSheet } from '../../shared/rules/committee/committee.ts';

const ref = { sessionId: 'S', applicationNo: 'A', round: 1 };
const open: Round = { ...ref, state: 'OPEN' };
const closed: Round = { ...ref, state: 'CLOSED' };
const rules = { pass: [2, 3], denominator: 'ATTENDING' } as const;
const seat = (i: number) => ({ expertId: `E${i}`, deviceHash: sha256Hex(`d${i}`) });
const token = (i: number) => sha256Hex(`t${i}`);

const turnout = (roll: readonly RollEntry[]) => roll.filter((line) => line.state === 'VOTED').length;

/** Everything that a vote leaves behind: what is stored, what is shown while open, and the sheet. */
interface Traces {
  roll: RollEntry[];
  box: Ballot[];
  shown: unknown[];
  sheet: unknown;
}

/** Lives one vote: voter `order[k]` puts paper `papers[k]` into the box at moment k. */
function vote(order: readonly number[], papers: readonly { slot: string; choice: string }[]): Traces {
  const attendance = order.map((_, i) => seat(i));
  let roll: RollEntry[] = [];
  let box: Ballot[] = [];
  const shown: unknown[] = [];
  for (let i = 0; i < order.length; i += 1) {
    const right = issueBallot(seat(i), token(i), { round: open, attendance, recused: [], roll });
    if (!right.ok) throw new Error('not issued');
    roll.push(right.value);
  }
  order.forEach((voter, k) => {
    const request = { ...seat(voter), tokenHash: token(voter), ...papers[k]! };
    const cast = castBallot(request, { round: open, attendance, recused: [], roll });
    if (!cast.ok) throw new Error('not cast');
    roll = roll.map((line) => (line.expertId === cast.value.roll.expertId ? cast.value.roll : line));
    // The slot is the table's sort key.
    box = [...box, cast.value.ballot].sort((a, b) => (a.slot < b.slot ? -1 : 1));
    shown.push(turnout(roll));
  });
  const tally = countBallots(closed, roll, box);
  if (!tally.ok) throw new Error('not counted');
  const { cast: _cast, ...counts } = tally.value;
  const numbers = { members: order.length, attending: order.length, recused: 0 };
  const head = { sessionId: 'S', filingNo: 'F', applicationNo: 'A', round: 1, date: '2020-12-01' };
  return { roll, box, shown, sheet: countSheet({ ...head, ...numbers, tally: counts }, rules) };
}

const slot = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 });
const papers = fc.uniqueArray(fc.record({ slot, choice: fc.constantFrom(...ballotChoices) }), {
  selector: (paper) => paper.slot,
  minLength: 1,
  maxLength: 15,
});
/** Two worlds: the same papers, given to the voters in two different ways and cast in two different orders. */
const worlds = papers.chain((all) =>
  fc.record({
    one: fc.constant(all),
    other: fc.shuffledSubarray(all, { minLength: all.length }),
    order: fc.shuffledSubarray(
      all.map((_, i) => i),
      { minLength: all.length },
    ),
  }),
);

it('B5: two worlds that differ only in who cast which ballot leave identical traces', () => {
  fc.assert(
    fc.property(worlds, ({ one, other, order }) => {
      expect(vote(order, other)).toEqual(vote(order, one));
    }),
  );
});

it('B5: nor does the order in which they voted show in what is kept', () => {
  fc.assert(
    fc.property(worlds, ({ one, order }) => {
      const straight = one.map((_, i) => i);
      const a = vote(order, one);
      const b = vote(straight, one);
      expect({ roll: a.roll, box: a.box, sheet: a.sheet }).toEqual({
        roll: b.roll,
        box: b.box,
        sheet: b.sheet,
      });
    }),
  );
});

it('B5: the roll line is the same for every choice, the ballot the same for every voter', () => {
  fc.assert(
    fc.property(
      slot,
      fc.constantFrom(...ballotChoices),
      fc.constantFrom(...ballotChoices),
      (at, mine, yours) => {
        const attendance = [seat(0), seat(1)];
        const roll = attendance.map((one, i) => ({
          ...ref,
          ...one,
          tokenHash: token(i),
          state: 'ISSUED' as const,
        }));
        const facts = { round: open, attendance, recused: [], roll };
        const cast = (i: number, choice: string) =>
          castBallot({ ...seat(i), tokenHash: token(i), slot: at, choice }, facts);
        const [a, b, c] = [cast(0, mine), cast(0, yours), cast(1, mine)];
        if (!a.ok || !b.ok || !c.ok) throw new Error('refused');
        expect(a.value.roll).toEqual(b.value.roll);
        expect(a.value.ballot).toEqual(c.value.ballot);
      },
    ),
  );
});

it('B4: whatever is tried in whatever order, nobody has two ballots in the box', () => {
  const attempt = fc.record({
    person: fc.nat({ max: 3 }),
    device: fc.nat({ max: 3 }),
    token: fc.nat({ max: 3 }),
    choice: fc.constantFrom(...ballotChoices),
    slot,
  });
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 40 }), (attempts) => {
      const attendance = [seat(0), seat(1), seat(2)];
      let roll: RollEntry[] = [0, 1, 2].map((i) => ({
        ...ref,
        ...seat(i),
        tokenHash: token(i),
        state: 'ISSUED',
      }));
      const box: Ballot[] = [];
      for (const one of attempts) {
        const who = { expertId: `E${one.person}`, deviceHash: sha256Hex(`d${one.device}`) };
        const request = { ...who, tokenHash: token(one.token), choice: one.choice, slot: one.slot };
        const cast = castBallot(request, { round: open, attendance, recused: ['E2'], roll });
        if (!cast.ok) continue;
        expect(one.person === one.device && one.person === one.token && one.person < 2).toBe(true);
        box.push(cast.value.ballot);
        roll = roll.map((line) => (line.expertId === cast.value.roll.expertId ? cast.value.roll : line));
      }
      expect(box.length).toBe(turnout(roll));
      expect(box.length).toBeLessThanOrEqual(2);
    }),
  );
});
