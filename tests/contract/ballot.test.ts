import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keys } from '../../shared/store/base/keys.ts';
import { create, type Item } from '../../shared/store/base/table.ts';
import { BALLOTS, TABLE } from './harness.ts';
import {
  abstain,
  agree,
  type Choice,
  Committee,
  clerk,
  disagree,
  ids,
  PLAN,
  pool,
  second,
} from './session-kit.ts';

let committee: Committee;
beforeEach(async () => {
  committee = await Committee.open();
  await committee.given(1);
});
afterEach(() => committee.harness.close());

const members = pool().map((one) => one.expertId);

describe('the count', () => {
  it.each([
    { choices: [...agree(8), ...disagree(3)], passed: true, rule: 'B3: 8 of 11 pass' },
    { choices: [...agree(7), ...disagree(4)], passed: false, rule: 'B3: 7 of 11 do not' },
    { choices: [...agree(8), ...abstain(3)], passed: true, rule: 'C20: 8 agree, 3 abstain' },
    { choices: [...agree(7), ...abstain(4)], passed: false, rule: 'C20: an abstention is not agreement' },
    { choices: agree(7), passed: false, rule: 'B3: four who do not vote count in the base' },
    { choices: agree(8), passed: true, rule: 'B3: eight who vote are enough' },
  ])('$rule', async ({ choices, passed }) => {
    await committee.meet(ids(1));
    const { sheet } = await committee.vote('app-1', choices);
    expect(sheet).toMatchObject({ members: 11, attending: 11, denominator: 11, needed: 8, passed });
    expect(sheet?.notCast).toBe(11 - choices.length);
    await committee.sign('e01', 'app-1');
    expect((await committee.application('app-1')).stage).toBe(passed ? 'PASSED_PENDING' : 'NOT_PASSED');
  });

  it.each([
    { attending: 8, needed: 6 },
    { attending: 9, needed: 6 },
    { attending: 10, needed: 7 },
  ])('B3: of $attending attending $needed pass and one less does not', async ({ attending, needed }) => {
    await committee.givenReady('app-2');
    await committee.meet(ids(2), attending);
    const yes = await committee.vote('app-1', agree(needed));
    const no = await committee.vote('app-2', [...agree(needed - 1), ...disagree(attending - needed + 1)]);
    expect([yes.sheet?.passed, no.sheet?.passed]).toEqual([true, false]);
    expect(yes.sheet?.needed).toBe(needed);
  });

  it('Q19: the base stays at the experts attending when one of them is recused', async () => {
    await committee.meet(ids(1));
    await committee.recuse('e11', 'app-1');
    const { sheet } = await committee.vote('app-1', agree(10));
    expect(sheet).toMatchObject({ recused: 1, denominator: 11, needed: 8, agree: 10, notCast: 0 });
  });

  it('C3: who opened the vote does not close it', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1', clerk);
    for (const id of members) await committee.ballot(id, 'app-1', 'AGREE');
    const close = { type: 'CLOSE_VOTE', applicationId: 'app-1' } as const;
    const refused = await committee.refused(close, clerk);
    expect(refused).toEqual({ code: 'SEPARATION_OF_DUTIES', codes: ['TWO_PERSONS'] });
    expect((await committee.act(close, second)).status).toBe('COUNTED');
  });

  it('B10: no vote before three written opinions', async () => {
    await committee.meet(ids(1));
    await committee.opinions('app-1', 2);
    const open = { type: 'OPEN_VOTE', applicationId: 'app-1', presiding: 'e01' } as const;
    expect((await committee.refused(open)).codes).toEqual(['OPINIONS_TOO_FEW']);
    expect((await committee.refused({ ...open, presiding: 'e09' })).codes).toContain('PRESIDING_CHAIR');
  });

  it('B5: while the vote is open the office sees how many have voted and no totals', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    for (const id of members.slice(0, 4)) await committee.ballot(id, 'app-1', 'AGREE');
    expect(await committee.candidate('app-1')).toMatchObject({ status: 'VOTING', voted: 4, entitled: 11 });
    expect((await committee.candidate('app-1')).sheet).toBeUndefined();
    expect(JSON.stringify(await committee.view())).not.toMatch(/AGREE|"agree"/);
  });

  it('L15: only the presiding chair signs, once, and the sheet is the one that was counted', async () => {
    await committee.meet(ids(1));
    await committee.vote('app-1', agree(11));
    expect((await committee.sign('e02', 'app-1')).problem().errors[0]?.code).toBe('SIGN_PRESIDING');
    expect((await committee.refused({ type: 'SEAL' })).code).toBe('WRONG_STAGE');
    (await committee.sign('e01', 'app-1')).as('ExpertSession');
    expect((await committee.sign('e01', 'app-1')).problem().code).toBe('WRONG_STAGE');
    const { vote } = await committee.application('app-1');
    expect(vote?.sheetHash).toBe((await committee.candidate('app-1')).sheetHash);
  });
});

