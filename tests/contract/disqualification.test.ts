import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHarness, type Harness } from './harness.ts';
import { desk, givenAt, head, OCTOBER, office, post } from './office-road.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness({ now: OCTOBER });
});
afterEach(() => h.close());

test('L24 D26: disqualification takes two persons and a hearing', async () => {
  const { applicationId: id, turn } = await givenAt(h, 'OFFICE_REVIEW');
  const path = `/v1/staff/applications/${id}/disqualification`;
  const body = { turn, reason: '材料造假', confirm: true, heard: true };
  expect((await post(h, office, path, body)).problem().errors[0]).toMatchObject({
    code: 'TWO_PERSONS',
    rule: 'L24',
  });
  (await post(h, office, path, { ...body, confirm: false })).as('DeskApplication');
  const seen = await desk(h, head, id);
  expect(seen.pendingDisqualification).toMatchObject({ actor: { id: 'office-1' }, reason: '材料造假' });
  expect(seen.acts).toEqual(expect.arrayContaining(['DISQUALIFY', 'REFUSE_DISQUALIFICATION']));
  expect(seen.acts).not.toContain('PROPOSE_DISQUALIFICATION');
  const { proposal } = seen.pendingDisqualification!;
  // D26: exactly what was proposed, by its mark; other words are refused, and so is a second proposal over the first.
  const codes = async (as: typeof office, more: object) => {
    const { code, errors } = (await post(h, as, path, { turn, ...more })).problem();
    return [code, errors[0]?.code];
  };
  const confirm = { confirm: true, heard: true };
  expect(await codes(head, confirm)).toEqual(['CONFLICT', 'PROPOSAL_DIFFERS']);
  expect(await codes(head, { ...confirm, proposal, reason: '别的理由' })).toEqual([
    'CONFLICT',
    'PROPOSAL_DIFFERS',
  ]);
  expect(await codes(head, { confirm: false, reason: '别的理由' })).toEqual(['CONFLICT', 'PROPOSAL_STANDS']);
  expect(await codes(head, { confirm: false, proposal })).toEqual(['INVALID', 'REASON_REQUIRED']);
  const no = await post(h, head, path, { turn, confirm: false, proposal, reason: '证据不足' });
  expect(no.as('DeskApplication').pendingDisqualification).toBeUndefined();
  expect(await codes(head, { ...confirm, proposal, reason: body.reason })).toEqual(['GUARD', 'TWO_PERSONS']);
  h.clock.set('2020-10-12T03:00:00.000Z');
  (await post(h, office, path, { ...body, confirm: false })).as('DeskApplication');
  const stands = (await desk(h, head, id)).pendingDisqualification!.proposal;
  // A new proposal is another one, the same words or not.
  expect(await codes(head, { ...confirm, proposal })).toEqual(['CONFLICT', 'PROPOSAL_DIFFERS']);
  expect((await post(h, office, path, body)).problem()).toMatchObject({
    status: 403,
    code: 'SEPARATION_OF_DUTIES',
  });
  const named = { turn, proposal: stands, confirm: true };
  expect((await post(h, head, path, { ...named, heard: false })).problem().errors[0]?.code).toBe(
    'RIGHT_TO_BE_HEARD',
  );
  const ended = (await post(h, head, path, { ...named, heard: true })).as('DeskApplication');
  expect(ended).toMatchObject({ stage: 'DISQUALIFIED', ended: { reason: '材料造假' } });
});
