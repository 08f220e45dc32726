import { createHash } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { runBatch } from '../../shared/acts/application/run-batch.ts';
import type { BodyOf, ResponseOf } from '../../shared/contracts/api/index.ts';
import type { Application } from '../../shared/contracts/application.ts';
import type { Declaration } from '../../shared/contracts/declaration.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { fromItem, type Item } from '../../shared/store/base/table.ts';
import { hash, plan, reached } from '../fixtures/applications.ts';
import { type Answer, BALLOTS, type Caller, createHarness, type Harness, TABLE } from './harness.ts';

/** A committee in session, over the API: eleven seats, their accounts, and applications that are ready for review. */

export const PLAN = plan.planCode;
/** Ten o'clock in Hangzhou on the day of the meeting. */
export const MEETING = '2020-12-05T02:00:00.000Z';
export const DATE = '2020-12-05';

const staff = (id: string, role: Caller['role']): Caller => ({ id, role, scope: PLAN, name: `姓名${id}` });
export const clerk = staff('office-1', 'OFFICE_CLERK');
export const second = staff('office-2', 'OFFICE_CLERK');
export const supervisor = staff('supervisor-1', 'SUPERVISOR');
export const expert = (id: string, signIn?: string): Caller => ({
  ...{ id, role: 'EXPERT', scope: PLAN, name: `专家${id}` },
  ...(signIn ? { signIn } : {}),
});

/** What an expert does in a session, but for reading. */
export const expertActs = [
  ...(['check-in', 'declare-recusal', 'write-opinion'] as const),
  ...(['cast-ballot', 'order-close', 'sign-count'] as const),
];

export type Expert = BodyOf<'SessionBody'>['pool'][number];
export type Choice = BodyOf<'BallotBody'>['choice'];
export type Act = BodyOf<'SessionActBody'>['act'];
export type View = ResponseOf<'SessionView'>;
export type Candidate = View['candidates'][number];

/** Experts e01 …; the first is the chair, the next two are vice-chairs. */
export function pool(
  size = 11,
  change: (expert: Expert, n: number) => Partial<Expert> = () => ({}),
): Expert[] {
  return Array.from({ length: size }, (_, i) => {
    const base: Expert = {
      expertId: `e${String(i + 1).padStart(2, '0')}`,
      name: `专家${i + 1}`,
      office: i === 0 ? 'CHAIR' : i < 3 ? 'VICE_CHAIR' : 'MEMBER',
      specialty: 'S01',
      unitUscc: `91330100MA00000${String(i).padStart(2, '0')}X`,
      termFrom: '2020-01-01',
      termTo: '2022-12-31',
    };
    return { ...base, ...change(base, i) };
  });
}

export const ids = (n: number): string[] => Array.from({ length: n }, (_, i) => `app-${i + 1}`);

const declaration: Declaration = {
  planCode: PLAN,
  planVersion: 1,
  data: {
    track: 'NORMAL',
    specialty: 'S01',
    mobile: '13800138000',
    recommenders: [
      { recommenderId: 'r1', name: '推荐人甲', title: '高级工程师', specialty: 'S01', certificateNo: 'Z1' },
    ],
  },
  achievements: [],
  attachments: [],
  confirmedFileIds: [],
};

export class Committee {
  readonly harness: Harness;
  sessionId = '';

  constructor(harness: Harness) {
    this.harness = harness;
  }

  static async open(): Promise<Committee> {
    return new Committee(await createHarness({ now: MEETING }));
  }

  get table() {
    return this.harness.deps.table;
  }

  /** Puts an application into the table as the transition table left it at READY. */
  async givenReady(applicationId: string, changes: Partial<Application> = {}, file?: string): Promise<void> {
    const walker = reached('READY', {});
    const n = Number(applicationId.replace(/\D/g, '')) || 1;
    const application: Application = {
      ...walker.app,
      applicationId,
      applicationNo: `${PLAN}-330106-${String(n).padStart(6, '0')}`,
      applicantId: `applicant-${n}`,
      applicantName: `申报人${n}`,
      ...changes,
    };
    const { applications } = this.harness.deps;
    const event = { act: 'SEED', actor: { id: 'test', role: 'SYSTEM' as const }, at: MEETING };
    const snapshot = file ? { ...declaration, photo: { fileId: file, sha256: hash(9) } } : declaration;
    await this.table.transact([
      ...applications.change(undefined, { ...application, version: 0, auditHash: '' }, event).writes,
      applications.putSnapshot(application, snapshot),
    ]);
  }

  async given(count: number): Promise<void> {
    for (const id of ids(count)) await this.givenReady(id);
  }

  create(body: Partial<BodyOf<'SessionBody'>> = {}, as = clerk): Promise<Answer> {
    const full = {
      ...{ planCode: PLAN, name: '2020年评审会', date: DATE, size: 11, pool: pool() },
      ...{ applicationIds: ids(1), ...body },
    };
    return this.harness.call('api-committee', 'POST', '/v1/office/sessions', { as, body: full });
  }