describe('a ballot', () => {
  it('L13: is refused before the vote opens and after it closes', async () => {
    await committee.meet(ids(1));
    const early = (await committee.ballot('e01', 'app-1', 'AGREE')).problem();
    expect([early.code, early.errors[0]?.code]).toEqual(['WRONG_STAGE', 'BALLOT_NOT_OPEN']);
    await committee.vote('app-1', agree(10));
    const late = (await committee.ballot('e11', 'app-1', 'DISAGREE')).problem();
    expect([late.code, late.errors[0]?.code]).toEqual(['WRONG_STAGE', 'BALLOT_LATE']);
    expect((await committee.candidate('app-1')).sheet).toMatchObject({ agree: 10, disagree: 0 });
  });

  it.each([
    { who: 'e11', why: 'a member who has not checked in' },
    { who: 'e99', why: 'an expert of no committee' },
  ])('L13: is refused from $why', async ({ who }) => {
    await committee.meet(ids(1), 10);
    await committee.openVote('app-1');
    const refused = (await committee.ballot(who, 'app-1', 'AGREE')).problem();
    expect([refused.code, refused.errors[0]?.code]).toEqual(['FORBIDDEN', 'BALLOT_ABSENT']);
    expect(await committee.box('app-1')).toEqual([]);
  });

  it('L18: is refused from an expert recused from this candidate', async () => {
    await committee.meet(ids(1));
    await committee.recuse('e07', 'app-1');
    await committee.openVote('app-1');
    const refused = (await committee.ballot('e07', 'app-1', 'AGREE')).problem();
    expect([refused.code, refused.errors[0]?.code]).toEqual(['FORBIDDEN', 'BALLOT_RECUSED']);
  });

  it('L18: nobody recuses himself once the vote is open', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    expect((await committee.recuse('e07', 'app-1')).problem().errors[0]?.code).toBe('RECUSAL_LATE');
  });

  it('is no act of the office', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    const path = `/v1/expert/sessions/${committee.sessionId}/ballots`;
    const body = { applicationId: 'app-1', choice: 'AGREE' };
    const refused = await committee.harness.call('api-committee', 'POST', path, { as: clerk, body });
    expect(refused.problem().code).toBe('FORBIDDEN');
  });

  it('B4: two clicks cast one ballot, and the second hears the same', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    const key = randomUUID();
    const clicks = await Promise.all([1, 2, 3].map(() => committee.ballot('e03', 'app-1', 'AGREE', key)));
    for (const answer of clicks)
      expect(answer.as('BallotReceipt')).toEqual({ applicationId: 'app-1', accepted: true });
    expect(await committee.box('app-1')).toHaveLength(1);
    expect(await committee.roll('app-1')).toHaveLength(1);
    expect((await committee.candidate('app-1')).voted).toBe(1);
  });

  it.each([
    { what: 'another choice', choice: 'AGREE', again: false },
    { what: 'another choice under the same key', choice: 'AGREE', again: true },
    { what: 'the same choice, pressed anew', choice: 'DISAGREE', again: false },
  ] as const)('D19: a second ballot is refused: $what', async ({ choice, again }) => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    const key = randomUUID();
    (await committee.ballot('e03', 'app-1', 'DISAGREE', key)).as('BallotReceipt');
    const other = (await committee.ballot('e03', 'app-1', choice, again ? key : randomUUID())).problem();
    expect([other.code, other.errors[0]?.code]).toEqual(['CONFLICT', 'BALLOT_SECOND']);
    (await committee.ballot('e03', 'app-1', 'DISAGREE', key)).as('BallotReceipt');
    expect((await committee.box('app-1')).map((one) => one.choice)).toEqual(['DISAGREE']);
    expect((await committee.candidate('app-1')).voted).toBe(1);
  });

  it('D19: a key that others could guess makes no repeat, and leaves nothing that follows from it', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    const key = 'ballot-e03';
    (await committee.ballot('e03', 'app-1', 'AGREE', key)).as('BallotReceipt');
    const again = (await committee.ballot('e03', 'app-1', 'AGREE', key)).problem();
    expect(again.errors[0]?.code).toBe('BALLOT_SECOND');
    expect((await committee.box('app-1'))[0]?.mark).toMatch(/^[0-9a-f]{64}$/);
  });

  it('B5: once counted, no ballot can be found again by the key of its request', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    const key = randomUUID();
    await committee.ballot('e01', 'app-1', 'AGREE', key);
    for (const id of members.slice(1)) await committee.ballot(id, 'app-1', 'AGREE');
    await committee.act({ type: 'CLOSE_VOTE', applicationId: 'app-1' }, second);
    expect((await committee.box('app-1')).map((one) => one.mark)).toEqual(Array(11).fill(undefined));
    const late = (await committee.ballot('e01', 'app-1', 'AGREE', key)).problem();
    expect(late.errors[0]?.code).toBe('BALLOT_SECOND');
  });

  it('B4: all eleven at the same moment each cast one', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    const choices = [...agree(6), ...disagree(3), ...abstain(2)];
    await Promise.all(members.map((id, i) => committee.ballot(id, 'app-1', choices[i] as Choice)));
    await committee.act({ type: 'CLOSE_VOTE', applicationId: 'app-1' }, second);
    expect((await committee.candidate('app-1')).sheet).toMatchObject({ agree: 6, disagree: 3, abstain: 2 });
  });
});

