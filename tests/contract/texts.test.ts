import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RouteId, routeOf, routes } from '../../functions/routes.ts';
import type { ResponseOf } from '../../shared/contracts/api/index.ts';
import type { Application } from '../../shared/contracts/application.ts';
import { creditCodeCheck } from '../../shared/rules/people/identifiers.ts';
import type { Known } from '../fixtures/nasty.ts';
import * as own from './applicant-road.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';
import * as road from './office-road.ts';
import { askedOfPeople } from './people-kit.ts';
import { Committee, expert, expertActs, pool, clerk as sessionClerk, supervisor } from './session-kit.ts';
import { type Asked, accepted, addressOf, BODIES, bodiesFor, mostly, text, usual } from './text-kit.ts';
import { sendPlans } from './text-plans.ts';

/**
 * D14 over every route with a body: whatever is accepted can be read by everybody who reads it, and nothing that is sent
 * makes the server fail. The bulk of the bodies is judged without requests in tests/property/text.test.ts.
 */

const { applicant, dataBody, givenCompleteDraft, hr, itemBody, PLAN, profileBody, unitBody } = own;
let h: Harness;
let committee: Committee;
let draft: ResponseOf<'ApplicationView'>;
/** Which routes have been asked, those of people in their own test; in the end, all that take a body. */
const asked = new Set<string>(askedOfPeople);

beforeAll(async () => {
  [h, committee] = [await createHarness(), await Committee.open()];
  draft = await givenCompleteDraft(h);
});
afterAll(() => Promise.all([h.close(), committee.harness.close()]));

async function send(
  id: RouteId,
  body: unknown,
  { as, params = {}, version, on = h }: Asked,
): Promise<Answer> {
  asked.add(id);
  const { audience, method } = routeOf(id);
  const options = { body, ...(as ? { as } : {}), ...(version === undefined ? {} : { version }) };
  const answer = await on.call(audience, method, addressOf(id, params), options);
  expect(answer.status, `${id} ${JSON.stringify(body)}`).toBeLessThan(500);
  return answer;
}

/** Reads as somebody does; a failure, or an answer outside its schema, fails the test. */
async function reads(
  as: Caller | undefined,
  ids: readonly RouteId[],
  params: Record<string, string> = {},
  on = h,
) {
  for (const id of ids) {
    const { audience, method } = routeOf(id);
    const answer = await on.call(audience, method, addressOf(id, params), as ? { as } : {});
    expect([id, answer.status]).toEqual([id, 200]);
  }
}

/** Sends each body and reads after every one that was accepted. */
async function all(id: RouteId, how: Asked, read: () => Promise<unknown>, count = BODIES): Promise<number> {
  const answers: Answer[] = [];
  for (const body of bodiesFor(id, how.known, count)) {
    const answer = await send(id, body, how);
    answers.push(answer);
    if (answer.status < 300) await read();
  }
  return accepted(answers);
}

