import type { Caller } from '../contract/harness.ts';
import type { Behaviour } from './behaviours.ts';
import { head, office, ops, staff } from './desks.ts';
import { isRaced, type Life, type Standing, workingMoment } from './life.ts';
import { authority } from './office.ts';
import { plan } from './plan.ts';

/** What is done to one application beside the road by people who may, each with somebody else's second hand (D26). */

const HOUR = 3600;

export class Detours {
  readonly #life: Life;

  constructor(life: Life) {
    this.#life = life;
  }

  /** The application has come to another turn, or to its end. */
  moved(before: Standing | undefined, now: Standing): void {
    if (before?.turn === now.turn || now.revision === 0) return;
    const { stage } = now;
    if (stage === 'POINT_REVIEW') this.#soon('rerouted', now, () => this.#reroute(now.id));
    if (stage === 'OFFICE_REVIEW' || stage === 'READY' || stage === 'CERTIFIED')
      this.#soon('disqualified', now, () => this.#disqualify(now));
    if (stage === 'ARCHIVED') this.#soon('revoked', now, () => this.#revoke(now));
    if (stage === 'LAPSED' && before?.stage === 'PAYMENT_DUE')
      this.#soon('payment-reopened', now, () => this.#reopen(now));
  }

  #soon(behaviour: Behaviour, { applicantId }: Standing, act: () => Promise<unknown>): void {
    if (!this.#life.choices.does(behaviour, applicantId)) return;
    const { scheduler } = this.#life.world;
    scheduler.in(workingMoment(scheduler.clock.now(), this.#life.random), behaviour, act);
  }

  #post(as: Caller, path: string, body: object) {
    return this.#life.ask(as, 'POST', path, { body });
  }

  /** 转办: the point finds that another one is responsible. */
  async #reroute(id: string): Promise<void> {
    const standing = this.#life.standing.get(id);
    const pointId = standing?.queue.split('#')[2];
    const other = this.#life.random.shuffled(plan.directory.points).find((p) => p.pointId !== pointId);
    if (standing?.stage !== 'POINT_REVIEW' || !pointId || !other) return;
    const clerk = staff(`clerk-${pointId}-1`, 'POINT_CLERK', pointId);
    const body = { turn: standing.turn, pointId: other.pointId, reason: '不属本受理点受理范围' };
    await this.#post(clerk, `/v1/staff/applications/${id}/route`, body);
  }

  /** One person proposes; the other one confirms just that, or refuses it. */
  async #disqualify({ id }: Standing): Promise<void> {
    const path = `/v1/staff/applications/${id}`;
    const seen = async () => {
      const answer = await this.#life.ask(head, 'GET', path);
      return answer.status < 300 ? answer.as('DeskApplication') : undefined;
    };
    const view = await seen();
    if (!view?.acts.includes('PROPOSE_DISQUALIFICATION')) return;
    const proposed = { turn: view.turn, reason: '业绩材料弄虚作假', confirm: false };
    await this.#post(office, `${path}/disqualification`, proposed);
    this.#life.world.scheduler.in(this.#life.random.int(2, 30) * HOUR, 'disqualified', async () => {
      const now = await seen();
      const proposal = now?.pendingDisqualification?.proposal;
      if (!now || !proposal) return;
      const { turn } = now;
      const body = this.#life.random.chance(0.5)
        ? { turn, confirm: true, heard: true, proposal }
        : { turn, confirm: false, proposal, reason: '经核实不成立' };
      const done = await this.#post(head, `${path}/disqualification`, body);
      if (done.status < 300 || isRaced(done.problem().code)) return;
      this.#life.breach('PROPOSAL_HELD', `disqualification ${done.problem().code}`, id);
    });
  }

  async #revoke({ id, image }: Standing): Promise<void> {
    const no = image.certificate?.M?.certificateNo?.S ?? '';
    const path = `/v1/authority/certificates/${no}`;
    const facts = { reason: '取得资格时提供虚假材料', documentNo: '杭人社发〔2021〕9号' };
    await this.#post(authority('MUNI_HRSS'), `${path}/revocation`, facts);
    this.#life.world.scheduler.in(this.#life.random.int(2, 60) * HOUR, 'revoked', async () => {
      const second = authority('MUNI_HRSS', 2);
      const file = await this.#life.ask(second, 'GET', path);
      if (file.status >= 300) return;
      const proposal = file.as('CertificateFile').proposed?.proposal;
      const done = proposal && (await this.#post(second, `${path}/revocation`, { proposal }));
      if (done && done.status >= 300 && !isRaced(done.problem().code))
        this.#life.breach('PROPOSAL_HELD', `revocation ${done.problem().code}`, id);
    });
  }

  /** Q16: once, within the grace; too late it is refused. */
  async #reopen({ id, turn }: Standing): Promise<void> {
    await this.#post(ops[0], `/v1/ops/applications/${id}/payment-reopening`, {
      ...{ turn, reason: '银行系统故障，未能按期缴费' },
    });
  }
}

/** Whoever changes name or employer once the application is on its way (D16): the declaration keeps what it had. */
export async function changeProfile(life: Life, who: Caller, what: 'name' | 'employer'): Promise<void> {
  const found = await life.ask(who, 'GET', '/v1/me/profile');
  if (found.status >= 300) return;
  const { version, ...profile } = found.as('Profile');
  const others = life.units.filter((unit) => unit.body.uscc !== profile.currentUnit);
  const { name = '', idKind, idNumber = '', mobile = '', currentUnit } = profile;
  const kept = { name, idKind, idNumber, mobile, currentUnit };
  const body =
    what === 'name'
      ? { ...kept, name: `${name.slice(0, 40)}改` }
      : { ...kept, currentUnit: others[0]?.body.uscc ?? currentUnit };
  await life.ask(who, 'PUT', '/v1/me/profile', { body, version });
}