describe('races', () => {
  it('L13: ballots that race with the close are either counted or refused as late, never lost', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    for (const id of members.slice(0, 3)) await committee.ballot(id, 'app-1', 'AGREE');
    await committee.orderClose('app-1', 8);
    const { version } = await committee.view();
    const close = { type: 'CLOSE_VOTE', applicationId: 'app-1' } as const;
    const [ballots, closed] = await Promise.all([
      Promise.all(members.slice(3).map((id) => committee.ballot(id, 'app-1', 'AGREE'))),
      committee.try(close, second, { version }),
    ]);
    const accepted = 3 + ballots.filter((one) => one.status === 200).length;
    for (const late of ballots.filter((one) => one.status !== 200))
      expect(late.problem().errors[0]?.code).toBe('BALLOT_LATE');
    const { sheet, voted } = closed.as('SessionView').candidates[0] ?? {};
    expect(sheet).toMatchObject({ agree: accepted, notCast: 11 - accepted });
    expect(voted).toBe(accepted);
    expect(await committee.roll('app-1')).toHaveLength(accepted);
  });
});

describe('crashes', () => {
  /** The next transaction that fits dies before it is stored, or after: the process is gone, the answer is lost. */
  function crash(when: 'BEFORE' | 'AFTER', fits: (text: string) => boolean): void {
    const { table } = committee;
    const { transact } = table;
    table.transact = async (writes) => {
      if (!fits(JSON.stringify(writes))) return transact(writes);
      table.transact = transact;
      if (when === 'AFTER') await transact(writes);
      throw new Error('the process died');
    };
  }

  it.each(['BEFORE', 'AFTER'] as const)(
    'a crash %s a ballot is stored leaves one, sent again',
    async (when) => {
      await committee.meet(ids(1));
      await committee.openVote('app-1');
      crash(when, (text) => text.includes('"BALLOT"'));
      const same = randomUUID();
      expect((await committee.ballot('e03', 'app-1', 'AGREE', same)).status).toBe(500);
      expect(await committee.box('app-1')).toHaveLength(when === 'AFTER' ? 1 : 0);
      expect((await committee.roll('app-1')).length).toBe((await committee.box('app-1')).length);
      (await committee.ballot('e03', 'app-1', 'AGREE', same)).as('BallotReceipt');
      expect(await committee.box('app-1')).toHaveLength(1);
      expect((await committee.candidate('app-1')).voted).toBe(1);
    },
  );

  it('L13: a crash between closing and counting lets no ballot in, and the same act counts', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    for (const id of members.slice(0, 10)) await committee.ballot(id, 'app-1', 'AGREE');
    await committee.orderClose('app-1', 1);
    const { version } = await committee.view();
    const close = { type: 'CLOSE_VOTE', applicationId: 'app-1' } as const;
    crash('BEFORE', (text) => text.includes('"COUNTED"'));
    expect((await committee.try(close, second, { version, key: 'close' })).status).toBe(500);
    const late = (await committee.ballot('e11', 'app-1', 'DISAGREE')).problem();
    expect(late.errors[0]?.code).toBe('BALLOT_LATE');
    const again = (await committee.try(close, second, { version, key: 'close' })).as('SessionView');
    expect(again.candidates[0]?.sheet).toMatchObject({ agree: 10, disagree: 0, notCast: 1 });
    // Sent once more with its key, the act says what there is and counts nothing twice.
    const repeated = (await committee.try(close, second, { version, key: 'close' })).as('SessionView');
    expect(repeated.version).toBe(again.version);
  });

  it('T31: a crash in the middle of an abort is finished by the same act', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    await committee.ballot('e01', 'app-1', 'AGREE');
    crash('BEFORE', (text) => text.includes('"ABORT"'));
    expect((await committee.try({ type: 'ABORT', reason: '停电' })).status).toBe(500);
    expect((await committee.ballot('e02', 'app-1', 'AGREE')).problem().errors[0]?.code).toBe('BALLOT_VOID');
    expect((await committee.act({ type: 'ABORT', reason: '停电' })).status).toBe('INQUORATE');
    await committee.runBatches();
    expect(await committee.box('app-1')).toEqual([]);
    expect((await committee.application('app-1')).stage).toBe('READY');
  });

  it('B5: a box that does not agree with the roll is not counted', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    for (const id of members) await committee.ballot(id, 'app-1', 'AGREE');
    const [ballot] = await committee.box('app-1');
    const { sk: _sk, pk: _pk, ...facts } = ballot as Item;
    const key = keys.ballot(committee.sessionId, 'app-1', 'f'.repeat(32));
    await committee.harness.deps.ballots.transact([create(BALLOTS, key, facts)]);
    const close = { type: 'CLOSE_VOTE', applicationId: 'app-1' } as const;
    expect((await committee.refused(close, second)).codes).toEqual(['BALLOT_ROLL_MISMATCH']);
  });
});