describe('D14: people and their units', () => {
  const person: Caller = { id: 'person-9', role: 'APPLICANT', name: '赵某' };

  test('D14: profile', async () => {
    const known = {
      ...usual(profileBody),
      ...{ name: text(60), email: mostly('a@b.cn') },
      gender: mostly(undefined),
      birthDate: mostly(undefined),
    };
    let version = 0;
    let saved = 0;
    for (const body of bodiesFor('save-profile', known, 120)) {
      const answer = await send('save-profile', body, { as: person, version });
      if (answer.status >= 300) continue;
      saved += 1;
      version = answer.version ?? version;
      await reads(person, ['get-profile', 'list-archive', 'list-applications']);
    }
    expect(saved).toBeGreaterThan(10);
  });

  test('D14: archive items, and what the unit says of them', async () => {
    const known = {
      kind: mostly(itemBody.kind),
      title: text(200),
      fileIds: mostly([]),
      from: mostly(undefined),
    };
    const decision = {
      decision: fc.constantFrom('APPROVE', 'RETURN'),
      remark: text(500),
    };
    const remarks = bodiesFor('decide-archive-item', decision, 120);
    let decided = 0;
    for (const [n, body] of bodiesFor('create-archive-item', known, 120).entries()) {
      const made = await send('create-archive-item', body, { as: applicant });
      if (made.status >= 300) continue;
      const { itemId, personId, version } = made.as('ArchiveItem');
      await send('save-archive-item', body, { as: applicant, params: { itemId }, version });
      // Another version than the one that stands there: the body is read, the item stays.
      if (n % 20 === 0)
        await send('remove-archive-item', { version: 999 }, { as: applicant, params: { itemId } });
      const path = `/v1/me/archive/${itemId}/submission`;
      const waiting = await h.call('api-applicant', 'POST', path, { as: applicant });
      await reads(hr, ['list-unit-archive']);
      const answer = await send(
        'decide-archive-item',
        { ...(remarks[n] as object), version: waiting.version },
        { as: hr, params: { itemId, personId } },
      );
      if (answer.status < 300) decided += 1;
      await reads(applicant, ['list-archive']);
    }
    expect(decided).toBeGreaterThan(0);
  });

  test('D14: units: the account, its letter, the search and the desk', async () => {
    let bound = 0;
    const returns = bodiesFor('decide-authorisation', {
      decision: fc.constantFrom('ACCEPT', 'RETURN'),
      version: mostly(2),
    });
    for (let n = 0; n < BODIES * 2; n++) {
      const first17 = `91330106MA${String(n).padStart(7, '0')}`;
      const known = {
        ...usual(unitBody),
        ...{ uscc: mostly(first17 + creditCodeCheck(first17)), name: text(120), hrName: text(60) },
      };
      const account: Caller = { id: `hr-${n + 10}`, role: 'UNIT_HR', name: '人事' };
      const body = bodiesFor('register-unit', known, n + 1).at(-1);
      const made = await send('register-unit', body, { as: account });
      if (made.status >= 300) continue;
      const { uscc, name } = made.as('Unit');
      const fileId = await h.givenFile({ ownerId: account.id, purpose: 'AUTHORISATION' });
      (await send('submit-authorisation', { fileId }, { as: account })).as('Unit');
      await reads(road.clerk, ['list-authorisations']);
      const wish = returns[n % returns.length];
      const decided = await send('decide-authorisation', wish, { as: road.clerk, params: { uscc } });
      await reads(account, ['get-unit']);
      if (decided.status >= 300 || decided.as('Unit').status !== 'BOUND') continue;
      bound += 1;
      const found = await h.call('api-applicant', 'GET', '/v1/units', { as: applicant, query: { q: name } });
      expect(found.as('UnitList').items.map((one) => one.uscc)).toContain(uscc);
    }
    expect(bound).toBeGreaterThan(0);
  });

  test('D14: uploads', async () => {
    const known = { fileName: text(200), contentType: mostly('application/pdf'), bytes: mostly(1000) };
    const plan = {
      purpose: mostly('ARCHIVE'),
      planCode: mostly(undefined),
      documentCode: mostly(undefined),
    };
    const answers: Answer[] = [];
    for (const body of bodiesFor('create-upload', { ...known, ...plan })) {
      const answer = await send('create-upload', body, { as: applicant });
      answers.push(answer);
      if (answer.status < 300)
        await reads(applicant, ['get-upload'], { fileId: answer.as('UploadTicket').fileId });
    }
    await send('submit-authorisation', { fileId: '\ud800' }, { as: hr });
    expect(accepted(answers)).toBeGreaterThan(0);
  });
});

describe('D14: the draft', () => {
  test('D14: every page of it', async () => {
    for (const body of bodiesFor('create-application', { planCode: mostly(PLAN) }, 10))
      await send('create-application', body, { as: applicant });
    const { applicationId, turn } = draft;
    const params = { applicationId };
    const read = () => reads(applicant, ['get-application', 'list-applications'], params);
    const known: Record<RouteId | string, Known> = {
      'save-data': {
        ...usual(dataBody),
        // What only other plans ask.
        ...{ titles: mostly(undefined), exclusions: mostly(undefined), asked: mostly(undefined) },
        ...{ preconditions: mostly(undefined) },
        ...{ workStatement: text(1000), pointReason: text(500), optionCodes: mostly(['N1']) },
      },
      'save-achievements': { achievements: mostly([]) },
    };
    const saved: Record<string, number> = {};
    for (const id of ['save-data', 'save-achievements', 'save-attachments', 'save-photo'] as const) {
      for (const body of bodiesFor(id, known[id], id === 'save-data' ? 150 : 30)) {
        const { version } = await h.call('api-applicant', 'GET', `/v1/me/applications/${applicationId}`, {
          as: applicant,
        });
        const answer = await send(id, body, {
          as: applicant,
          params,
          ...(version === undefined ? {} : { version }),
        });
        if (answer.status >= 300) continue;
        saved[id] = (saved[id] ?? 0) + 1;
        await read();
      }
    }
    expect(saved['save-data']).toBeGreaterThan(10);
    const ticket = await h.call(
      'api-applicant',
      'POST',
      `/v1/me/applications/${applicationId}/signing-tickets`,
      { as: applicant },
    );
    const { ticketId } = ticket.as('SigningTicket');
    await all('sign-commitment', { as: applicant, params: { ticketId } }, read, 20);
    await all('submit-application', { as: applicant, params }, read, 20);
    await all('withdraw-application', { as: applicant, params, known: { turn: mostly(turn) } }, read, 20);
  });
});

