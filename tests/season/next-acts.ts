import type { ResponseOf } from '../../shared/contracts/api/index.ts';
import { declarationSteps } from '../../shared/contracts/declaration-steps.ts';
import { authoritiesOf } from '../../shared/rules/people/authorities.ts';
import type { CallOptions } from '../contract/events.ts';
import type { Answer, Caller } from '../contract/harness.ts';
import { barcodesOf, head, office, office2, ofPlan, staff } from './desks.ts';
import type { Life, Standing } from './life.ts';
import { authority } from './office.ts';
import { plan } from './plan.ts';

/** Who has the next act on an application wherever it may stand, and how it is tried. */

type View = ResponseOf<'ApplicationView'>;
/** What was said against it; undefined when it was taken. */
type Refusal = string | undefined;
type NextAct = [Caller, (who: Caller) => Promise<Refusal>];

const applicationsPath = '/v1/me/applications';

export class NextActs {
  readonly #life: Life;
  #trials = 0;

  constructor(life: Life) {
    this.#life = life;
  }

  of(standing: Standing): NextAct[] {
    const { id, step, stage, turn, queue, paper } = standing;
    const [, waiting = '', desk = ''] = queue.split('#');
    const decide = (path: string) => (who: Caller) => this.#decide(who, path, turn);
    // An objection wakes no machine: the step is still that of the window.
    if (stage === 'PRE_OBJECTION' || stage === 'RESULT_OBJECTION')
      return [[office, (who) => this.#objection(who, id)]];
    switch (step) {
      case 'DRAFTING':
      case 'CORRECTION':
        return [[this.#applicant(standing), (who) => this.#page(who, standing)]];
      case 'UNIT_REVIEW':
        return this.#unit(standing).map((hr) => [hr, decide(`/v1/unit/applications/${id}`)]);
      case 'POINT_REVIEW':
        return [[staff(`clerk-${desk}-1`, 'POINT_CLERK', desk), decide(`/v1/staff/applications/${id}`)]];
      case 'INDUSTRY_REVIEW':
        return [
          [staff(`industry-${desk}-1`, 'INDUSTRY_OFFICER', desk), decide(`/v1/staff/applications/${id}`)],
        ];
      case 'DISTRICT_REVIEW':
        return [
          [staff(`officer-${desk}-1`, 'DISTRICT_OFFICER', desk), decide(`/v1/staff/applications/${id}`)],
        ];
      case 'OFFICE_REVIEW':
        return waiting === 'OFFICE_AUDITED'
          ? [[office, (who) => this.#publish(who, standing, 'PRE')]]
          : [[office2, decide(`/v1/staff/applications/${id}`)]];
      case 'PAYMENT':
        return [
          [this.#applicant(standing), (who) => this.#post(who, `${applicationsPath}/${id}/payment`, {})],
        ];
      case 'PAPER_DELIVERY':
        if (paper === 'EXPORTED' || paper === 'UNIT_SEALED')
          return [[this.#paperDesk(desk), (who) => this.#scan(who, standing)]];
        if (paper !== 'EXPORTABLE') return [];
        return [
          [this.#applicant(standing), (who) => this.#post(who, `${applicationsPath}/${id}/review-form`, {})],
        ];
      case 'PAPER_TRANSIT':
      case 'PAPER_RETURN':
        return paper === 'HANDED_OVER'
          ? [[this.#applicant(standing), (who) => this.#post(who, `${applicationsPath}/${id}/filing`, {})]]
          : [[this.#paperDesk(desk), (who) => this.#scan(who, standing)]];
      case 'GROUP_CHECK':
      case 'INTERVIEW': {
        const interview = { turn, decision: 'APPROVE', opinion: '已答辩' };
        return [[office, (who) => this.#post(who, `/v1/staff/applications/${id}/decision`, interview)]];
      }
      case 'RESULT_PREPARATION':
        return [[office, (who) => this.#publish(who, standing, 'RESULT')]];
      case 'SESSION_ASSIGNMENT':
        return [[head, (who) => this.#post(who, '/v1/office/sessions', sessionOf(id))]];
      case 'GROUP_REVIEW':
        return [[office, (who) => this.#opinion(who, standing)]];
      case 'VOTING':
        return [[office, (who) => this.#ballot(who, standing)]];
      case 'RESULT_REPORT':
        return [[office, (who) => this.#report(who, id)]];
      case 'JOINT_AUDIT': {
        const auditor = authority(authoritiesOf(plan)[0] ?? 'MUNI_HRSS');
        return [
          [auditor, (who) => this.#audit(who, id, 'PASS')],
          [auditor, (who) => this.#audit(who, id, 'SEND_BACK')],
        ];
      }
      case 'DOCUMENT':
        return [[authority('MUNI_HRSS'), (who) => this.#document(who, id)]];
      default:
        return [];
    }
  }

  async #ask(
    who: Caller,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    given: CallOptions = {},
  ): Promise<Answer | undefined> {
    return this.#life.world.call(who, method, path, { ...given, key: `trial ${++this.#trials}` });
  }

  #post = (who: Caller, path: string, body: object): Promise<Refusal> =>
    this.#send(who, 'POST', path, { body });

  async #send(who: Caller, method: 'POST' | 'PUT', path: string, given: CallOptions): Promise<Refusal> {
    const answer = await this.#ask(who, method, path, given);
    if (!answer || answer.status < 300) return undefined;
    const { code, errors } = answer.problem();
    return `${method} ${path.replaceAll(/id-\d+/g, '*')} ${[code, ...errors.map((e) => e.code)].join(' ')}`;
  }

  /** What somebody reads, and the act that follows from it. */
  async #reading(who: Caller, path: string, act: (seen: Answer) => Promise<Refusal>): Promise<Refusal> {
    const seen = await this.#ask(who, 'GET', path);
    if (!seen) return undefined;
    return seen.status < 300 ? act(seen) : `GET ${path.replaceAll(/id-\d+/g, '*')} ${seen.problem().code}`;
  }

  #applicant({ applicantId: id }: Standing): Caller {
    const person = this.#life.people.find((one) => one.id === id);
    return { id, role: 'APPLICANT', name: person?.name.trim() ?? '' };
  }

  #unit({ image }: Standing): Caller[] {
    const unit = this.#life.units.find((u) => u.body.uscc === image.unit?.M?.uscc?.S);
    return unit ? [{ id: unit.account, role: 'UNIT_HR', name: unit.body.hrName }] : [];
  }

  /** The page that stands next, as it stands; when nothing is amiss, the signature or the submission. */
  #page(who: Caller, { id, stage, turn }: Standing): Promise<Refusal> {
    // A draft whose time is over waits for nobody.
    if (stage === 'DRAFT' && this.#life.world.scheduler.now() >= plan.windows.declare.close)
      return Promise.resolve(undefined);
    const path = `${applicationsPath}/${id}`;
    return this.#reading(who, path, (seen) => {
      const view = seen.as('ApplicationView');
      const { contentHash, commitmentValid } = view;
      const amiss = declarationSteps.find((page) =>
        view.findings[page]?.some(({ severity }) => severity === 'error'),
      );
      if (amiss === 'PHOTO') return this.#post(who, '/v1/uploads', photoTicket());
      // What the preview misses is a signature that was returned.
      const unsigned = amiss === 'COMMITMENT' || amiss === 'PREVIEW' || (!amiss && !commitmentValid);
      if (unsigned) return this.#post(who, `${path}/signing-tickets`, {});
      if (!amiss) return this.#post(who, `${path}/submission`, { turn, contentHash });
      const body = pageOf(amiss, view);
      return this.#send(who, 'PUT', `${path}/${amiss.toLowerCase()}`, { version: view.version, body });
    });
  }

  /** Approves if that is offered, else does what is. */
  #decide(who: Caller, path: string, turn: number): Promise<Refusal> {
    return this.#reading(who, path, async (seen) => {
      const { acts } = seen.as('DeskApplication');
      const approves = acts.some((act) => /APPROVE|ACCEPT|AUDIT/.test(act));
      if (approves)
        return this.#post(who, `${path}/decision`, { turn, decision: 'APPROVE', opinion: '同意' });
      return acts.length > 0 ? undefined : `GET ${path.replace(/id-\d+/, '*')} offers nothing`;
    });
  }

  #paperDesk(desk: string): Caller {
    if (desk === plan.planCode) return office;
    return desk.startsWith('MU')
      ? staff(`muni-${desk}-3`, 'MUNI_UNIT_OFFICER', desk)
      : staff(`clerk-${desk}-3`, 'POINT_CLERK', desk);
  }

  #scan(who: Caller, standing: Standing): Promise<Refusal> {
    const body = {
      ...{ barcodes: barcodesOf(standing), unitSeal: true, municipalSeal: true },
      ...(standing.paper.endsWith('_FOR_PICKUP') ? { receiver: '本人' } : {}),
    };
    return this.#post(who, '/v1/staff/paper-scans', body);
  }

  #publish(who: Caller, { id }: Standing, kind: 'PRE' | 'RESULT'): Promise<Refusal> {
    const body = { kind, planCode: plan.planCode, title: '公示（试）', applicationIds: [id] };
    return this.#post(who, '/v1/office/publicities', body);
  }

  /** Cleared, or what one person proposed upheld by another one. */
  #objection(who: Caller, id: string): Promise<Refusal> {
    return this.#reading(who, '/v1/office/objections', async (seen) => {
      const one = seen.as('ObjectionQueue').items.find(({ applicationId }) => applicationId === id);
      if (!one) return 'no objection names it';
      const { objectionId, turn, proposal, status } = one;
      const path = `/v1/office/objections/${objectionId}/decision`;
      return status === 'UPHOLD_PROPOSED'
        ? this.#post(head, path, { turn, proposal, decision: 'UPHOLD', heard: true })
        : this.#post(who, path, { turn, decision: 'CLEAR', finding: '经核查不属实' });
    });
  }

  #session(
    who: Caller,
    { id, image }: Standing,
    act: (path: string, session: ResponseOf<'SessionView'>) => Promise<Refusal>,
  ): Promise<Refusal> {
    const sessionId = image.sessionId?.S ?? '';
    return this.#reading(who, `/v1/office/sessions/${sessionId}`, async (seen) => {
      const session = seen.as('SessionView');
      const candidate = session.candidates.find((one) => one.applicationId === id);
      // What the session decides reaches the application a little later.
      const still = candidate?.status === 'ASSIGNED' || candidate?.status === 'VOTING';
      return still && session.status !== 'SEALED'
        ? act(`/v1/expert/sessions/${sessionId}`, session)
        : undefined;
    });
  }

  #opinion(who: Caller, standing: Standing): Promise<Refusal> {
    const { id: applicationId } = standing;
    return this.#session(who, standing, async (path, { groups, votingOn }) => {
      const [expertId] = groups.find((one) => one.applicationIds.includes(applicationId))?.expertIds ?? [];
      if (!expertId) return 'no group has it';
      if (votingOn === applicationId) return undefined;
      const remark = `${applicationId}的论证意见由${expertId}另行核对，附计算书。`;
      return this.#post(seat(expertId), `${path}/opinions`, { applicationId, verdict: 'MEETS', remark });
    });
  }

  /** Somebody in the room who has not voted yet may; when all have, the office may close. */
  #ballot(who: Caller, standing: Standing): Promise<Refusal> {
    const { id: applicationId } = standing;
    return this.#session(who, standing, async (path, session) => {
      if (session.votingOn !== applicationId) return undefined;
      let refusal: Refusal;
      for (const { expertId } of session.members.filter((one) => one.checkedIn)) {
        refusal = await this.#post(seat(expertId), `${path}/ballots`, { applicationId, choice: 'AGREE' });
        if (!refusal?.includes('BALLOT_SECOND')) return refusal;
      }
      const act = { type: 'CLOSE_VOTE', applicationId };
      const { version, sessionId } = session;
      return this.#post(office2, `/v1/office/sessions/${sessionId}/acts`, { version, act });
    });
  }

  #report(who: Caller, id: string): Promise<Refusal> {
    return this.#reading(who, '/v1/office/publicities', async (seen) => {
      const { publicityId } =
        seen
          .as('OfficePublicityList')
          .items.find(({ reportable, applicationIds }) => reportable && applicationIds.includes(id)) ?? {};
      if (!publicityId) return 'no list that may be reported names it';
      return this.#post(who, '/v1/office/reports', { publicityId, title: '评审结果报告（试）' });
    });
  }

  #reported(
    who: Caller,
    id: string,
    act: (
      report: ResponseOf<'ReportList'>['items'][number],
      entry: ResponseOf<'ReportList'>['items'][number]['applications'][number],
    ) => Promise<Refusal>,
  ): Promise<Refusal> {
    return this.#reading(who, '/v1/staff/reports', async (seen) => {
      for (const report of seen.as('ReportList').items) {
        const entry = report.applications.find((a) => a.applicationId === id && a.state !== 'GONE');
        if (entry) return act(report, entry);
      }
      return 'no report names it';
    });
  }

  #audit(who: Caller, id: string, how: 'PASS' | 'SEND_BACK'): Promise<Refusal> {
    return this.#reported(who, id, async ({ reportId, version }, entry) => {
      if (entry.state !== 'WAITING' || entry.audited.includes(who.role)) return undefined;
      return this.#post(who, `/v1/authority/reports/${reportId}/audit`, {
        ...{ version, approve: how === 'PASS', applicationIds: [id] },
        sendBack: how === 'PASS' ? [] : [{ applicationId: id, reason: '业绩材料需再核实' }],
      });
    });
  }

  #document(who: Caller, id: string): Promise<Refusal> {
    return this.#reported(who, id, async ({ reportId, version, status }) => {
      // The list as reported goes out whole (D25).
      if (status !== 'AUDITED') return undefined;
      const body = { version, documentNo: '杭人社发〔2021〕试1号' };
      return this.#post(who, `/v1/authority/reports/${reportId}/document`, body);
    });
  }
}

const seat = (expertId: string): Caller => ofPlan(expertId, 'EXPERT', `专家${expertId}`);

const photoTicket = () => ({
  ...{ purpose: 'PHOTO', fileName: '证件照.jpg', bytes: 60_000, contentType: 'image/jpeg' },
  planCode: plan.planCode,
});

/** A page as it was saved, to be saved once more. */
function pageOf(page: 'DATA' | 'ACHIEVEMENTS' | 'ATTACHMENTS', { declaration }: View): object {
  const { data, achievements, attachments } = declaration;
  if (page === 'DATA') return data;
  if (page === 'ACHIEVEMENTS')
    return {
      achievements: achievements.map(({ itemId, version, contributionFileIds }) => ({
        ...{ itemId, version, contributionFileIds },
      })),
    };
  return { attachments: attachments.map(({ sha256: _of, ...one }) => one), confirmed: true };
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
