import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDocumentRenderer } from '../../functions/review/documents.ts';
import { createReviewSteps } from '../../functions/review/steps.ts';
import { settleMachine } from '../../shared/acts/application/settle-machine.ts';
import type { ResponseOf } from '../../shared/contracts/api/index.ts';
import type { Application } from '../../shared/contracts/application.ts';
import { positionAt } from '../../shared/rules/application/turns.ts';
import { canonicalHash } from '../../shared/rules/base/canonical-json.ts';
import { pageTexts } from '../unit/documents/poppler.ts';
import { act, applicant, change, givenFormDue, office, profileBody, read } from './applicant-road.ts';
import type { Answer, Caller, Harness } from './harness.ts';
import { printingHarness } from './real-photo.ts';

/** D16, D15, D26: what two persons correct after the payment, and what is printed afterwards. */

const clerk: Caller = { id: 'clerk-1', role: 'POINT_CLERK', scope: 'P330106', name: '受理甲' };
const officer: Caller = { id: 'officer-9', role: 'DISTRICT_OFFICER', scope: '330106', name: '审核乙' };
const ops: Caller = { id: 'ops-1', role: 'PLATFORM_OPS', scope: '', name: '运维' };

let h: Harness;
let render: ReturnType<typeof createDocumentRenderer>;
beforeEach(async () => {
  h = await printingHarness();
  render = createDocumentRenderer(h.deps);
}, 60_000);
afterEach(() => h.close());

const load = (id: string) => h.deps.applications.require(id);
const print = async (application: Application) =>
  render({ ...positionAt(application, application.turn, h.clock.now()), action: 'REVIEW_FORM' });
const printed = async (id: string, version: number) =>
  pageTexts((await h.deps.documents.get(`forms/${id}/v${version}.pdf`)).bytes as Buffer)
    .join('')
    .replace(/\s/g, '');
const correct = (as: Caller, id: string, body: unknown): Promise<Answer> =>
  h.call('api-staff', 'POST', `/v1/staff/applications/${id}/correction`, { as, body });
const fileOf = async (as: Caller, id: string): Promise<ResponseOf<'DeskApplication'>> =>
  (await h.call('api-staff', 'GET', `/v1/staff/applications/${id}`, { as })).as('DeskApplication');
const codes = (answer: Answer) => answer.problem().errors.map((e) => `${e.code} ${e.field ?? ''}`.trim());

const OTHER = '330102198507040126';
const changes = [
  { path: '/person/name', to: '赵 更正' },
  { path: '/person/idNumber', to: OTHER.toLowerCase() },
];

