import { createHash } from 'node:crypto';
import type { BodyOf, ResponseOf } from '../../shared/contracts/api/index.ts';
import type { Random } from '../../shared/rules/dryrun/random.ts';
import type { Answer, Caller } from '../contract/harness.ts';
import { office, office2, ofPlan } from './desks.ts';
import { isRaced, type Life } from './life.ts';
import { plan } from './plan.ts';

type View = ResponseOf<'SessionView'>;
type Act = BodyOf<'SessionActBody'>['act'];

const supervisor = ofPlan('supervisor-1', 'SUPERVISOR', '监督');
const expert = (id: string): Caller => ofPlan(id, 'EXPERT', `专家${id}`);
/** More than are drawn, so that there are reserves. */
const RESERVES = 3;
const DAY = 24 * 3600;

/** A session from its plan to its seal, in steps that time passes between. */
export function holdSession(life: Life, applicationIds: string[], over: () => void): void {
  const meeting = new Meeting(life, applicationIds);
  const steps = meeting.steps();
  const next = async (): Promise<void> => {
    const { value, done } = await steps.next();
    if (done || value === undefined) return over();
    life.world.scheduler.in(value, 'session', next);
  };
  life.world.scheduler.in(60, 'session', next);
}

class Meeting {
  readonly #life: Life;
  readonly #ids: string[];
  readonly #random: Random;
  #view: View | undefined;
  #aborted = false;

  constructor(life: Life, ids: string[]) {
    this.#life = life;
    this.#ids = ids;
    this.#random = life.random.fork(`session of ${ids[0]} ${life.world.scheduler.now()}`);
  }

