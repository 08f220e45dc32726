import type { ResponseOf } from '../../shared/contracts/api/index.ts';
import { approvalActs } from '../../shared/contracts/desks.ts';
import type { Answer, Caller } from '../contract/harness.ts';
import type { Behaviour } from './behaviours.ts';
import { isRaced, type Life, type Standing, workingMoment } from './life.ts';
import { plan } from './plan.ts';

type Desk = ResponseOf<'DeskApplication'>;

export const staff = (id: string, role: Caller['role'], scope: string): Caller => ({
  id,
  role,
  scope,
  name: `工作人员${id}`,
});
/** Of the plan's committee, whichever plan is lived through. */
export const ofPlan = (id: string, role: Caller['role'], name = `工作人员${id}`): Caller => ({
  ...{ id, role, name },
  get scope() {
    return plan.planCode;
  },
});
export const office = ofPlan('office-1', 'OFFICE_CLERK');
export const office2 = ofPlan('office-2', 'OFFICE_CLERK');
export const head = ofPlan('head-1', 'OFFICE_HEAD');
export const ops = [staff('ops-1', 'PLATFORM_OPS', ''), staff('ops-2', 'PLATFORM_OPS', '')] as const;

/** How often somebody comes back to the same thing before giving it up as stuck. */
const TRIES = 40;
const DAY = 24 * 3600;

/** Units, points, districts and municipal units: whoever has an application on the desk works on it, sooner or later. */
export class Desks {
  readonly #life: Life;
  readonly #coming = new Set<string>();
  readonly #tries = new Map<string, number>();

  constructor(life: Life) {
    this.#life = life;
  }

  /** An application has come to another desk, or something on it has changed there. */
  arrived(standing: Standing): void {
    const { id } = standing;
    if (!this.#workerFor(standing) || this.#coming.has(id)) return;
    this.#plan(id, this.#does('desk-sleeps', standing) ? 25 : 0);
  }

  #does(behaviour: Behaviour, { applicantId }: Standing): boolean {
    return this.#life.choices.does(behaviour, applicantId);
  }

