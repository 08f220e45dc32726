import { afterEach, describe, expect, it } from 'vitest';
import { hashOfPerson } from '../../shared/acts/people/person-hash.ts';
import { sha256Hex } from '../../shared/rules/base/sha256.ts';
import { holderWrite } from '../../shared/store/appointments.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { put } from '../../shared/store/base/table.ts';
import { hash } from '../fixtures/applications.ts';
import {
  applicant,
  givenApprovedItem,
  givenProfile,
  givenReady,
  givenSubmitted,
  givenUnit,
  hr,
  itemBody,
  profileBody,
  startDeclaration,
} from './applicant-road.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';
import {
  auditor,
  barcodes,
  desk,
  exported,
  get,
  givenAt,
  givenSession,
  head,
  hrss,
  hrss2,
  OCTOBER,
  office,
  office2,
  ops,
  ops2,
  PLAN,
  clerk as point,
  post,
  publish,
} from './office-road.ts';
import { cases } from './one-key-cases.ts';
import { citizen, member, staffOnTable } from './people-kit.ts';
import { decide, givenProposed } from './plan-kit.ts';
import { Committee, clerk, ids, pool, second, supervisor } from './session-kit.ts';

/** D29: whatever takes another person is refused to another account of the same one, and done by somebody else. */

let h: Harness;
afterEach(() => h.close());

const at = async (options: Parameters<typeof createHarness>[0] = { now: OCTOBER }) => {
  h = await createHarness(options);
  return h;
};
/** The second caller as another account of these. */
const alias = (as: Caller, ...of: { id: string }[]): Caller => ({ ...as, alsoAs: of.map(({ id }) => id) });

type Second = { first: { id: string }; second: Caller; run(as: Caller): Promise<Answer> };

