import { auditorsOf, roleOfAuthority } from '../../shared/rules/people/authorities.ts';
import type { Answer, Caller } from '../contract/harness.ts';
import { head, office, office2, ofPlan } from './desks.ts';
import { isRaced, type Life, workingMoment } from './life.ts';
import { holdSession } from './meeting.ts';
import { plan } from './plan.ts';

/** The committee's office and the authorities: they look in every other day and do all that has become due. */

export function authority(code: string, n = 1): Caller {
  const one = ofPlan(`${code.toLowerCase()}-${n}`, roleOfAuthority(code), `审核${n}`);
  return { ...one, scope: `${one.scope}/${code}` };
}
const AT_ONCE = 40;
/** One committee for so many people. */
const PEOPLE_A_COMMITTEE = 400;

export class Office {
  readonly #life: Life;
  /** Whoever is before a committee that is sitting. */
  readonly #heard = new Set<string>();
  #sitting = 0;
  #lists = 0;
  readonly #until: number;

  constructor(life: Life, until: number) {
    this.#life = life;
    this.#until = until;
  }

  begin(): void {
    this.#every(2, 'office', () => this.#office());
    this.#every(2, 'authority', () => this.#authorities());
  }

  #every(days: number, label: string, visit: () => Promise<void>): void {
    const { scheduler } = this.#life.world;
    const next = () => {
      if (scheduler.clock.now() > this.#until) return;
      const wait = workingMoment(scheduler.clock.now(), this.#life.random, days);
      scheduler.in(wait, label, async () => {
        next();
        await visit();
      });
    };
    next();
  }

  #waiting(queue: string): string[] {
    return [...(this.#life.queues.get(`QUEUE#${queue}#${plan.planCode}`) ?? [])];
  }

  #post(as: Caller, path: string, body?: unknown): Promise<Answer> {
    return this.#life.ask(as, 'POST', path, body === undefined ? {} : { body });
  }

  async #office(): Promise<void> {
    await this.#publish('PRE', this.#waiting('OFFICE_AUDITED'));
    await this.#publish('RESULT', this.#waiting('RESULT_PREPARATION'));
    await this.#interviews();
    await this.#objections();
    await this.#reports();
    await this.#requests();
    this.#convene();
  }