  #plan(id: string, days: number): void {
    this.#coming.add(id);
    const { scheduler } = this.#life.world;
    const wait = workingMoment(scheduler.clock.now(), this.#life.random, days);
    scheduler.in(wait, 'desk', async () => {
      this.#coming.delete(id);
      const standing = this.#life.standing.get(id);
      const work = standing && this.#workerFor(standing);
      if (!standing || !work) return;
      const place = `${id} ${standing.queue} ${standing.paper} ${standing.turn}`;
      const tries = (this.#tries.get(place) ?? 0) + 1;
      this.#tries.set(place, tries);
      if (tries > TRIES) return;
      await work(standing);
      this.#coming.has(id) || this.#plan(id, tries > 5 ? 3 : 1);
    });
  }

  #workerFor(standing: Standing): ((s: Standing) => Promise<unknown>) | undefined {
    const [, name = '', desk = ''] = standing.queue.split('#');
    const clerk = (n = this.#life.random.int(1, 2)) => staff(`clerk-${desk}-${n}`, 'POINT_CLERK', desk);
    const paper = (): Caller =>
      desk === plan.planCode
        ? this.#life.random.pick([office, office2])
        : desk.startsWith('MU')
          ? staff(`muni-${desk}-${this.#life.random.int(1, 2)}`, 'MUNI_UNIT_OFFICER', desk)
          : clerk();
    switch (name) {
      case 'UNIT_REVIEW':
        return (s) => this.#unit(s);
      case 'POINT_REVIEW':
        return (s) => this.#decide(s, [clerk(1), clerk(2)]);
      case 'INDUSTRY_REVIEW':
        return (s) =>
          this.#decide(
            s,
            [1, 2].map((n) => staff(`industry-${desk}-${n}`, 'INDUSTRY_OFFICER', desk)),
          );
      case 'DISTRICT_REVIEW':
        return (s) =>
          this.#decide(
            s,
            [1, 2].map((n) => staff(`officer-${desk}-${n}`, 'DISTRICT_OFFICER', desk)),
          );
      case 'OFFICE_REVIEW':
        return (s) => this.#decide(s, [office, office2]);
      case 'PAPER_DELIVERY':
        if (standing.paper === 'EXPORTED' || standing.paper === 'UNIT_SEALED')
          return (s) => this.#deliver(s, paper());
        return undefined;
      case 'PAPER_TRANSIT':
      case 'PAPER_RETURN':
        return (s) => this.#scan(s, paper());
      default:
        return undefined;
    }
  }

  #unitAccount(uscc: string): Caller | undefined {
    const unit = this.#life.units.find((u) => u.body.uscc === uscc);
    return unit && { id: unit.account, role: 'UNIT_HR', name: unit.body.hrName };
  }

  async #unit(standing: Standing): Promise<void> {
    const hr = this.#unitAccount(standing.queue.split('#')[2] ?? '');
    if (!hr) return;
    const path = `/v1/unit/applications/${standing.id}`;
    const view = (await this.#life.ask(hr, 'GET', path)).as('DeskApplication');
    await this.#judge(standing, view, [hr], `${path}/decision`);
  }

  async #decide(standing: Standing, officers: Caller[]): Promise<void> {
    const path = `/v1/staff/applications/${standing.id}`;
    const who = this.#life.random.pick(officers);
    const seen = await this.#life.ask(who, 'GET', path);
    if (seen.status >= 300) return;
    await this.#judge(
      standing,
      seen.as('DeskApplication'),
      [who, ...officers.filter((o) => o !== who)],
      `${path}/decision`,
    );
  }

  /** Approves, mostly; what the page offers must be taken when it is done at once. */
  async #judge(standing: Standing, view: Desk, officers: Caller[], path: string): Promise<void> {
    const [who, other] = officers;
    if (!who) return;
    const { turn } = view;
    const approve = { turn, decision: 'APPROVE', opinion: '材料齐全，符合要求。' };
    const may = (act: string) => view.acts.includes(act);
    const returns = may('RETURN') && this.#does('desk-returns', standing);
    const rejects = may('REJECT') && this.#does('desk-rejects', standing);
    const body = returns
      ? {
          ...{ turn, decision: 'RETURN', reason: '工作述职需补充' },
          ...((view.returnCounts[view.stage] ?? 0) > 0 ? { supervisorReason: '经负责人同意再次退回' } : {}),
          items: [
            { path: '/data/workStatement', remark: '请补充近三年业绩' },
            { path: '/commitment', remark: '请重新签署' },
          ],
        }
      : rejects
        ? { turn, decision: 'REJECT', reason: '不符合申报条件', remedy: '可于下年度重新申报' }
        : approve;
    const approval = approvalActs().find(may);
    if (!returns && !rejects && !approval) {
      // An office may already have passed it; anywhere else nobody can act.
      if (!standing.queue.includes('OFFICE'))
        this.#life.breach(
          'NOTHING_OFFERED',
          `${view.stage} offers ${view.acts.join(',') || 'nothing'}`,
          standing.id,
        );
      return;
    }
    if (other && this.#does('two-officers', standing)) {
      await Promise.all([who, other].map((one) => this.#life.ask(one, 'POST', path, { body: approve })));
      return;
    }
    const done = await this.#life.ask(who, 'POST', path, { body });
    if (done.status >= 300) {
      const { code, errors } = done.problem();
      if (!isRaced(code))
        this.#life.breach(
          'OFFERED_REFUSED',
          `${view.stage} ${body.decision} ${code} ${errors.map((e) => e.code).join()}`,
          standing.id,
        );
    }
  }

  /** The unit seals both copies, ticked off or not; then they are handed in. */
  async #deliver(standing: Standing, clerk: Caller): Promise<void> {
    if (standing.paper === 'EXPORTED' && !this.#does('unit-tells-nothing', standing)) {
      const hr = this.#unitAccount(standing.image.unit?.M?.uscc?.S ?? '');
      const body = { barcodes: barcodesOf(standing), unitSeal: true };
      if (hr) await this.#life.ask(hr, 'POST', `/v1/unit/applications/${standing.id}/seal`, { body });
      return;
    }
    await this.#scan(standing, clerk);
  }

  async #scan(standing: Standing, clerk: Caller): Promise<void> {
    const { paper } = standing;
    const body = {
      ...{ barcodes: barcodesOf(standing), unitSeal: true, municipalSeal: true },
      ...(paper.endsWith('_FOR_PICKUP') ? { receiver: '本人' } : {}),
    };
    const scanned = (barcodes: string[]) =>
      this.#life.ask(clerk, 'POST', '/v1/staff/paper-scans', { body: { ...body, barcodes } });
    const [sheet = ''] = body.barcodes;
    if (this.#does('scans-wrong', standing)) await this.#scanWrong(standing, scanned);
    if (!paper.startsWith('AT_') && this.#does('scans-twice', standing)) {
      const slip = await scanned([sheet, sheet]);
      if (slip.status < 300 && slip.as('ScanResult').status === 'REFUSED') {
        this.#life.breach('SCANNED_TWICE', `${paper} became REFUSED by one sheet scanned twice`, standing.id);
        return;
      }
    }
    await scanned(body.barcodes);
  }

  /** One of the own copies and one of somebody else's, or of a form that is no longer in force: neither person's is voided. */
  async #scanWrong(standing: Standing, scanned: (barcodes: string[]) => Promise<Answer>): Promise<void> {
    const [sheet = '', second = sheet] = barcodesOf(standing);
    const others = [...this.#life.standing.values()].filter(
      (s) => s.id !== standing.id && s.image.applicationNo,
    );
    const other = others.length > 0 ? this.#life.random.pick(others) : undefined;
    const older = second.replace(/\|v\d+\|/, '|v99|');
    const wrong = other && this.#life.random.chance(0.5) ? barcodesOf(other)[0] : older;
    const slip = await scanned([sheet, wrong ?? older]);
    if (slip.status >= 300) return;
    const { outcome, status } = slip.as('ScanResult');
    if (outcome === 'REFUSED' || outcome === 'MOVED')
      this.#life.breach('SCANNED_WRONG', `${standing.paper} became ${status} by a wrong sheet`, standing.id);
  }
}

