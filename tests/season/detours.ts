import { residentIdOf } from '../../local/demo/made-up.ts';
import type { ResponseOf } from '../../shared/contracts/api/index.ts';
import { correctable } from '../../shared/rules/application/correction.ts';
import type { Answer, Caller } from '../contract/harness.ts';
import type { Behaviour } from './behaviours.ts';
import { head, office, ops, staff } from './desks.ts';
import { isRaced, type Life, type Standing, workingMoment } from './life.ts';
import { authority } from './office.ts';
import { plan } from './plan.ts';

/** What is done to one application beside the road by people who may, each with somebody else's second hand (D26). */

type Desk = ResponseOf<'DeskApplication'>;

const HOUR = 3600;
/** The printer is done by then, whatever was killed meanwhile. */
const PRINTED = 24 * HOUR;

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
    if (correctable.includes(stage)) this.#soon('corrected', now, () => this.#correct(now.id));
    if (stage !== 'LAPSED' || before?.stage !== 'PAYMENT_DUE') return;
    this.#soon('payment-reopened', now, () => this.#reopen(now));
    this.#soon('asks-reopening', now, () => this.#askReopening(now));
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

  /** Those of the road's desks to whom this is offered. */
  async #offered(act: string, { id, image }: Standing): Promise<[Caller, Desk][]> {
    const { pointId, division } = image.route?.M ?? {};
    const [point, district] = [pointId?.S ?? '', division?.S ?? ''];
    const desks = [
      staff(`clerk-${point}-4`, 'POINT_CLERK', point),
      staff(`officer-${district}-4`, 'DISTRICT_OFFICER', district),
      ...[office, authority('MUNI_HRSS')],
    ];
    const offered: [Caller, Desk][] = [];
    for (const who of desks) {
      const seen = await this.#life.ask(who, 'GET', `/v1/staff/applications/${id}`);
      const view = seen.status < 300 ? seen.as('DeskApplication') : undefined;
      if (view?.acts.includes(act as never)) offered.push([who, view]);
    }
    return offered;
  }

  /** T46: who somebody is was frozen wrong. One person proposes, another one confirms just that, or refuses it. */
  async #correct(id: string): Promise<void> {
    const standing = this.#life.standing.get(id);
    if (!standing || !correctable.includes(standing.stage)) return;
    const { random, breach, world } = this.#life;
    const offered = random.shuffled(await this.#offered('PROPOSE_CORRECTION', standing));
    const [[first, view] = [], [second] = []] = offered;
    if (!first || !view || !second) {
      // Nothing has come between: it is still at the stage at which it may be corrected.
      if (this.#life.standing.get(id)?.turn === standing.turn && !standing.image.pendingCorrection)
        breach('PROPOSAL_HELD', `correction offered to ${offered.length} at ${standing.stage}`, id);
      return;
    }
    const path = `/v1/staff/applications/${id}/correction`;
    const asked = random.pick(this.#errors(view));
    const proposed = await this.#post(first, path, {
      ...{ turn: view.turn, changes: [asked], reason: '申报时录入有误' },
    });
    if (proposed.status >= 300) return this.#held('correction', id, proposed);
    world.scheduler.in(random.int(2, 30) * HOUR, 'corrected', () => this.#answer(id, { first, second }));
  }

  /** What may have been typed wrong: the name, the number, what the unit is called. */
  #errors({ applicant, unit }: Desk): { path: string; to: string }[] {
    const short = [...applicant.name].slice(0, 20).join('');
    const number = residentIdOf(`corrected ${this.#life.random.next()}`, '330106', '1984-03-05');
    return [
      { path: '/person/name', to: `${short}${applicant.name.endsWith('正') ? '政' : '正'}` },
      { path: '/person/idNumber', to: number },
      { path: '/person/unit/name', to: `${unit.name}（更名）` },
    ];
  }

  async #answer(id: string, { first, second }: { first: Caller; second: Caller }): Promise<void> {
    const path = `/v1/staff/applications/${id}`;
    const seen = await this.#life.ask(second, 'GET', path);
    const before = seen.status < 300 ? seen.as('DeskApplication') : undefined;
    const proposed = before?.correction?.proposed;
    if (!before || !proposed) return;
    const { random, breach } = this.#life;
    const { proposal } = proposed;
    const confirmed = { turn: before.turn, proposal, confirm: true };
    const alone = await this.#post(first, `${path}/correction`, confirmed);
    if (alone.status < 300) return breach('CORRECTION_ALONE', 'one person corrects who somebody is', id);
    const agrees = random.chance(0.7);
    const body = agrees ? confirmed : { turn: before.turn, proposal, reason: '与身份证件不符' };
    const done = await this.#post(second, `${path}/correction`, body);
    if (done.status >= 300) return this.#held('correction', id, done);
    this.#corrected(before, done.as('DeskApplication'), agrees ? proposed.changes : []);
  }

  /** What was confirmed stands there, and nothing else; a form that was made of the other is made anew (C16). */
  #corrected(before: Desk, now: Desk, changes: readonly { path: string; to: string }[]): void {
    const { breach, standing, dead, world } = this.#life;
    const id = before.applicationId;
    const said = ({ applicant, unit }: Desk) => ({
      '/person/name': applicant.name,
      '/person/unit/name': unit.name,
      '/person/birthDate': applicant.birthDate,
    });
    const to = { ...said(before), ...Object.fromEntries(changes.map((one) => [one.path, one.to])) };
    for (const [path, text] of Object.entries(said(now)))
      if (text !== to[path as keyof typeof to]) breach('CORRECTED_OTHERWISE', `${path} is another one`, id);
    const paper = ['FORM_DUE', 'FORM_IN_TRANSIT', 'OFFICE_REVIEW'].includes(before.stage);
    if (changes.length === 0 || !paper || !before.paper.documentKey) return;
    const { status, formVersion, documentKey } = now.paper;
    if (status !== 'EXPORTABLE' || formVersion !== before.paper.formVersion + 1 || documentKey)
      breach('FORM_STALE', `a corrected form is ${status}`, id);
    world.scheduler.in(PRINTED, 'corrected', async () => {
      const later = standing.get(id);
      const printed = later?.image.paper?.M?.documentKey;
      if (later?.turn === now.turn && !printed && !dead.has(id))
        breach('FORM_STALE', 'a corrected form is not printed within a day', id);
      return Promise.resolve();
    });
  }

  #held(what: string, id: string, answer: Answer): void {
    const { code, errors } = answer.problem();
    if (isRaced(code)) return;
    this.#life.breach('PROPOSAL_HELD', `${what} ${code} ${errors.map((e) => e.code).join()}`, id);
  }

  /** T17c: whoever was told that it closes and missed it asks, and operations find it among what they are asked. */
  async #askReopening({ id, turn, applicantId }: Standing): Promise<void> {
    const who: Caller = { id: applicantId, role: 'APPLICANT', name: '' };
    const told = (await this.#life.ask(who, 'GET', '/v1/me/notices')).as('NoticeList');
    if (!told.items.some((one) => one.applicationId === id && one.occasion === 'PAYMENT_CLOSING'))
      this.#life.breach('REMINDER_MISSED', 'a payment lapses and nobody was told that it closes', id);
    const asked = await this.#post(who, `/v1/me/applications/${id}/payment-reopening`, {
      ...{ turn, reason: '因住院未能按期缴费' },
    });
    if (asked.status >= 300) return;
    const { scheduler } = this.#life.world;
    const { lapsed } = asked.as('ApplicationView');
    scheduler.in(this.#life.random.int(1, 30) * HOUR, 'asks-reopening', async () => {
      const found = await this.#life.ask(ops[0], 'GET', '/v1/ops/payment-reopenings');
      const one = found.as('ReopeningList').items.find(({ applicationId }) => applicationId === id);
      const open = scheduler.now() < (lapsed?.reopenUntil ?? '');
      if (!one && open && this.#life.standing.get(id)?.stage === 'LAPSED')
        this.#life.breach('REOPENING_UNSEEN', 'operations do not see that somebody asks', id);
      if (!one) return;
      const { turn: now, reason } = one;
      const granted = await this.#post(ops[1], `/v1/ops/applications/${id}/payment-reopening`, {
        ...{ turn: now, reason },
      });
      if (granted.status >= 300) this.#held('reopening', id, granted);
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