  async plan(body: Partial<BodyOf<'SessionBody'>> = {}): Promise<View> {
    const view = (await this.create(body)).as('SessionView');
    this.sessionId = view.sessionId;
    return view;
  }

  async view(as = clerk): Promise<View> {
    const path = `/v1/office/sessions/${this.sessionId}`;
    return (await this.harness.call('api-committee', 'GET', path, { as })).as('SessionView');
  }

  async candidate(applicationId: string): Promise<Candidate> {
    const found = (await this.view()).candidates.find((one) => one.applicationId === applicationId);
    if (!found) throw new Error(`${applicationId} is not in the session`);
    return found;
  }

  /** An act on the session as it is now, whatever comes of it. */
  async try(act: Act, as = clerk, options: { version?: number; key?: string } = {}): Promise<Answer> {
    const version = options.version ?? (await this.view()).version;
    const path = `/v1/office/sessions/${this.sessionId}/acts`;
    const { key } = options;
    return this.harness.call('api-committee', 'POST', path, {
      as,
      body: { version, act },
      ...(key ? { key } : {}),
    });
  }

  async act(act: Act, as = clerk): Promise<View> {
    return (await this.try(act, as)).as('SessionView');
  }

  /** The codes of a refused act. */
  async refused(act: Act, as = clerk): Promise<{ code: string; codes: string[] }> {
    const { code, errors } = (await this.try(act, as)).problem();
    return { code, codes: errors.map((one) => one.code) };
  }

  async draw(): Promise<View> {
    const nonces = new Map([
      [clerk, hash(1)],
      [supervisor, hash(2)],
    ]);
    for (const [who, nonce] of nonces) {
      const commitment = createHash('sha256').update(nonce).digest('hex');
      await this.act({ type: 'COMMIT_NONCE', commitment }, who);
    }
    for (const [who, nonce] of nonces) await this.act({ type: 'REVEAL_NONCE', nonce }, who);
    return this.act({ type: 'DRAW' });
  }

  async room(as = clerk): Promise<ResponseOf<'RoomView'>> {
    const path = `/v1/office/sessions/${this.sessionId}/room`;
    return (await this.harness.call('api-committee', 'GET', path, { as })).as('RoomView');
  }

  async code(): Promise<string> {
    return (await this.room()).code?.digits ?? 'none';
  }

  /** D21: an expert's own check-in, with the code on the screen unless another one is given. */
  async enter(expertId: string, { code, signIn }: { code?: string | null; signIn?: string } = {}) {
    const path = `/v1/expert/sessions/${this.sessionId}/check-in`;
    const body = code === null ? {} : { code: code ?? (await this.code()) };
    return this.harness.call('api-committee', 'POST', path, { as: expert(expertId, signIn), body });
  }

  /** Opens the check-in; each of them enters the code. */
  async gather(expertIds: readonly string[]): Promise<void> {
    if ((await this.view()).status === 'DRAWN') await this.act({ type: 'OPEN_CHECK_IN' });
    const code = await this.code();
    for (const id of expertIds) (await this.enter(id, { code })).as('ExpertSession');
  }

  /** Checks in the first `count` members in the order of the committee's list, and closes the roll. */
  async checkIn(count = 11): Promise<View> {
    const { members } = await this.view();
    await this.gather(members.slice(0, count).map((one) => one.expertId));
    return this.act({ type: 'CLOSE_CHECK_IN' });
  }

  async assign(applicationIds: string[], size = 5): Promise<View> {
    const present = (await this.view()).members.filter((one) => one.checkedIn).map((one) => one.expertId);
    const expertIds = present.slice(0, size);
    const view = await this.act({ type: 'ASSIGN', groups: [{ groupId: 'G1', expertIds, applicationIds }] });
    await this.runBatches();
    return view;
  }

  /** Planned, drawn, quorate, everybody in one group of the first five. */
  async meet(applicationIds: string[], attending = 11, experts = pool()): Promise<View> {
    await this.plan({ applicationIds, pool: experts });
    await this.draw();
    await this.checkIn(attending);
    return this.assign(applicationIds);
  }

  /** What the stream consumer would do with the chunks that were written. */
  async runBatches(): Promise<void> {
    for (const item of await this.dump(TABLE))
      if (item.type === 'BATCH' && !item.doneAt)
        await runBatch(this.harness.deps, { pk: String(item.pk), sk: String(item.sk) });
  }

  opinion(
    expertId: string,
    applicationId: string,
    remark = `${applicationId}的深基坑支护方案由本人主持并通过论证`,
  ) {
    const path = `/v1/expert/sessions/${this.sessionId}/opinions`;
    const body = { applicationId, verdict: 'MEETS', remark };
    return this.harness.call('api-committee', 'POST', path, { as: expert(expertId), body });
  }