  /** Yields how many seconds pass before it goes on. */
  async *steps(): AsyncGenerator<number, undefined> {
    if (!(await this.#plan())) return undefined;
    yield DAY / 4;
    yield* this.#draw();
    yield 3 * DAY;
    for (let convened = 0; convened < 4; convened += 1) {
      yield* this.#checkIn(convened);
      if (this.#view?.status !== 'INQUORATE') break;
      await this.#act({ type: 'REPLAN', date: this.#dayFromNow(7) });
      yield* this.#draw();
      yield 7 * DAY;
    }
    if (!(await this.#assign())) return undefined;
    yield 120;
    for (const applicationId of this.#ids) {
      yield* this.#candidate(applicationId);
      // Whoever was not voted on is free for another session.
      if (this.#aborted) break;
    }
    yield 60;
    yield* this.#finish();
    return undefined;
  }

  /** Who was not voted on is taken off the list, what was counted is signed, and the session is sealed: the office sees to it. */
  async *#finish(): AsyncGenerator<number> {
    for (let tries = 0; tries < 4; tries += 1) {
      await this.#look();
      const presiding = this.#present.find((m) => m.office !== 'MEMBER')?.expertId ?? '';
      for (const { applicationId, status, signed } of this.#view?.candidates ?? []) {
        if (status === 'WAITING' || status === 'ASSIGNED')
          await this.#act({ type: 'SKIP', applicationId, reason: '本次会议未及表决，另行安排' });
        if (status === 'COUNTED' && !signed) yield* this.#sign(applicationId, presiding);
      }
      await this.#act({ type: 'SEAL' });
      if (this.#view?.status === 'SEALED') return;
      yield DAY / 2;
    }
  }

  #dayFromNow(days: number): string {
    const local = this.#life.world.scheduler.clock.now() + 8 * 3600_000 + days * DAY * 1000;
    return new Date(local).toISOString().slice(0, 10);
  }

  async #plan(): Promise<boolean> {
    const specialties = plan.title.specialties;
    const body: BodyOf<'SessionBody'> = {
      planCode: plan.planCode,
      name: '工程师资格评审会',
      date: this.#dayFromNow(3),
      size: plan.committee.min,
      pool: Array.from({ length: plan.committee.min + RESERVES }, (_, i) => ({
        expertId: `expert-${i + 1}`,
        name: `专家${i + 1}`,
        office: i === 0 ? 'CHAIR' : i < 4 ? 'VICE_CHAIR' : 'MEMBER',
        specialty: specialties[i % specialties.length]?.code ?? 'S01',
        termFrom: plan.committee.validFrom,
        termTo: plan.committee.validTo,
      })),
      applicationIds: this.#ids,
    };
    const made = await this.#life.ask(office, 'POST', '/v1/office/sessions', { body });
    if (made.status >= 300) return false;
    this.#view = made.as('SessionView');
    return true;
  }

  get #sessionId(): string {
    return this.#view?.sessionId ?? '';
  }

  async #act(act: Act, as: Caller = office): Promise<Answer> {
    const path = `/v1/office/sessions/${this.#sessionId}`;
    // Written opinions and ballots move no version; other acts of ours do.
    const body = { version: this.#view?.version ?? 0, act };
    let answer = await this.#life.ask(as, 'POST', `${path}/acts`, { body });
    if (answer.status >= 300) {
      const now = await this.#life.ask(office, 'GET', path);
      if (now.status < 300) this.#view = now.as('SessionView');
      if (!isRaced(answer.problem().code)) return answer;
      const again = { version: this.#view?.version ?? 0, act };
      answer = await this.#life.ask(as, 'POST', `${path}/acts`, { body: again });
    }
    if (answer.status < 300) this.#view = answer.as('SessionView');
    return answer;
  }

  async *#draw(): AsyncGenerator<number> {
    const convening = this.#view?.version ?? 0;
    const parties = [office, supervisor].map((who) => {
      const nonce = createHash('sha256').update(`${this.#sessionId} ${convening} ${who.id}`).digest('hex');
      return { who, nonce, commitment: createHash('sha256').update(nonce).digest('hex') };
    });
    for (const { who, commitment } of parties) {
      await this.#act({ type: 'COMMIT_NONCE', commitment }, who);
      yield 60;
    }
    for (const { who, nonce } of parties) {
      await this.#act({ type: 'REVEAL_NONCE', nonce }, who);
      yield 60;
    }
    await this.#act({ type: 'DRAW' });
  }

  async *#checkIn(convened: number): AsyncGenerator<number> {
    const few = this.#life.choices.does('inquorate', `${this.#ids[0]} ${convened}`);
    const { members = [], quorum = 0 } = this.#view ?? {};
    const coming = few
      ? members.slice(0, members.length / 2)
      : members.slice(0, this.#random.int(quorum, members.length));
    const presiding = members.find((m) => m.office !== 'MEMBER');
    const opened = await this.#act({ type: 'OPEN_CHECK_IN' });
    if (opened.status >= 300) this.#held('OPEN_CHECK_IN', opened);
    for (const { expertId } of new Set([...coming, ...(presiding ? [presiding] : [])])) {
      await this.#enter(expertId);
      yield 5;
    }
    await this.#look();
    await this.#act({ type: 'CLOSE_CHECK_IN' });
  }

  /** D21: by the code on the screen; some type it wrong at first, for some the office has to do it by two persons. */
  async #enter(expertId: string): Promise<void> {
    const { does } = this.#life.choices;
    const whom = `${expertId} ${this.#sessionId}`;
    if (does('checked-in-by-hand', whom) && (await this.#byHand(expertId))) return;
    const own = `/v1/expert/sessions/${this.#sessionId}/check-in`;
    const room = await this.#life.ask(office, 'GET', `/v1/office/sessions/${this.#sessionId}/room`);
    const code = room.as('RoomView').code?.digits ?? '';
    if (does('wrong-code', whom)) {
      const wrong = code === '000000' ? '000001' : '000000';
      const answer = await this.#life.ask(expert(expertId), 'POST', own, { body: { code: wrong } });
      if (answer.status < 300) this.#life.breach('CODE_WRONG', 'somebody checks in with a wrong code');
    }
    const answer = await this.#life.ask(expert(expertId), 'POST', own, { body: { code } });
    if (answer.status >= 300) this.#held('CHECK_IN', answer);
  }

  async #byHand(expertId: string): Promise<boolean> {
    const proposed = await this.#act({
      type: 'PROPOSE_CHECK_IN',
      expertId,
      reason: '手机无法联网，本人在场',
    });
    const proposal = this.#view?.handCheckIns.find((one) => one.expertId === expertId)?.proposal;
    if (proposed.status >= 300 || !proposal) return false;
    const alone = await this.#act({ type: 'CONFIRM_CHECK_IN', expertId, proposal });
    if (alone.status < 300) this.#life.breach('CHECK_IN_ALONE', 'one person checks an expert in by hand');
    const confirmed = await this.#act({ type: 'CONFIRM_CHECK_IN', expertId, proposal }, office2);
    if (confirmed.status >= 300) this.#held('CONFIRM_CHECK_IN', confirmed);
    const own = `/v1/expert/sessions/${this.#sessionId}/check-in`;
    const taken = await this.#life.ask(expert(expertId), 'POST', own, { body: {} });
    if (taken.status >= 300) this.#held('TAKE_SEAT', taken);
    return true;
  }

  get #present(): View['members'] {
    return this.#view?.members.filter((m) => m.checkedIn) ?? [];
  }