const pairs: Record<string, () => Promise<Second>> = {
  'C4: a list is opened by another person than who prepared it': async () => {
    await at();
    const { applicationId } = await givenAt(h, 'OFFICE_AUDITED');
    const body = { kind: 'PRE', planCode: PLAN, title: '评前公示', applicationIds: [applicationId] };
    const list = (await post(h, office, '/v1/office/publicities', body)).as('OfficePublicity');
    const path = `/v1/office/publicities/${list.publicityId}/opening`;
    return { first: office, second: office2, run: (as) => post(h, as, path) };
  },
  'C4: nobody publishes what he audited': async () => {
    await at();
    const { applicationId } = await givenAt(h, 'OFFICE_AUDITED');
    const body = { kind: 'PRE', planCode: PLAN, title: '评前公示', applicationIds: [applicationId] };
    const list = (await post(h, office, '/v1/office/publicities', body)).as('OfficePublicity');
    const path = `/v1/office/publicities/${list.publicityId}/opening`;
    return { first: auditor, second: office2, run: (as) => post(h, as, path) };
  },
  'L24: an objection is upheld by two': async () => {
    await at();
    await givenSession(h, 'SEALED');
    const one = await givenAt(h, 'OFFICE_AUDITED');
    const { publicityId } = await publish(h, 'PRE', [one.applicationId]);
    const said = { objectorName: '王某', contact: '13900000000', content: '该同志业绩与事实不符，请核查。' };
    const body = { applicationNo: one.applicationNo, ...said };
    const path = `/v1/publicities/${publicityId}/objections`;
    const { id } = (await h.call('api-public', 'POST', path, { body })).as('Receipt');
    const { turn } = await h.deps.applications.require(one.applicationId);
    const decision = `/v1/office/objections/${id}/decision`;
    await post(h, office, decision, { turn, decision: 'PROPOSE_UPHOLD', finding: '经核查' });
    const { items } = (await h.call('api-staff', 'GET', '/v1/office/objections', { as: head })).as(
      'ObjectionQueue',
    );
    const uphold = { turn, decision: 'UPHOLD', heard: true, proposal: items[0]?.proposal };
    return { first: office, second: head, run: (as) => post(h, as, decision, uphold) };
  },
  'L24: a disqualification takes two': async () => {
    await at();
    const { applicationId: id, turn } = await givenAt(h, 'OFFICE_REVIEW');
    const path = `/v1/staff/applications/${id}/disqualification`;
    await post(h, office, path, { turn, reason: '材料造假', confirm: false, heard: true });
    const { proposal } = (await desk(h, head, id)).pendingDisqualification!;
    const body = { turn, proposal, confirm: true, heard: true };
    return { first: office, second: head, run: (as) => post(h, as, path, body) };
  },
  'L24: a certificate is revoked by two': async () => {
    await at();
    const { path, body } = await cases['revoke-certificate'].given(h);
    await post(h, hrss, path, body);
    const { proposed } = (await get(h, hrss2, path.replace('/revocation', ''))).as('CertificateFile');
    const { proposal } = proposed ?? {};
    return { first: hrss, second: hrss2, run: (as) => post(h, as, path, { proposal }) };
  },
  'C4: the district is another person than the point': async () => {
    await at();
    const { applicationId: id, turn, approvals } = await givenAt(h, 'DISTRICT_REVIEW');
    const first = approvals.findLast((one) => one.stage === 'POINT_REVIEW')!.actor;
    const body = { turn, decision: 'APPROVE' };
    const path = `/v1/staff/applications/${id}/decision`;
    const officer: Caller = { id: 'officer-7', role: 'DISTRICT_OFFICER', scope: '330106' };
    return { first, second: officer, run: (as) => post(h, as, path, body) };
  },
  'C4: the paper is received by another person than who handed it on': async () => {
    await at();
    const printed = await exported(h, await givenAt(h, 'FORM_DUE'));
    const scan = (as: Caller) =>
      post(h, as, '/v1/staff/paper-scans', {
        ...{ barcodes: barcodes(printed), unitSeal: true, municipalSeal: true },
      });
    await scan(point);
    return { first: point, second: office2, run: scan };
  },
  'C1: the unit does not approve items of its own people': async () => {
    await at({});
    await givenUnit(h);
    await givenProfile(h);
    const made = await h.call('api-applicant', 'POST', '/v1/me/archive', { as: applicant, body: itemBody });
    const { itemId } = made.as('ArchiveItem');
    const sent = await h.call('api-applicant', 'POST', `/v1/me/archive/${itemId}/submission`, {
      as: applicant,
    });
    const { version } = sent.as('ArchiveItem');
    const path = `/v1/unit/archive-items/${applicant.id}/${itemId}/decision`;
    const run = (as: Caller) =>
      h.call('api-applicant', 'POST', path, { as, body: { version, decision: 'APPROVE' } });
    return { first: applicant, second: hr, run };
  },
  'D9: a calendar is put in force by another one': async () => {
    await at();
    const calendar = {
      ...{ id: 'cn-2026-11-01', jurisdiction: 'CN', years: [2027] },
      notices: [{ title: '示例', url: 'https://example.invalid/2027', publishedAt: '2026-11-01' }],
      days: Object.fromEntries(
        ['01-01', '02-08', '02-09', '04-05', '05-03', '06-09', '10-01', '10-04'].map((day) => [
          `2027-${day}`,
          'OFF',
        ]),
      ),
    };
    await post(h, ops, '/v1/ops/calendars', { calendar });
    return { first: ops, second: ops2, run: (as) => post(h, as, '/v1/ops/calendars', { calendar }) };
  },
  'G3: a plan is published by two': async () => {
    await at({});
    const proposed = await givenProposed(h);
    return { first: ops, second: ops2, run: (as) => decide(h, proposed, 'CONFIRM', as) };
  },
  'C1: the unit does not decide on its own people': async () => {
    await at({});
    const { applicationId: id, turn } = await givenSubmitted(h);
    const path = `/v1/unit/applications/${id}/decision`;
    const body = { turn, decision: 'APPROVE', opinion: '同意' };
    const run = (as: Caller) => h.call('api-applicant', 'POST', path, { as, body });
    return { first: applicant, second: hr, run };
  },
  'D21: a check-in by hand takes two of the office': async () => {
    const committee = await inSession();
    await committee.gather([]);
    await committee.act({ type: 'PROPOSE_CHECK_IN', expertId: 'e05', reason: '手机没电' });
    const proposal = (await committee.view()).handCheckIns[0]?.proposal ?? '';
    const act = { type: 'CONFIRM_CHECK_IN', expertId: 'e05', proposal } as const;
    return { first: clerk, second, run: (as) => committee.try(act, as) };
  },
  'C3: who opened a vote does not close it': async () => {
    const committee = await inSession(true);
    await committee.openVote('app-1', clerk);
    for (const one of (await committee.view()).members)
      await committee.ballot(one.expertId, 'app-1', 'AGREE');
    const act = { type: 'CLOSE_VOTE', applicationId: 'app-1' } as const;
    return { first: clerk, second, run: (as) => committee.try(act, as) };
  },
  'B8: the two nonces of a draw are two persons’': async () => {
    h = await createHarness({ now: '2020-12-05T02:00:00.000Z' });
    const committee = new Committee(h);
    await committee.given(1);
    await committee.plan();
    const commitment = (n: number) => ({ type: 'COMMIT_NONCE', commitment: sha256Hex(hash(n)) }) as const;
    await committee.act(commitment(1), clerk);
    return { first: clerk, second: supervisor, run: (as) => committee.try(commitment(2), as) };
  },
};

