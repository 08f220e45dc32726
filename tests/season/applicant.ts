import type { BodyOf, ResponseOf } from '../../shared/contracts/api/index.ts';
import { unprintableIn, withReplacements } from '../../shared/rules/base/printable.ts';
import { yearOf } from '../../shared/rules/calendar/local-date.ts';
import type { Random } from '../../shared/rules/dryrun/random.ts';
import { signature } from '../contract/applicant-road.ts';
import type { Caller } from '../contract/harness.ts';
import { changeProfile } from './detours.ts';
import { tellOfPayment } from './gateway.ts';
import type { Life } from './life.ts';
import { Papers } from './papers.ts';
import type { Person } from './people.ts';
import { plan } from './plan.ts';
import { PATIENCE, Preparation } from './preparation.ts';
import type { Samples } from './samples.ts';

type View = ResponseOf<'ApplicationView'>;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** One applicant. Looks at what there is and does the next thing; a look may fail, and there is always another. */
export class Applicant {
  readonly person: Person;
  readonly caller: Caller;
  applicationId: string | undefined;
  readonly #life: Life;
  readonly #papers: Papers;
  readonly #random: Random;
  readonly #preparation: Preparation;
  #pageTries = 0;
  #looks = 0;
  #planned = false;
  #signedOnce = false;
  #wandered = false;
  #paid: string | undefined;
  #statementTried = false;

  constructor(life: Life, samples: Samples, person: Person) {
    this.#life = life;
    this.person = person;
    // The sign-in knows the name tidied.
    this.caller = { id: person.id, role: 'APPLICANT', name: person.name.trim() };
    this.#papers = new Papers(life, samples, this.caller);
    this.#preparation = new Preparation(life, this.#papers, person, this.caller);
    this.#random = life.random.fork(`life of ${person.id}`);
  }