/** What stands on every copy. */
export function barcodesOf({ image }: Standing): string[] {
  const paper = image.paper?.M;
  const copies = Array.from({ length: Number(paper?.copies?.N ?? 2) }, (_one, i) => i + 1);
  return copies.map(
    (copy) =>
      `ZP1|${image.applicationNo?.S}|v${paper?.formVersion?.N}|${paper?.formHash?.S?.slice(0, 16) ?? '0'.repeat(16)}|${copy}`,
  );
}

/** Registers and binds a unit, and from then on its archive is looked through every other day. */
export function liveUnit(life: Life, n: number, pdf: Uint8Array, until: number): void {
  const unit = life.units[n];
  if (!unit) return;
  const { scheduler, uploads } = life.world;
  const hr: Caller = { id: unit.account, role: 'UNIT_HR', name: unit.body.hrName };
  const { body } = unit;
  const clerkOf = (): Caller => {
    const point = plan.directory.points.find((p) => p.divisions.includes(body.location.division));
    return staff(`clerk-${point?.pointId}-1`, 'POINT_CLERK', point?.pointId ?? '');
  };
  const path = '/v1/unit';
  let fileId: string | undefined;
  const step = async (): Promise<number> => {
    const got = await life.ask(hr, 'GET', path);
    if (got.status === 404) {
      const made = await life.ask(hr, 'POST', path, { body });
      if (made.status >= 300) body.hrMobile = body.hrMobile.replace(/^\+86/, '').replaceAll(/[ -]/g, '');
      return 600;
    }
    const { status, version } = got.as('Unit');
    if (status === 'REGISTERED' || status === 'AUTH_RETURNED') {
      if (fileId) {
        await life.ask(hr, 'POST', `${path}/authorisation`, { body: { fileId } });
        return 600;
      }
      const given = {
        purpose: 'AUTHORISATION',
        fileName: '授权委托证明.pdf',
        contentType: 'application/pdf',
      };
      const ticket = await life.ask(hr, 'POST', '/v1/uploads', { body: { ...given, bytes: pdf.length } });
      uploads.post(ticket.as('UploadTicket'), pdf);
      fileId = ticket.as('UploadTicket').fileId;
      return 600;
    }
    if (status === 'AUTH_SUBMITTED') {
      const decision = { version, decision: 'ACCEPT' };
      await life.ask(clerkOf(), 'POST', `/v1/staff/authorisations/${body.uscc}/decision`, { body: decision });
      return 600;
    }
    const { items } = (await life.ask(hr, 'GET', `${path}/archive-items`)).as('ArchiveQueue');
    for (const item of items.filter((i) => i.status === 'SAVED')) {
      const decided = { version: item.version, decision: 'APPROVE' };
      await life.ask(hr, 'POST', `${path}/archive-items/${item.personId}/${item.itemId}/decision`, {
        body: decided,
      });
    }
    return life.random.int(1, 2) * DAY;
  };
  const again = async () => {
    const wait = await step();
    if (scheduler.clock.now() < until) scheduler.in(wait, 'unit', again);
  };
  scheduler.in(life.random.int(60, 6 * 3600), 'unit', again);
}