describe('secrecy (B5)', () => {
  /** Names of attributes whose values are random, or follow from random ones. */
  const random = new Set(['salt', 'hash', 'prevHash', 'payloadHash', 'reasonHash', 'auditHash']);

  /** A dump without random values; ballots without their slots and requests without the keys that clients chose. */
  function withoutRandom(items: Item[]): string[] {
    return items
      .map((item) => {
        const keyed = item.type === 'BALLOT' || item.type === 'IDEMPOTENCY';
        // The secret of the room's codes (D21).
        const drawn = item.type === 'SESSION_CODE' ? { key: '' } : {};
        const shown = { ...item, ...(keyed ? { sk: '' } : {}), ...drawn };
        return JSON.stringify(shown, (name, value: unknown) => (random.has(name) ? '' : value));
      })
      .sort();
  }

  /** A whole session in which the experts vote as told, in the order told. */
  async function world(choices: Record<string, Choice>, order: readonly string[]) {
    const other = await Committee.open();
    await other.given(1);
    await other.meet(ids(1));
    await other.openVote('app-1');
    for (const id of order) await other.ballot(id, 'app-1', choices[id] as Choice, `ballot-${id}`);
    await other.act({ type: 'CLOSE_VOTE', applicationId: 'app-1' }, second);
    await other.sign('e01', 'app-1');
    await other.act({ type: 'SEAL' });
    const [table, box] = [await other.dump(TABLE), await other.dump(BALLOTS)];
    await other.harness.close();
    return { table, box, all: [...withoutRandom(table), ...withoutRandom(box)] };
  }

  it('two worlds that differ only in who voted how leave the same in both tables', async () => {
    const one = Object.fromEntries(
      members.map((id, i): [string, Choice] => [id, i < 8 ? 'AGREE' : 'ABSTAIN']),
    );
    const two = Object.fromEntries(
      members.map((id, i): [string, Choice] => [id, i > 2 ? 'AGREE' : 'ABSTAIN']),
    );
    const [a, b] = [await world(one, members), await world(two, [...members].reverse())];
    expect(b.all).toEqual(a.all);
    expect(a.box).toHaveLength(11);
  });

  it('a ballot is round, random slot, choice and mark; a line of the roll is person and round', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    const press = randomUUID();
    await committee.ballot('e03', 'app-1', 'DISAGREE', press);
    const [ballot] = await committee.box('app-1');
    const [line] = await committee.roll('app-1');
    expect(ballot).toEqual({
      ...{
        pk: `BOX#${committee.sessionId}#app-1`,
        sk: expect.stringMatching(/^[0-9a-f]{32}$/),
        type: 'BALLOT',
      },
      ...{
        sessionId: committee.sessionId,
        applicationNo: `${PLAN}-330106-000001`,
        round: 1,
        choice: 'DISAGREE',
        mark: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(line).toEqual({
      ...{ pk: `SESSION#${committee.sessionId}`, sk: 'ROLL#app-1#e03', type: 'ROLL' },
      ...{ sessionId: committee.sessionId, applicationId: 'app-1', expertId: 'e03', round: 1 },
    });
    // Nothing else remembers: no event, no answer kept under the Idempotency-Key, no choice anywhere in the table.
    const table = await committee.dump(TABLE);
    expect(JSON.stringify([table, ballot])).not.toContain(press);
    expect(JSON.stringify(table)).not.toContain(String(ballot?.mark));
    expect(JSON.stringify(table)).not.toMatch(/DISAGREE|ABSTAIN/);
  });

  it('the box keeps no order of arrival', async () => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    for (const [i, id] of members.entries())
      await committee.ballot(id, 'app-1', i < 6 ? 'AGREE' : 'DISAGREE');
    const box = await committee.box('app-1');
    expect(new Set(box.map((one) => one.sk)).size).toBe(11);
    for (const one of box)
      expect(Object.keys(one).sort()).toEqual([
        'applicationNo',
        'choice',
        'mark',
        'pk',
        'round',
        'sessionId',
        'sk',
        'type',
      ]);
  });
});