  begin(): void {
    const late = this.#does('procrastinates');
    this.#later(
      late ? this.#random.int(24, 33) * DAY : this.#random.int(2, 20) * DAY + this.#random.int(0, 9 * HOUR),
    );
  }

  /** Something has changed for this person. */
  told(): void {
    this.#saved = undefined;
    if (!this.#planned)
      this.#later(this.#random.int(HOUR, this.#does('procrastinates') ? 12 * DAY : 2 * DAY));
  }

  #does(behaviour: Parameters<Life['choices']['does']>[0]): boolean {
    return this.#life.choices.does(behaviour, this.person.id);
  }

  #later(seconds: number): void {
    this.#planned = true;
    this.#life.world.scheduler.in(seconds, 'applicant', async () => {
      this.#planned = false;
      this.#looks += 1;
      const again = this.#looks > 150 ? undefined : await this.#look();
      if (again !== undefined && !this.#planned) this.#later(again);
    });
  }

  #ask(method: 'POST' | 'PUT' | 'GET', path: string, given: { body?: unknown; version?: number } = {}) {
    return this.#life.ask(this.caller, method, path, given);
  }

  /** @returns seconds until the next look; undefined when somebody else has the next act */
  async #look(): Promise<number | undefined> {
    if (!this.applicationId) {
      const next = await this.#preparation.look(this.#looks);
      this.applicationId = this.#preparation.applicationId;
      return next;
    }
    const view = await this.#view();
    if (!view) return DAY;
    if (this.#does('withdraws') && !['DRAFT', 'WITHDRAWN'].includes(view.stage) && this.#looks % 3 === 0) {
      await this.#on('POST', 'withdrawal', { body: { turn: view.turn, reason: '个人原因，不再申报' } });
      return HOUR;
    }
    await this.#changes(view);
    switch (view.stage) {
      case 'DRAFT':
        return this.#draft(view);
      case 'RETURNED':
        return this.#correct(view);
      case 'PAYMENT_DUE':
        return this.#pay(view);
      case 'FORM_DUE':
      case 'FORM_IN_TRANSIT':
        return this.#export(view);
      case 'CERTIFIED':
        if (view.paper.status !== 'HANDED_OVER') return undefined;
        await this.#on('POST', 'filing');
        return DAY;
      case 'NOT_PASSED':
        if (view.reexamination || !this.#does('reexamination')) return undefined;
        await this.#on('POST', 'reexamination', {
          body: { turn: view.turn, reason: '对评审程序有疑问，申请复查' },
        });
        return undefined;
      default:
        return undefined;
    }
  }

  /** Name or employer are others now; what was handed in keeps those that it had (D16). */
  async #changes({ stage }: View): Promise<void> {
    if (this.#changed || stage === 'DRAFT' || stage === 'RETURNED') return;
    this.#changed = true;
    for (const [behaviour, what] of [
      ['changes-name', 'name'],
      ['changes-employer', 'employer'],
    ] as const)
      if (this.#does(behaviour)) await changeProfile(this.#life, this.caller, what);
  }
  #changed = false;

  /** What the last saved page answered, as the pages keep it; anything else that happens makes it old. */
  #saved: View | undefined;

  async #view(): Promise<View | undefined> {
    const saved = this.#saved;
    this.#saved = undefined;
    if (saved) return saved;
    const answer = await this.#ask('GET', `/v1/me/applications/${this.applicationId}`);
    return answer.status === 200 ? answer.as('ApplicationView') : undefined;
  }

  async #on(method: 'POST' | 'PUT', page: string, given: { body?: unknown; version?: number } = {}) {
    const answer = await this.#ask(method, `/v1/me/applications/${this.applicationId}/${page}`, given);
    this.#saved = method === 'PUT' && answer.status < 300 ? answer.as('ApplicationView') : undefined;
    return answer;
  }

  /** The pages in their order; each look does one. */
  async #draft(view: View): Promise<number | undefined> {
    if (this.#looks > 5 && this.#does('never-submits') && !this.#signedOnce) return undefined;
    const { declaration, version } = view;
    const { data, photo, achievements, confirmedFileIds } = declaration;
    if (!photo) return this.#photo(view);
    if (!this.#signedOnce) return this.#sign();
    if (!data.workStatement) return this.#data(view);
    const wrong = (view.findings.DATA ?? []).filter((f) => f.severity === 'error');
    if (wrong.length > 0) return this.#again(view, wrong);
    this.#pageTries += 1;
    if (this.#pageTries > 25) {
      this.#life.gaveUp.push(
        `PAGES ${Object.values(view.findings)
          .flat()
          .map((f) => f.code)
          .join()}`,
      );
      return undefined;
    }
    if (achievements.length === 0) {
      const { items } = (await this.#ask('GET', '/v1/me/archive')).as('ArchiveList');
      const chosen = items
        .filter((i) => i.approvedVersion !== null)
        .map((i) => ({ itemId: i.itemId, version: i.approvedVersion as number, contributionFileIds: [] }));
      await this.#on('PUT', 'achievements', { version, body: { achievements: chosen } });
      return 300;
    }
    if (confirmedFileIds.length === 0) return this.#attachments(view);
    if (!view.commitmentValid) return this.#sign();
    if (!this.#wandered && this.#does('back-and-forth')) {
      this.#wandered = true;
      const body = { ...data, workStatement: `${data.workStatement}另获表彰一次。` };
      await this.#on('PUT', 'data', { version, body });
      return 200;
    }
    const sent = await this.#on('POST', 'submission', {
      body: { turn: view.turn, contentHash: view.contentHash },
    });
    if (sent.status < 300) return undefined;
    return this.#mend(
      view,
      sent.problem().errors.map((e) => e.code),
    );
  }

  #photoFile: string | undefined;
  async #photo({ version }: View): Promise<number> {
    if (this.#photoFile && !(await this.#papers.refused(this.#photoFile))) {
      const saved = await this.#on('PUT', 'photo', { version, body: { fileId: this.#photoFile } });
      if (saved.status < 300) return 120;
      if (saved.problem().code === 'STALE_VERSION') return 30;
    }
    this.#photoFile = await this.#papers.upload('PHOTO', 'photo');
    return 300;
  }

  async #sign(): Promise<number> {
    const made = await this.#on('POST', 'signing-tickets');
    if (made.status >= 300) return HOUR;
    const { ticketId } = made.as('SigningTicket');
    const signed = await this.#ask('POST', `/v1/me/signing-tickets/${ticketId}/signature`, {
      body: signature,
    });
    if (signed.status < 300) this.#signedOnce = true;
    return 120;
  }

  #dataTries = 0;
  async #data(view: View): Promise<number | undefined> {
    this.#dataTries += 1;
    if (this.#dataTries > 8) {
      this.#life.gaveUp.push(`DATA ${(view.findings.DATA ?? []).map((f) => f.code).join()}`);
      return undefined;
    }
    if (this.#dataTries > 2) this.#plainly();
    const { badStatement, data } = this.person;
    const tried = badStatement && !this.#statementTried ? { ...data, workStatement: badStatement } : data;
    this.#statementTried = true;
    const pointId = view.proposedPointId ?? plan.directory.points[0]?.pointId;
    const institution = this.#life.units[this.person.unit]?.body.kind === 'PUBLIC_INSTITUTION';
    const established = institution ? { established: this.person.unit % 2 === 0 } : {};
    const body = { ...tried, ...established, pointId };
    const saved = await this.#on('PUT', 'data', { version: view.version, body });
    if (saved.status >= 300 && saved.problem().code === 'INVALID') this.#plainly();
    return 200;
  }

  #agains = 0;
  /** The data page once more, without what the rules do not like; after some attempts the person gives up. */
  async #again(
    view: View,
    wrong: { code: string; field?: string | undefined }[],
  ): Promise<number | undefined> {
    const codes = wrong.map((f) => f.code);
    this.#agains += 1;
    if (this.#agains > 5) {
      this.#life.gaveUp.push(wrong.map(({ code, field }) => `${code} ${field ?? ''}`).join());
      return undefined;
    }
    const { data } = this.person;
    const offered = withReplacements(data.workStatement ?? '');
    // The page says what may stand there instead, and that is taken where it helps.
    if (codes.includes('TEXT_UNPRINTABLE') && unprintableIn(offered).length === 0)
      data.workStatement = offered;
    else this.#plainly();
    if (codes.includes('ATT_APPOINT_MID') && data.appointment) data.appointment.level = 'MID';
    return this.#data(view);
  }

  /** What the rules do not take is written again without its oddities. */
  #plainly(): void {
    const { data, profile } = this.person;
    data.workStatement = '本人长期从事建筑工程施工技术与质量管理。';
    data.mobile = profile.mobile.replace(/^\+86/, '').replaceAll(/[ -]/g, '');
  }

  #uploaded = new Map<string, string>();
  /** Everything that the requirements ask, one file for each. */
  async #attachments(view: View): Promise<number> {
    const attachments: BodyOf<'AttachmentsStepBody'>['attachments'] = [];
    let fresh = false;
    for (const need of view.requirements.filter((n) => n.min > 0 || n.oneOf)) {
      const code = need.oneOf?.[0] ?? need.code;
      const each = plan.attachments.rows.find((row) => row.code === code)?.distinctBy;
      for (let n = 0; n < Math.max(1, need.min); n += 1) {
        const name = `${code} ${need.instance ?? ''} ${n}`;
        let fileId = this.#uploaded.get(name);
        if (!fileId || (await this.#papers.refused(fileId))) {
          fileId = await this.#papers.upload('ATTACHMENT', name, code);
          this.#uploaded.set(name, fileId);
          fresh = true;
        }
        attachments.push({
          ...{ code, fileId, source: 'UPLOADED' as const },
          ...(code === 'A2' ? { kind: 'APPOINTMENT' as const } : {}),
          ...(code === 'A1a' ? { validUntil: `${yearOf(plan.windows.cutoffDate) + 1}-12-01` } : {}),
          ...(each === 'recommenderId' ? { recommenderId: need.instance ?? `r${n}` } : {}),
          ...(need.instance && !each ? { forAchievement: need.instance } : {}),
        });
      }
    }
    if (fresh) return 300;
    const body = { attachments, confirmed: true };
    await this.#on('PUT', 'attachments', { version: view.version, body });
    return 200;
  }

  #mended = 0;
  /** What stands in the way of submitting. */
  async #mend(view: View, codes: string[]): Promise<number | undefined> {
    this.#mended += 1;
    if (codes.some((code) => code === 'WINDOW_CLOSED')) return undefined;
    if (this.#mended > 4) {
      this.#life.gaveUp.push(codes.join());
      return undefined;
    }
    if (codes.includes('ATT_APPOINT_MID') && this.person.data.appointment)
      this.person.data.appointment.level = 'MID';
    this.#plainly();
    await this.#data(view);
    const now = await this.#view();
    if (now) await this.#attachments(now);
    return 400;
  }

  /** What the desk asked for: the statement again, a fresh file, or both; then signed and sent. */
  async #correct(view: View): Promise<number | undefined> {
    if (view.commitmentValid && this.#corrected === view.turn) {
      const sent = await this.#on('POST', 'submission', {
        body: { turn: view.turn, contentHash: view.contentHash },
      });
      return sent.status < 300 ? undefined : this.#looks > PATIENCE * 3 ? undefined : 6 * HOUR;
    }
    if (this.#corrected !== view.turn) {
      const { data } = view.declaration;
      const workStatement = `${[...(data.workStatement ?? '')].slice(0, 900).join('')}（已补正）`;
      await this.#on('PUT', 'data', { version: view.version, body: { ...data, workStatement } });
      this.#corrected = view.turn;
      return 300;
    }
    return this.#sign();
  }
  #corrected = 0;

  async #pay(view: View): Promise<number | undefined> {
    const started = await this.#on('POST', 'payment');
    if (started.status >= 300) return undefined;
    const { orderId, amountFen, closeAt } = started.as('PaymentOrder');
    if (this.#paid === orderId) return DAY;
    this.#paid = orderId;
    const { scheduler } = this.#life.world;
    const close = (Date.parse(closeAt) - scheduler.clock.now()) / 1000;
    const late = this.#does('pays-late');
    const delay = late ? close + this.#random.int(60, 2 * DAY) : this.#random.int(20, 600);
    const twice = this.#does('pays-twice');
    for (const n of twice ? [1, 2] : [1])
      scheduler.in(delay + n, 'gateway', () =>
        tellOfPayment(this.#life, this.person.id, {
          orderId,
          amountFen,
          transactionId: `tx-${orderId}-${n}`,
        }),
      );
    return view.payment.closeAt ? close + DAY : DAY;
  }

  async #export({ paper }: View): Promise<number | undefined> {
    if (!['EXPORTABLE', 'REFUSED'].includes(paper.status)) return undefined;
    await this.#on('POST', 'review-form');
    return DAY;
  }
}