describe('D14: desks', () => {
  let serial = 100;
  const fresh = (stage: string): Promise<Application> => road.givenAt(h, stage, { serial: serial++ });
  const everybody = async ({ applicationId, applicantId }: Application) => {
    const params = { applicationId };
    await reads({ ...applicant, id: applicantId }, ['get-application', 'list-applications'], params);
    await reads(hr, ['get-unit-application', 'list-unit-applications'], params);
    for (const as of await road.readersOf(h, params)) await reads(as, ['get-desk-application'], params);
  };
  const decision = {
    decision: fc.constantFrom('APPROVE', 'RETURN', 'REJECT'),
    ...{ opinion: text(1000), reason: text(1000), remedy: text(1000), supervisorReason: mostly(undefined) },
    items: text(500).map((remark) => [{ path: '/data/workStatement', remark }]),
  };

  const renamed = text(60).map((to) => [{ path: '/person/name', to }]);
  const proposed = { proposal: mostly(undefined), reason: text(500), changes: renamed };
  const passedOn = { pointId: fc.constant('P330102'), reason: text(500) };

  test.each([
    ['decide-unit', 'UNIT_REVIEW', hr, decision],
    ['decide-application', 'POINT_REVIEW', road.clerk, decision],
    ['decide-application', 'DISTRICT_REVIEW', road.officer, decision],
    ['decide-application', 'OFFICE_REVIEW', road.office2, decision],
    ['reroute-application', 'POINT_REVIEW', road.clerk, passedOn],
    ['reveal-identity', 'POINT_REVIEW', road.clerk, { purpose: text(200) }],
    [
      'propose-disqualification',
      'OFFICE_REVIEW',
      road.office,
      { reason: text(1000), confirm: mostly(false) },
    ],
    ['correct-application', 'FORM_DUE', road.clerk, proposed],
    ['decide-correction', 'FORM_DUE', road.ops, { reason: text(500) }],
    ['withdraw-application', 'POINT_REVIEW', undefined, { reason: text(1000) }],
    ['reopen-payment', 'PAYMENT_DUE', road.ops, { reason: text(1000) }],
    ['request-reopening', 'PAYMENT_DUE', undefined, { reason: text(500) }],
    ['request-reexamination', 'READY', undefined, { reason: text(1000) }],
    ['answer-reexamination', 'READY', road.office, { answer: text(2000) }],
    ['grant-withdrawal', 'POINT_REVIEW', road.office, {}],
  ] as const)('D14: %s at %s', async (id, stage, as, known) => {
    const answers: Answer[] = [];
    for (let n = 0; n < 16; n++) {
      const application = await fresh(stage);
      await road.givenProfile(h, application.applicantId);
      const { applicationId, applicantId, turn } = application;
      const body = bodiesFor(id, { turn: mostly(turn), ...known }, n + 1).at(-1);
      const answer = await send(id, body, {
        as: as ?? { ...applicant, id: applicantId },
        params: { applicationId },
      });
      answers.push(answer);
      if (answer.status < 300) await everybody(application);
    }
    if (/^decide-(unit|app)|^reroute|^propose|^correct/.test(id))
      expect(accepted(answers)).toBeGreaterThan(0);
  });

  test('D14: paper and payments', async () => {
    const application = await road.exported(h, await fresh('FORM_DUE'));
    const read = () => everybody(application);
    const known = { barcodes: mostly(road.barcodes(application)), receiver: text(60), note: text(300) };
    const { applicationId } = application;
    await all(
      'seal-form',
      { as: hr, params: { applicationId }, known: { ...known, unitSeal: mostly(true) } },
      read,
    );
    await all('scan-paper', { as: road.clerk, known }, read);
    await all('receive-payment', {}, read);
    await reads(road.clerk, ['list-queue']);
  });
});