describe('who somebody is', () => {
  it('D16, D26: two persons correct it exactly as proposed; a new form is printed and the old version is kept', async () => {
    const due = await givenFormDue(h);
    const { applicationId: id, turn } = due;
    await print(due);
    const before = await load(id);
    (await correct(clerk, id, { turn, changes, reason: '身份证号录入有误' })).as('DeskApplication');
    expect((await load(id)).applicantName).toBe('赵某');

    const seen = (await fileOf(officer, id)).correction?.proposed;
    expect(seen).toMatchObject({ by: { id: 'clerk-1', name: '受理甲' }, reason: '身份证号录入有误' });
    // What the number says of sex and birth goes along, and is confirmed with it.
    expect(seen?.changes.map(({ path, to }) => [path, to])).toEqual([
      ['/person/name', '赵 更正'],
      ['/person/idNumber', OTHER],
      ['/person/gender', 'FEMALE'],
      ['/person/birthDate', '1985-07-04'],
    ]);
    expect(JSON.stringify(seen)).not.toContain(profileBody.idNumber);
    const proposal = seen?.proposal ?? '';
    expect(codes(await correct(clerk, id, { turn, proposal, confirm: true }))).toEqual([
      'SEPARATION_OF_DUTIES',
    ]);
    expect(codes(await correct(officer, id, { turn, proposal: 'x', confirm: true }))).toEqual([
      'PROPOSAL_DIFFERS /proposal',
    ]);
    expect(codes(await correct(officer, id, { turn, changes, reason: '另提' }))).toEqual(['PROPOSAL_STANDS']);
    const done = (await correct(officer, id, { turn, proposal, confirm: true })).as('DeskApplication');
    expect(done).toMatchObject({ stage: 'FORM_DUE', paper: { status: 'EXPORTABLE', formVersion: 2 } });
    expect(done.applicant).toMatchObject({ name: '赵 更正', birthDate: '1985-07-04', gender: 'FEMALE' });
    expect(done.applicant).toEqual((await fileOf(officer, id)).applicant);
    expect(done.correction?.done).toMatchObject([{ proposedBy: '受理甲', confirmedBy: '审核乙' }]);

    // The machine hears of the form by the turn that was overtaken; it is printed all the same.
    const position = await render({ ...positionAt(before, turn, h.clock.now()), action: 'REVIEW_FORM' });
    expect(position).toMatchObject({ step: 'PAPER_DELIVERY', turn: turn + 1 });
    const text = await printed(id, 2);
    expect(text).toContain('赵更正');
    expect(text).toContain(OTHER);
    expect(text).not.toContain(profileBody.idNumber);
    expect(await printed(id, 1)).toContain(profileBody.idNumber);

    const after = await load(id);
    expect(after.snapshotHash).not.toBe(before.snapshotHash);
    const { snapshotOf } = h.deps.applications;
    expect((await snapshotOf(before)).person).toMatchObject({ name: '赵某', idNumber: profileBody.idNumber });
    expect((await snapshotOf(after)).person).toMatchObject({ name: '赵 更正', birthDate: '1985-07-04' });
    const events = (await h.deps.applications.events(id)).filter((e) => e.act.endsWith('_CORRECTION'));
    expect(events.map((e) => [e.act, e.actor.id, e.transition])).toEqual([
      ['PROPOSE_CORRECTION', 'clerk-1', 'T46a'],
      ['CONFIRM_CORRECTION', 'officer-9', 'T46'],
    ]);
    // The applicant reads that it happened, and a return afterwards begins from what stands.
    const own = await read(h, id);
    expect(own.timeline.map((e) => e.act)).toContain('CONFIRM_CORRECTION');
    expect(own.declaration.person?.name).toBe('赵 更正');
    expect(own.corrections?.[0]?.labels.map((label) => label.zh)).toEqual([
      '姓名',
      '证件号码',
      '性别',
      '出生日期',
    ]);
  });

  it('D26: refused, nothing has changed, and a new proposal may be made', async () => {
    const { applicationId: id, turn } = await givenFormDue(h);
    (await correct(clerk, id, { turn, changes, reason: '录入有误' })).as('DeskApplication');
    const { proposal } = (await fileOf(officer, id)).correction!.proposed!;
    expect(codes(await correct(officer, id, { turn, proposal }))).toEqual(['REASON_REQUIRED reason']);
    const refused = await correct(officer, id, { turn, proposal, reason: '与身份证不符' });
    expect(refused.as('DeskApplication').correction?.proposed).toBeUndefined();
    expect((await load(id)).applicantName).toBe('赵某');
    (await correct(officer, id, { turn, changes: changes.slice(0, 1), reason: '更名' })).as(
      'DeskApplication',
    );
  });

  it.each([
    [
      'a number that fails its check',
      [{ path: '/person/idNumber', to: '330102198507040127' }],
      'ID_CHECK /changes/0/to',
    ],
    [
      'everything at once',
      [
        { path: '/person/name', to: '\u3000' },
        { path: '/person/birthDate', to: '1985-02-30' },
        { path: '/person/idNumber', to: '330102198507040127' },
      ],
      'TEXT_BLANK /changes/0/to, DATE_NO_SUCH_DAY /changes/1/to, ID_CHECK /changes/2/to',
    ],
    ['half a date', [{ path: '/person/birthDate', to: '19-5-12' }], 'DATE_INCOMPLETE /changes/0/to'],
    [
      'a sex that the number denies',
      [{ path: '/person/gender', to: 'FEMALE' }],
      'PROFILE_DIFFERS /changes/0/to',
    ],
    [
      'a character that cannot be printed',
      [{ path: '/person/name', to: '赵\u{1F600}' }],
      'TEXT_UNPRINTABLE /changes/0/to',
    ],
    ['blanks', [{ path: '/person/name', to: ' \u3000 ' }], 'TEXT_BLANK /changes/0/to'],
    ['what stands there already', [{ path: '/person/name', to: ' 赵某 ' }], 'CORRECTION_SAME /changes'],
    [
      'a text that prints well',
      [{ path: '/data/workStatement', to: '别的述职' }],
      'CORRECTION_FIELD /changes/0',
    ],
  ])('D16: %s is refused with its place', async (_, asked, expected) => {
    const { applicationId: id, turn } = await givenFormDue(h);
    const answer = await correct(clerk, id, { turn, changes: asked, reason: '更正' });
    expect([answer.status, codes(answer).join(', ')]).toEqual([422, expected]);
  });

  it('D16: before the payment there is the return, and operations have no part in who somebody is', async () => {
    const { applicationId: id, turn } = await givenFormDue(h);
    (await correct(clerk, id, { turn, changes, reason: '录入有误' })).as('DeskApplication');
    const { proposal } = (await fileOf(officer, id)).correction!.proposed!;
    const path = `/v1/ops/applications/${id}/correction`;
    const body = { turn, proposal, confirm: true };
    expect(codes(await h.call('api-staff', 'POST', path, { as: ops, body }))).toEqual([
      'CORRECTION_OPERATIONS',
    ]);
    await change(h, id, (before) => ({ ...before, stage: 'POINT_REVIEW' }));
    expect((await correct(officer, id, { turn, proposal, confirm: true })).problem().code).toBe(
      'WRONG_STAGE',
    );
  });
});