  async opinions(applicationId: string, count = 3): Promise<void> {
    const { groups } = await this.view();
    const group = groups.find((one) => one.applicationIds.includes(applicationId));
    for (const id of (group?.expertIds ?? []).slice(0, count))
      (await this.opinion(id, applicationId)).as('ExpertSession');
  }

  async openVote(applicationId: string, as = clerk): Promise<View> {
    await this.opinions(applicationId);
    return this.act({ type: 'OPEN_VOTE', applicationId, presiding: await this.chair() }, as);
  }

  async chair(): Promise<string> {
    const { members } = await this.view();
    const present = members.filter((one) => one.checkedIn);
    const chair = present.find((one) => one.office === 'CHAIR' || one.office === 'VICE_CHAIR');
    return chair?.expertId ?? '';
  }

  ballot(
    expertId: string,
    applicationId: string,
    choice: Choice,
    key?: string,
    signIn?: string,
  ): Promise<Answer> {
    const path = `/v1/expert/sessions/${this.sessionId}/ballots`;
    const body = { applicationId, choice };
    return this.harness.call('api-committee', 'POST', path, {
      as: expert(expertId, signIn),
      body,
      ...(key ? { key } : {}),
    });
  }

  /** D19: the presiding chair's half of closing a vote that some have left. */
  async orderClose(
    applicationId: string,
    left: number,
    as?: string,
    reason = '有专家因公务离席',
  ): Promise<Answer> {
    const path = `/v1/expert/sessions/${this.sessionId}/close-order`;
    const { version } = await this.view();
    const body = { version, applicationId, left, reason };
    return this.harness.call('api-committee', 'POST', path, { as: expert(as ?? (await this.chair())), body });
  }

  /** One vote: choices in the order of the attending members; where there are fewer, the rest has left. */
  async vote(applicationId: string, choices: readonly Choice[]): Promise<Candidate> {
    await this.openVote(applicationId);
    const present = (await this.view()).members.filter((one) => one.checkedIn);
    for (const [i, choice] of choices.entries())
      (await this.ballot(present[i]?.expertId ?? '', applicationId, choice)).as('BallotReceipt');
    const { voted, entitled } = await this.candidate(applicationId);
    if (voted < entitled) (await this.orderClose(applicationId, entitled - voted)).as('ExpertSession');
    await this.act({ type: 'CLOSE_VOTE', applicationId }, second);
    return this.candidate(applicationId);
  }

  sign(expertId: string, applicationId: string, version?: number): Promise<Answer> {
    return this.view().then((view) =>
      this.harness.call('api-committee', 'POST', `/v1/expert/sessions/${this.sessionId}/signature`, {
        as: expert(expertId),
        body: { version: version ?? view.version, applicationId },
      }),
    );
  }

  own(expertId: string): Promise<Answer> {
    const path = `/v1/expert/sessions/${this.sessionId}`;
    return this.harness.call('api-committee', 'GET', path, { as: expert(expertId) });
  }

  file(expertId: string, applicationId: string, fileId?: string): Promise<Answer> {
    const path = `/v1/expert/sessions/${this.sessionId}/candidates/${applicationId}`;
    const whole = fileId ? `${path}/files/${fileId}` : path;
    return this.harness.call('api-committee', 'GET', whole, { as: expert(expertId) });
  }

  recuse(expertId: string, applicationId: string, reason = '与申报人有师生关系'): Promise<Answer> {
    const path = `/v1/expert/sessions/${this.sessionId}/recusals`;
    return this.harness.call('api-committee', 'POST', path, {
      as: expert(expertId),
      body: { applicationId, reason },
    });
  }

  application(applicationId: string): Promise<Application> {
    return this.harness.deps.applications.require(applicationId);
  }

  /** Everything in a table, by key. */
  async dump(TableName: string = TABLE): Promise<Item[]> {
    const { Items = [] } = await this.harness.db.send(new ScanCommand({ TableName, ConsistentRead: true }));
    const place = (item: Item) => `${item.pk} ${item.sk}`;
    return Items.map(fromItem).sort((a, b) => (place(a) < place(b) ? -1 : 1));
  }

  async box(applicationId: string): Promise<Item[]> {
    const { pk } = keys.ballot(this.sessionId, applicationId, '');
    return (await this.dump(BALLOTS)).filter((item) => item.pk === pk);
  }

  async roll(applicationId: string): Promise<Item[]> {
    return (await this.dump()).filter((item) => item.type === 'ROLL' && item.applicationId === applicationId);
  }

  async events(): Promise<Item[]> {
    const { pk } = keys.session(this.sessionId);
    return (await this.dump()).filter((item) => item.type === 'EVENT' && item.pk === pk);
  }
}

export const agree = (n: number): Choice[] => Array<Choice>(n).fill('AGREE');
export const disagree = (n: number): Choice[] => Array<Choice>(n).fill('DISAGREE');
export const abstain = (n: number): Choice[] => Array<Choice>(n).fill('ABSTAIN');