async function inSession(meeting = false): Promise<Committee> {
  h = await createHarness({ now: '2020-12-05T02:00:00.000Z' });
  const committee = new Committee(h);
  await committee.given(1);
  if (meeting) await committee.meet(ids(1));
  else {
    await committee.plan();
    await committee.draw();
  }
  return committee;
}

describe('D29: a second person', () => {
  it.each(Object.entries(pairs))('%s', async (_name, given) => {
    const { first, second, run } = await given();
    const refused = (await run(alias(second, first))).problem();
    expect([refused.status, refused.code]).toEqual([403, 'SEPARATION_OF_DUTIES']);
    const done = await run(alias(second, { id: 'an-account-of-his-that-did-nothing' }));
    expect([done.status, done.status < 300 ? '' : done.problem().errors]).toEqual([done.status, '']);
  });

  it('C3: the office and the chair are two persons, or the vote stays open', async () => {
    const committee = await inSession(true);
    await committee.openVote('app-1', clerk);
    const { members } = await committee.view();
    for (const one of members.slice(1)) await committee.ballot(one.expertId, 'app-1', 'AGREE');
    const chair = await committee.chair();
    await committee.orderClose('app-1', 1);
    const close = { type: 'CLOSE_VOTE', applicationId: 'app-1' } as const;
    const refused = (await committee.try(close, alias(clerk, { id: chair }))).problem();
    expect(refused.code).toBe('SEPARATION_OF_DUTIES');
    expect((await committee.try(close, clerk)).status).toBe(200);
  });

  it('B1, C2: one person sits once, and not where he declares, whatever account the list names', async () => {
    h = await createHarness({ now: '2020-12-05T02:00:00.000Z' });
    const committee = new Committee(h);
    const { table } = h.deps;
    const standing = (id: string, person: string) =>
      put(table.name, keys.standing(id), {
        ...{ appointmentId: `of.${id}`, role: 'EXPERT', scope: PLAN, head: false, validFrom: '2020-01-01' },
        ...{ status: 'ACTIVE', name: id, issuer: 'https://staff.example', person, type: 'STANDING' },
      });
    const holds = (accountId: string, person: string) => holderWrite(table, person, { accountId });
    await table.transact([
      ...[standing('e02', 'one'), standing('e13', 'one'), holds('e02', 'one'), holds('e13', 'one')],
      ...[standing('e06', 'other'), holds('e06', 'other'), holds('applicant-1', 'other')],
    ]);
    await committee.given(1);
    await committee.plan({ pool: pool(14) });
    const { draw } = await committee.draw();
    expect(draw.excluded).toEqual([
      { expertId: 'e06', reason: 'EXPERT_IS_APPLICANT' },
      { expertId: 'e13', reason: 'EXPERT_TWICE' },
    ]);
  });
});

describe('D29: who is one person, by the table', () => {
  it('C1: a head of HR who declares under an account of his own', async () => {
    h = await staffOnTable();
    await givenReady(h);
    const self = citizen(hr.id, '人事甲');
    const own = { ...profileBody, name: '人事甲', currentUnit: undefined } as typeof profileBody;
    await givenProfile(h, self, own);
    const found = await h.deps.people.unitOf({ id: hr.id, issuer: '', name: '' }, h.clock.now());
    expect(found).toMatchObject({ role: 'UNIT_HR', alsoAs: [applicant.id] });
  });

  it('C2: whoever reviews in a plan does not declare in it, whichever account he uses', async () => {
    h = await staffOnTable();
    await givenUnit(h);
    await givenProfile(h);
    await givenApprovedItem(h);
    const person = hashOfPerson(h.deps.env, profileBody);
    const { id } = await member(h, 'expert-1', { role: 'EXPERT', scope: PLAN, head: false }, { person });
    await h.deps.table.transact([holderWrite(h.deps.table, person, { accountId: id })]);
    const refused = (await startDeclaration(h)).problem();
    expect([refused.code, refused.errors.map(({ code }) => code)]).toEqual(['GUARD', ['REVIEWER_OF_PLAN']]);
  });
});