  async #assign(): Promise<boolean> {
    const expertIds = this.#present.slice(0, 5).map((m) => m.expertId);
    // Whoever has withdrawn since the plan is no candidate any more.
    const applicationIds = this.#ids.filter((id) => this.#life.standing.get(id)?.stage === 'READY');
    if (applicationIds.length === 0) return false;
    const done = await this.#act({
      type: 'ASSIGN',
      groups: [{ groupId: 'G1', expertIds, applicationIds }],
    });
    if (done.status < 300) return true;
    this.#held('ASSIGN', done);
    return false;
  }

  async *#candidate(applicationId: string): AsyncGenerator<number> {
    const group = this.#view?.groups.find((g) => g.applicationIds.includes(applicationId));
    if (!group) return;
    const base = `/v1/expert/sessions/${this.#sessionId}`;
    for (const expertId of group.expertIds.slice(0, 3)) {
      const remark = `${applicationId}的深基坑支护方案由本人主持，${expertId}核对了论证意见。`;
      await this.#life.ask(expert(expertId), 'GET', `${base}/candidates/${applicationId}`);
      const body = { applicationId, verdict: 'MEETS', remark };
      await this.#life.ask(expert(expertId), 'POST', `${base}/opinions`, { body });
      yield 5;
    }
    const presiding = this.#present.find((m) => m.office !== 'MEMBER')?.expertId ?? '';
    let opened = await this.#act({ type: 'OPEN_VOTE', applicationId, presiding });
    // The assignment reaches the applications a little later, sometimes some minutes.
    for (let tries = 0; opened.status >= 300 && tries < 3; tries += 1) {
      if (opened.problem().errors[0]?.code !== 'CANDIDATE_ELSEWHERE') return;
      yield 600;
      opened = await this.#act({ type: 'OPEN_VOTE', applicationId, presiding });
    }
    if (opened.status >= 300) return;
    yield 10;
    if (this.#life.choices.does('session-aborted', applicationId)) {
      await this.#act({ type: 'ABORT', reason: '会场停电，本次会议中止' });
      if (this.#view?.status !== 'VOTING') this.#aborted = true;
      return;
    }
    if (this.#life.choices.does('skipped', applicationId)) {
      await this.#act({ type: 'SKIP', applicationId, reason: '停电，另行安排' });
      const still = this.#view?.candidates.find((c) => c.applicationId === applicationId);
      if (still?.status === 'SKIPPED') return;
    }
    yield* this.#vote(applicationId, base);
    yield* this.#close(applicationId, presiding);
    yield 10;
    yield* this.#sign(applicationId, presiding);
  }

  /** L15: without the chair's name under every sheet the session never ends; somebody else's act in between only delays it. */
  async *#sign(applicationId: string, presiding: string): AsyncGenerator<number> {
    const path = `/v1/expert/sessions/${this.#sessionId}/signature`;
    for (let tries = 0; tries < 5; tries += 1) {
      await this.#look();
      const body = { version: this.#view?.version ?? 0, applicationId };
      const signed = await this.#life.ask(expert(presiding), 'POST', path, { body });
      if (signed.status < 300) break;
      if (!isRaced(signed.problem().code)) return this.#held('SIGN', signed);
      yield 60;
    }
    await this.#look();
  }

  async #look(): Promise<void> {
    const now = await this.#life.ask(office, 'GET', `/v1/office/sessions/${this.#sessionId}`);
    if (now.status < 300) this.#view = now.as('SessionView');
  }

  /** How many who may vote have not. */
  #missing(applicationId: string): number {
    const found = this.#view?.candidates.find((c) => c.applicationId === applicationId);
    return found ? found.entitled - found.voted : 0;
  }

  /** D19: where some have left, the chair orders it; a second person of the office closes. */
  async *#close(applicationId: string, presiding: string): AsyncGenerator<number> {
    await this.#look();
    const left = this.#missing(applicationId);
    if (left > 0) {
      const body = { version: this.#view?.version ?? 0, applicationId, left, reason: '有专家因公务离席' };
      const path = `/v1/expert/sessions/${this.#sessionId}/close-order`;
      const ordered = await this.#life.ask(expert(presiding), 'POST', path, { body });
      if (ordered.status >= 300) this.#held('ORDER_CLOSE', ordered);
      yield 10;
      await this.#look();
    }
    const closed = await this.#act({ type: 'CLOSE_VOTE', applicationId }, office2);
    if (closed.status >= 300) this.#held('CLOSE_VOTE', closed);
  }

  #held(act: string, answer: Answer): void {
    const { code, errors } = answer.problem();
    if (isRaced(code)) return;
    this.#life.breach('SESSION_HELD', `${act} ${errors.map((e) => e.code).join() || code}`);
  }

  /** Everybody who is there votes in some order, all within a minute. */
  async *#vote(applicationId: string, base: string): AsyncGenerator<number> {
    const against = this.#life.choices.does('votes-against', applicationId);
    const cast = async (expertId: string) => {
      if (this.#life.choices.does('expert-absent', `${expertId} ${applicationId}`)) return;
      const choice = against !== this.#random.chance(0.1) ? 'DISAGREE' : 'AGREE';
      const vote = (body: object) => this.#life.ask(expert(expertId), 'POST', `${base}/ballots`, { body });
      await vote({ applicationId, choice });
      if (!this.#life.choices.does('votes-again', `${expertId} ${applicationId}`)) return;
      const again = await vote({ applicationId, choice: 'ABSTAIN' });
      if (again.status < 300) this.#life.breach('BALLOT_TWICE', 'a second, different ballot is accepted');
    };
    const voters = this.#random.shuffled(this.#present.map((m) => m.expertId));
    const early = this.#life.choices.does('closes-early', applicationId);
    for (let from = 0; from < voters.length; from += 4) {
      await Promise.all(voters.slice(from, from + 4).map(cast));
      yield 5;
      if (early && from === 0) await this.#tooEarly(applicationId);
    }
  }

  /** Somebody of the office is in a hurry. */
  async #tooEarly(applicationId: string): Promise<void> {
    await this.#look();
    if (this.#missing(applicationId) === 0) return;
    const closed = await this.#act({ type: 'CLOSE_VOTE', applicationId }, office2);
    if (closed.status < 300)
      this.#life.breach('VOTE_EARLY', 'a vote is closed while people in the room have not voted');
  }
}
