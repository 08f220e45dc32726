import { authoritiesOf } from '../../shared/rules/desk/authorities.ts';
import type { CallOptions } from '../contract/events.ts';
import type { Answer, Caller } from '../contract/harness.ts';
import { barcodesOf, head, office, office2, staff } from './desks.ts';
import type { Life, Standing } from './life.ts';
import { authority } from './office.ts';
import { plan } from './plan.ts';

/**
 * Whoever has the next act on an application tries it, and nothing of it is stored: everything is done but the writes,
 * whose conditions are asked all the same. Whatever is open must have somebody whose act is taken, or a timer.
 */

/** In a large season a sample is tried, so that the cost a person stays the same. */
const SAMPLE = 120;

/**
 * Somebody else's act comes first: the committee ends its session, or a session that meets again has the person on its list
 * already; the printer prints. All are watched where they are.
 */
const elsewhere = /SESSION_NOT_ENDED|CANDIDATE_PLANNED|FORM_NOT_READY|STALE|REQUEST_RUNNING/;

export class Trials {
  readonly #life: Life;
  readonly #due = new Map<string, number>();
  readonly #share: number;
  #trials = 0;

  constructor(life: Life) {
    this.#life = life;
    this.#share = SAMPLE / life.options.people;
  }

  moved({ id, turn, applicantId }: Standing): void {
    if (this.#life.random.fork(`trial ${applicantId} ${turn}`).chance(this.#share)) this.#due.set(id, turn);
  }

  async look(): Promise<void> {
    for (const [id, turn] of this.#due) {
      const standing = this.#life.standing.get(id);
      if (standing?.turn !== turn || this.#life.dead.has(id)) this.#due.delete(id);
      else if (!this.#life.world.busy(id)) {
        this.#due.delete(id);
        await this.#try(standing);
      }
    }
  }

  async #try(standing: Standing): Promise<void> {
    for (const [who, act] of this.#actsOf(standing)) {
      let refusal: string | undefined;
      const stored = await this.#life.world.dry(async () => {
        refusal = await act(who);
      });
      // Who would have stored the act may then miss it when reading it again.
      if (stored === 0 && refusal && !elsewhere.test(refusal))
        this.#life.breach('NOBODY_MAY_ACT', `${standing.step}: ${refusal}`, standing.id);
    }
  }

  async #ask(who: Caller, method: 'GET' | 'POST', path: string, body?: object): Promise<Answer | undefined> {
    const options: CallOptions = { ...(body ? { body } : {}), key: `trial ${++this.#trials}` };
    return this.#life.world.call(who, method, path, options);
  }

  /** What was said against it; undefined when it was taken. */
  async #post(who: Caller, path: string, body: object): Promise<string | undefined> {
    const answer = await this.#ask(who, 'POST', path, body);
    if (!answer || answer.status < 300) return undefined;
    const { code, errors } = answer.problem();
    return `POST ${path.replaceAll(/id-\d+/g, '*')} ${[code, ...errors.map((e) => e.code)].join(' ')}`;
  }

  #actsOf(standing: Standing): [Caller, (who: Caller) => Promise<string | undefined>][] {
    const { id, step, turn, applicantId, queue, paper } = standing;
    const [, , desk = ''] = queue.split('#');
    const person = this.#life.people.find((one) => one.id === applicantId);
    const applicant: Caller = { id: applicantId, role: 'APPLICANT', name: person?.name.trim() ?? '' };
    const decide = (path: string) => (who: Caller) => this.#decide(who, path, turn);
    const unit = this.#life.units.find((u) => u.body.uscc === standing.image.unit?.M?.uscc?.S);
    switch (step) {
      case 'UNIT_REVIEW':
        return unit
          ? [
              [
                { id: unit.account, role: 'UNIT_HR', name: unit.body.hrName },
                decide(`/v1/unit/applications/${id}`),
              ],
            ]
          : [];
      case 'POINT_REVIEW':
        return [[staff(`clerk-${desk}-1`, 'POINT_CLERK', desk), decide(`/v1/staff/applications/${id}`)]];
      case 'DISTRICT_REVIEW':
        return [
          [staff(`officer-${desk}-1`, 'DISTRICT_OFFICER', desk), decide(`/v1/staff/applications/${id}`)],
        ];
      case 'OFFICE_REVIEW':
        return [[office2, decide(`/v1/staff/applications/${id}`)]];
      case 'PAYMENT':
        return [[applicant, (who) => this.#post(who, `/v1/me/applications/${id}/payment`, {})]];
      case 'PAPER_DELIVERY':
        if (paper !== 'EXPORTABLE') return [];
        return [[applicant, (who) => this.#post(who, `/v1/me/applications/${id}/review-form`, {})]];
      case 'PAPER_TRANSIT':
        return [[this.#paperDesk(desk), (who) => this.#scan(who, standing)]];
      case 'RESULT_PREPARATION':
        return [[office, (who) => this.#publish(who, standing, 'RESULT')]];
      case 'SESSION_ASSIGNMENT':
        return [[head, (who) => this.#post(who, '/v1/office/sessions', sessionOf(id))]];
      case 'JOINT_AUDIT':
        return [[authority(authoritiesOf(plan)[0] ?? 'MUNI_HRSS'), (who) => this.#audit(who, id)]];
      default:
        return [];
    }
  }

  /** Approves if that is offered, else does what is. */
  async #decide(who: Caller, path: string, turn: number): Promise<string | undefined> {
    const seen = await this.#ask(who, 'GET', path);
    if (!seen) return undefined;
    if (seen.status >= 300) return `GET ${path.replace(/id-\d+/, '*')} ${seen.problem().code}`;
    const { acts } = seen.as('DeskApplication');
    const approves = acts.some((act) => /APPROVE|ACCEPT|AUDIT/.test(act));
    if (approves) return this.#post(who, `${path}/decision`, { turn, decision: 'APPROVE', opinion: '同意' });
    return acts.length > 0 ? undefined : `GET ${path.replace(/id-\d+/, '*')} offers nothing`;
  }

  #paperDesk(desk: string): Caller {
    if (desk === plan.planCode) return office;
    return desk.startsWith('MU')
      ? staff(`muni-${desk}-3`, 'MUNI_UNIT_OFFICER', desk)
      : staff(`clerk-${desk}-3`, 'POINT_CLERK', desk);
  }

  #scan(who: Caller, standing: Standing): Promise<string | undefined> {
    const body = { barcodes: barcodesOf(standing), unitSeal: true, municipalSeal: true };
    return this.#post(who, '/v1/staff/paper-scans', body);
  }

  #publish(who: Caller, { id }: Standing, kind: 'PRE' | 'RESULT'): Promise<string | undefined> {
    const body = { kind, planCode: plan.planCode, title: '公示（试）', applicationIds: [id] };
    return this.#post(who, '/v1/office/publicities', body);
  }

  async #audit(who: Caller, id: string): Promise<string | undefined> {
    const listed = await this.#ask(who, 'GET', '/v1/staff/reports');
    if (!listed || listed.status >= 300) return listed && `GET /v1/staff/reports ${listed.problem().code}`;
    const report = listed
      .as('ReportList')
      .items.find((one) => one.applications.some((a) => a.applicationId === id && a.state !== 'GONE'));
    if (!report) return 'no report names it';
    const entry = report.applications.find((a) => a.applicationId === id);
    if (entry?.state !== 'WAITING' || entry.audited.includes(who.role)) return undefined;
    return this.#post(who, `/v1/authority/reports/${report.reportId}/audit`, {
      ...{ version: report.version, approve: true, applicationIds: [id], sendBack: [] },
    });
  }
}

/** A session that nobody else is invited to. */
function sessionOf(applicationId: string): object {
  const { min, validFrom, validTo } = plan.committee;
  const { specialties } = plan.title;
  return {
    ...{ planCode: plan.planCode, name: '评审会（试）', size: min, applicationIds: [applicationId] },
    date: validTo,
    pool: Array.from({ length: min + 2 }, (_, i) => ({
      ...{
        expertId: `trial-${i}`,
        name: `专家${i}`,
        office: i === 0 ? 'CHAIR' : i < 4 ? 'VICE_CHAIR' : 'MEMBER',
      },
      specialty: specialties[i % specialties.length]?.code ?? '',
      ...{ termFrom: validFrom, termTo: validTo },
    })),
  };
}