describe('D14: lists, reports and certificates', () => {
  test('D14: publicity and objections', async () => {
    const many = [];
    for (let n = 500; n < 500 + BODIES; n++)
      many.push(await road.givenAt(h, 'OFFICE_AUDITED', { serial: n }));
    h.clock.set(road.OCTOBER);
    const listed = { kind: mostly('PRE'), planCode: mostly(PLAN), title: text(120) };
    await all(
      'prepare-publicity',
      { as: road.office, known: { ...listed, applicationIds: mostly(['app-999']) } },
      () => reads(road.office, ['list-office-publicities']),
    );
    const applicationIds = many.map((one) => one.applicationId);
    const list = { kind: 'PRE', planCode: PLAN, title: '拟公示名单', applicationIds };
    for (const body of bodiesFor('discard-publicity', { reason: text(500) })) {
      const { body: made } = await send('prepare-publicity', list, { as: road.office });
      await send('discard-publicity', body, { as: road.office, params: made as { publicityId: string } });
    }
    const params = { publicityId: (await road.publish(h, 'PRE', applicationIds)).publicityId };
    const ruling = bodiesFor('decide-objection', { decision: mostly('CLEAR'), finding: text(2000) });
    await all('create-evidence-upload', { params, known: { bytes: mostly(900) } }, async () => undefined);
    let objections = 0;
    for (const [n, one] of many.entries()) {
      const known = { applicationNo: mostly(one.applicationNo), objectorName: text(60), contact: text(120) };
      const content = { content: text(3000).map((said) => `${said}${'反映的问题'.repeat(20)}`) };
      const id = n % 2 ? 'create-own-objection' : 'create-objection';
      const body = bodiesFor(id, { ...known, ...content, fileIds: mostly(undefined) }, n + 1).at(-1);
      const answer = await send(id, body, { params, as: { ...applicant, id: `person-${n}` } });
      if (answer.status >= 300) continue;
      objections += 1;
      await reads(road.office, ['list-objections', 'list-office-publicities']);
      await reads(undefined, ['get-publicity', 'list-publicities'], params);
      const { id: objectionId } = answer.as('Receipt');
      const { turn } = await h.deps.applications.require(one.applicationId);
      const said = { ...(ruling[n] as object), turn };
      await send('decide-objection', said, { as: road.office, params: { objectionId } });
      await reads({ ...applicant, id: one.applicantId }, ['get-application'], {
        applicationId: one.applicationId,
      });
    }
    expect(objections).toBeGreaterThan(0);
  });

  test('D14: reports, documents, certificates, calendars', async () => {
    const lists = () => reads(road.hrss, ['list-reports']);
    await all('create-report', { as: road.office, known: { title: text(120) } }, lists);
    await all('audit-report', { as: road.hrss, params: { reportId: 'r-1' } }, lists);
    await all('issue-document', { as: road.hrss, params: { reportId: 'r-1' } }, lists);
    const certificate = { certificateNo: '\u202dＺＪ１\u202c' };
    await all('revoke-certificate', { as: road.hrss, params: certificate }, lists);
    const asked = { certificateNo: text(80), receiptNo: text(60), name: text(60) };
    for (const id of ['check-certificate', 'check-objection'] as const)
      await all(id, { known: asked }, async () => undefined);
    const open = () => reads(undefined, ['list-calendars', 'list-publicities']);
    await all('load-calendar', { as: road.ops }, open);
  });
  test('D14: plans', () => sendPlans(h, draft, { all, send, reads }));
});

describe('D14: the committee', () => {
  test('D14: sessions, recusals, opinions', async () => {
    const on = committee.harness;
    await committee.given(2);
    const known = { planCode: mostly(PLAN), name: text(120), date: mostly('2020-12-05'), size: mostly(11) };
    const experts = text(60).map((name) =>
      pool(11, (_, n) => (n === 3 ? { name, kin: [{ personId: 'x', relation: name }] } : {})),
    );
    const made: string[] = [];
    for (const body of bodiesFor('create-session', {
      ...known,
      pool: experts,
      applicationIds: mostly(['app-2']),
    })) {
      const answer = await send('create-session', body, { as: sessionClerk, on });
      if (answer.status < 300) made.push(answer.as('SessionView').sessionId);
      await reads(sessionClerk, ['list-sessions'], {}, on);
    }
    expect(made.length).toBeGreaterThan(0);
    for (const sessionId of made.slice(0, 5)) {
      const params = { sessionId };
      const read = () => reads(sessionClerk, ['get-session'], params, on);
      await read();
      await all('act-on-session', { as: sessionClerk, params, on, known: { version: mostly(1) } }, read);
      await all('act-on-session', { as: supervisor, params, on, known: { version: mostly(1) } }, read, 10);
      for (const id of expertActs)
        await all(id, { as: expert('e01'), params, on, known: { applicationId: mostly('app-2') } }, read, 20);
    }
  });
});

test('D14: no route with a body was left out', () => {
  const taking = routes.filter(({ id }) => routeOf(id).body).map(({ id }) => id);
  expect(taking.filter((id) => !asked.has(id))).toEqual([]);
});