/** As a statement may stand in a snapshot from before D15 was asked. */
async function unprintable(): Promise<Application> {
  const due = await givenFormDue(h);
  const { applicationId: id } = due;
  const snapshot = await h.deps.applications.snapshotOf(due);
  const bad = { ...snapshot, data: { ...snapshot.data, workStatement: '主持完成\uf0b7多项\u{e000}工程。' } };
  const owed = await change(h, id, (before) => ({ ...before, snapshotHash: canonicalHash(bad) }));
  await h.deps.table.transact([h.deps.applications.putSnapshot(owed, bad)]);
  await expect(print(owed)).rejects.toThrow('no glyph');
  const steps = createReviewSteps(h.deps);
  const failed = { ...positionAt(owed, owed.turn, h.clock.now()), action: 'FAILED', cause: 'DocumentError' };
  await steps(failed);
  return load(id);
}
const incidents = async () =>
  (await h.call('api-staff', 'GET', '/v1/ops/incidents', { as: ops })).as('IncidentList').items;

describe('what cannot be printed all the same', () => {
  it('D15, D28: desk and operations see it, two persons correct it, it prints, and the time is given back', async () => {
    const owed = await unprintable();
    const { applicationId: id, turn, dueAt = '' } = owed;
    const queue = await h.call('api-staff', 'GET', '/v1/staff/queue?stage=UNPRINTED', { as: clerk });
    expect(queue.as('Queue').items.map((i) => i.applicationId)).toEqual([id]);
    expect((await read(h, id)).waiting).toMatchObject({ role: 'PLATFORM_OPS' });
    expect(await incidents()).toMatchObject([
      { applicationId: id, stage: 'FORM_DUE', findings: [{ code: 'FORM_UNPRINTED' }] },
    ]);
    expect(JSON.stringify(await incidents())).not.toContain('主持');

    // Weeks go by; nothing lapses.
    h.clock.set(dueAt);
    h.clock.advance(20 * 24 * 3600);
    const steps = createReviewSteps(h.deps);
    await steps({ ...positionAt(owed, turn, h.clock.now()), action: 'EXPIRE' });
    expect((await load(id)).stage).toBe('FORM_DUE');

    const { correction } = await fileOf(clerk, id);
    expect(correction?.texts.map((t) => t.path)).toContain('/data/workStatement');
    const to = '主持完成•多项工程。';
    const asked = [{ path: '/data/workStatement', to }];
    (await correct(clerk, id, { turn, changes: asked, reason: '含无法打印的字符' })).as('DeskApplication');
    const [incident] = await incidents();
    expect(incident?.proposed?.changes).toMatchObject([{ to, label: { zh: '本人述职' } }]);
    const path = `/v1/ops/applications/${id}/correction`;
    const body = { turn: incident?.currentTurn, proposal: incident?.proposed?.proposal, confirm: true };
    (await h.call('api-staff', 'POST', path, { as: ops, body })).as('Receipt');

    const position = await print(await load(id));
    const after = await load(id);
    expect(after).toMatchObject({ stage: 'FORM_DUE', turn, paper: { formVersion: 1 } });
    expect(after.unprinted).toBeUndefined();
    expect(await printed(id, 1)).toContain('主持完成•多项工程');
    const days = (instant = '') => Date.parse(instant) / 86_400_000;
    expect(days(after.dueAt) - days(h.clock.now())).toBeGreaterThanOrEqual(
      days(dueAt) - days(owed.turns.at(-1)?.enteredAt),
    );
    // The step is opened at last: the incident leaves the queue by itself, and the desk's.
    h.clock.advance(1);
    await steps({ ...position, action: 'OPEN', taskToken: 'token-1' });
    await settleMachine(h.deps, id, undefined);
    expect(await incidents()).toEqual([]);
    const rest = await h.call('api-staff', 'GET', '/v1/staff/queue?stage=UNPRINTED', { as: clerk });
    expect(rest.as('Queue').items).toEqual([]);
  });

  it('D15: a correction that would not print either is refused, with what may be written instead', async () => {
    const { applicationId: id, turn } = await unprintable();
    const asked = [{ path: '/data/workStatement', to: '主持完成\uf0b7多项工程。' }];
    const answer = await correct(clerk, id, { turn, changes: asked, reason: '更正' });
    expect(codes(answer)).toEqual(['TEXT_UNPRINTABLE /changes/0/to']);
    expect(answer.problem().errors[0]?.message).toContain('可改为“•”');
  });

  it('C8, D16: what two persons corrected stays corrected when the office returns it later', async () => {
    const due = await givenFormDue(h);
    const { applicationId: id, turn } = due;
    const asked = changes.slice(0, 1);
    (await correct(clerk, id, { turn, changes: asked, reason: '更名' })).as('DeskApplication');
    const { proposal } = (await fileOf(officer, id)).correction!.proposed!;
    (await correct(officer, id, { turn, proposal, confirm: true })).as('DeskApplication');
    await change(h, id, (before) => ({ ...before, paper: { ...before.paper, status: 'RECEIVED_POINT' } }));
    await act(h, id, { name: 'RECEIVE_PAPER', actor: { id: 'clerk-2', role: 'POINT_CLERK' } });
    await change(h, id, (before) => ({ ...before, paper: { ...before.paper, status: 'AT_OFFICE' } }));
    await act(
      h,
      id,
      { name: 'OFFICE_RECEIVE_PAPER', actor: office },
      {
        ...{ name: 'RETURN', actor: office, reason: '补正' },
        items: [{ path: '/data/workStatement', remark: '请写具体' }],
      },
    );
    const own = await read(h, id);
    expect(own).toMatchObject({ stage: 'RETURNED', declaration: { person: { name: '赵 更正' } } });
    const body = { ...own.declaration.data, workStatement: '主持完成五项工程。' };
    const saved = await h.call('api-applicant', 'PUT', `/v1/me/applications/${id}/data`, {
      as: applicant,
      body,
      version: own.version,
    });
    expect(saved.as('ApplicationView').declaration.person?.name).toBe('赵 更正');
  });
});