  /** C19: whoever is to be interviewed comes, or is written down as absent. */
  async #interviews(): Promise<void> {
    for (const id of [...this.#waiting('GROUP_CHECK'), ...this.#waiting('INTERVIEW')]) {
      const turn = this.#life.standing.get(id)?.turn;
      if (turn === undefined) continue;
      const opinion = this.#life.random.chance(0.9) ? '按时到场，回答基本清楚。' : '未到场，已电话核实。';
      await this.#post(office2, `/v1/staff/applications/${id}/decision`, {
        turn,
        decision: 'APPROVE',
        opinion,
      });
    }
  }

  #convene(): void {
    const committees = Math.ceil(this.#life.options.people / PEOPLE_A_COMMITTEE);
    const waiting = this.#waiting('SESSION_ASSIGNMENT').filter((id) => !this.#heard.has(id));
    for (let from = 0; from < waiting.length && this.#sitting < committees; from += AT_ONCE) {
      const ids = waiting.slice(from, from + AT_ONCE);
      for (const id of ids) this.#heard.add(id);
      this.#sitting += 1;
      holdSession(this.#life, ids, () => {
        for (const id of ids) this.#heard.delete(id);
        this.#sitting -= 1;
      });
    }
  }

  /** One person prepares a list, another opens it. Half of a list that nobody may be on is no list. */
  async #publish(kind: 'PRE' | 'RESULT', ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    this.#lists += 1;
    const body = {
      kind,
      planCode: plan.planCode,
      title: `公示第${this.#lists}号`,
      applicationIds: ids.slice(0, 200),
    };
    const made = await this.#post(office, '/v1/office/publicities', body);
    if (made.status >= 300) return;
    const { publicityId } = made.as('OfficePublicity');
    const { scheduler } = this.#life.world;
    scheduler.in(this.#life.random.int(600, 7200), 'office', async () => {
      const opened = await this.#post(head, `/v1/office/publicities/${publicityId}/opening`);
      if (opened.status < 300) this.#objectors(publicityId);
    });
  }

  /** Somebody among the public reads the list. */
  #objectors(publicityId: string): void {
    const { scheduler } = this.#life.world;
    scheduler.in(this.#life.random.int(1, 4) * 24 * 3600, 'public', async () => {
      const shown = await this.#life.ask(undefined, 'GET', `/v1/publicities/${publicityId}`);
      if (shown.status >= 300) return;
      for (const entry of shown.as('PublicityDocument').entries) {
        if (entry.status !== 'LISTED' || !this.#life.choices.does('objects', entry.applicationNo)) continue;
        await this.#post(undefined as never, `/v1/publicities/${publicityId}/objections`, {
          ...{ applicationNo: entry.applicationNo, objectorName: '群众甲', contact: '0571-00000000' },
          content: '申报业绩与事实不符，请予核查。',
        });
      }
    });
  }

  async #objections(): Promise<void> {
    const found = await this.#life.ask(office, 'GET', '/v1/office/objections');
    for (const one of found.as('ObjectionQueue').items) {
      const path = `/v1/office/objections/${one.objectionId}/decision`;
      const { turn, proposal } = one;
      if (one.status === 'UPHOLD_PROPOSED') {
        await this.#post(head, path, { turn, proposal, decision: 'UPHOLD', heard: true });
      } else if (this.#life.choices.does('objection-upheld', one.applicationNo)) {
        await this.#post(office, path, { turn, decision: 'PROPOSE_UPHOLD', finding: '经核查属实' });
      } else {
        const done = await this.#post(office, path, { turn, decision: 'CLEAR', finding: '经核查不属实' });
        if (done.status < 300) continue;
        const { code } = done.problem();
        if (!isRaced(code)) this.#life.breach('OBJECTION_HELD', `CLEAR ${code}`, one.applicationId);
      }
    }
  }

  async #reports(): Promise<void> {
    if (this.#waiting('RESULT_REPORT').length === 0) return;
    const listed = await this.#life.ask(office, 'GET', '/v1/office/publicities');
    for (const { kind, publicityId, status, applicationIds } of listed.as('OfficePublicityList').items) {
      const due = this.#waiting('RESULT_REPORT').some((id) => applicationIds.includes(id));
      if (kind !== 'RESULT' || status === 'PREPARED' || !due) continue;
      await this.#post(office, '/v1/office/reports', { publicityId, title: '评审结果报告' });
    }
  }

  /** Withdrawals that were asked for, and re-examinations. */
  async #requests(): Promise<void> {
    for (const { id, stage, turn, image } of this.#life.standing.values()) {
      if (
        image.withdrawalRequested?.M &&
        ['PRE_PUBLICITY', 'PRE_OBJECTION', 'GROUP_CHECK', 'INTERVIEW', 'READY'].includes(stage)
      )
        await this.#post(office2, `/v1/office/applications/${id}/withdrawal`, { turn });
      const asked = image.reexamination?.M;
      if (stage === 'NOT_PASSED' && asked && !asked.answeredAt) {
        const proceduralFault = this.#life.random.chance(0.3);
        const body = { turn, answer: '经复查，评审程序情况如下。', proceduralFault };
        await this.#post(office2, `/v1/office/applications/${id}/reexamination`, body);
      }
    }
  }

  async #authorities(): Promise<void> {
    const hrss = authority('MUNI_HRSS');
    const listed = await this.#life.ask(hrss, 'GET', '/v1/staff/reports');
    for (const report of listed.as('ReportList').items) {
      const path = `/v1/authority/reports/${report.reportId}`;
      const { version, applications, documents } = report;
      const open = auditorsOf(plan).find(({ code: lane }) =>
        applications.some((a) => a.state === 'WAITING' && !a.audited.includes(lane)),
      );
      if (open) {
        const sendBack = applications
          .filter((a) => a.state === 'WAITING' && !a.audited.includes(open.code) && a.round === 1)
          .filter((a) => this.#life.choices.does('sent-back', a.applicationNo))
          .map((a) => ({ applicationId: a.applicationId, reason: '业绩材料需再核实' }));
        await this.#post(authority(open.code), `${path}/audit`, { version, approve: true, sendBack });
        continue;
      }
      if (report.status !== 'AUDITED') continue;
      await this.#post(hrss, `${path}/document`, {
        version,
        documentNo: `杭人社发〔2021〕${report.reportId.slice(-4)}${documents.length}号`,
      });
    }
  }
}
