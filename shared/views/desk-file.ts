import type { ResponseOf } from '../contracts/api/index.ts';
import type { Application } from '../contracts/application.ts';
import type { Declaration, DeclaredPerson, UnitFacts } from '../contracts/declaration.ts';
import type { Actor } from '../contracts/roles.ts';
import { stageFacts } from '../contracts/stages.ts';
import { allowedActs } from '../rules/application/allowed.ts';
import {
  CORRECTION,
  type Content,
  type CorrectableText,
  correctableTexts,
  correctionLabel,
} from '../rules/application/correction.ts';
import { DISQUALIFICATION } from '../rules/application/road/authority.ts';
import type { Context } from '../rules/base/context.ts';
import { proposalHash } from '../rules/base/proposal.ts';
import { requirementsOf } from '../rules/declaration/attachment-check.ts';
import { personAdvice } from '../rules/declaration/person.ts';
import { declarationProgress, type StepContext } from '../rules/declaration/steps.ts';
import { yearLines } from '../rules/declaration/years.ts';
import { maskIdentifier, maskMobile } from '../rules/people/identifiers.ts';
import { reviewerAdvice } from '../rules/people/verified-name.ts';
import { batchOf } from '../rules/plan/batches.ts';
import { factsOf } from '../rules/plan/facts.ts';
import { withCurrentWindow } from '../rules/publicity/window.ts';
import { deskNameOf } from './desk-names.ts';
import { requirementViews } from './requirements.ts';
import { type HistoryEvent, timelineOf } from './timeline.ts';
import { fieldsToCheck } from './to-check.ts';
import { unprintedFindings } from './unprinted.ts';
import { waitingOf } from './waiting.ts';

export interface DeskFacts extends Readonly<Context> {
  readonly application: Application;
  /** The frozen copy of the revision under review (R58), never the working copy. */
  readonly snapshot: Declaration;
  readonly events: readonly HistoryEvent[];
  readonly unit: UnitFacts | undefined;
  /** The registered head of HR (D16). */
  readonly hrName: string | undefined;
  readonly steps: StepContext;
  readonly person: DeclaredPerson | undefined;
  readonly achievements: ResponseOf<'DeskApplication'>['achievements'];
  readonly files: ResponseOf<'DeskApplication'>['files'];
  /** Who looks; undefined for somebody who may only read. */
  readonly reader?: Actor | undefined;
}

/** V2: numbers of people stay masked until somebody asks for them with a purpose. */
function masked(declaration: Declaration): Declaration {
  const { mobile, recommenders, ...data } = declaration.data;
  const { person: _shownApart, ...rest } = declaration;
  return {
    ...rest,
    data: {
      ...data,
      ...(mobile ? { mobile: maskMobile(mobile) } : {}),
      ...(recommenders
        ? {
            recommenders: recommenders.map(({ idNumber, ...one }) =>
              idNumber ? { ...one, idNumber: maskIdentifier(idNumber) } : one,
            ),
          }
        : {}),
    },
  };
}

type StoredObjection = Application['objections'][number];

const withoutWords = ({ objectionId, publicityId, at, status }: StoredObjection): StoredObjection => ({
  objectionId,
  publicityId,
  at,
  status,
});

/** D16, D26: what may be corrected, what waits for a second person, what was corrected. Numbers as V2 has them. */
function correctionOf(facts: DeskFacts): Pick<ResponseOf<'DeskApplication'>, 'correction'> {
  const { application, reader } = facts;
  const { corrections = [], pendingCorrection: proposed } = application;
  const acts = reader ? allowedActs(application, reader, facts) : [];
  const may = acts.some((act) => act.endsWith('_CORRECTION'));
  if (!may && corrections.length === 0) return {};
  const texts = correctableTexts(application, contentOf(facts));
  return {
    correction: {
      texts: acts.includes('PROPOSE_CORRECTION') ? texts.map(maskedText) : [],
      ...(may && proposed ? { proposed: proposedCorrection(proposed) } : {}),
      done: corrections.map(({ at, proposedBy, confirmedBy, reason, paths }) => ({
        ...{ at, reason },
        labels: paths.map(correctionLabel),
        proposedBy: proposedBy.name ?? '',
        confirmedBy: confirmedBy.name ?? '',
      })),
    },
  };
}

const maskedText = (text: CorrectableText): CorrectableText =>
  text.kind === 'ID_NUMBER' ? { ...text, value: maskIdentifier(text.value) } : text;

/** The second person sees exactly what would be written; of the number that it replaces, what V2 shows. */
export function proposedCorrection(
  proposed: NonNullable<Application['pendingCorrection']>,
): NonNullable<NonNullable<ResponseOf<'DeskApplication'>['correction']>['proposed']> {
  const { actor, at, reason, changes } = proposed;
  return {
    by: { id: actor.id, ...(actor.name ? { name: actor.name } : {}) },
    ...{ at, reason },
    changes: changes.map(({ path, from, to }) => ({
      path,
      label: correctionLabel(path),
      from: path === '/person/idNumber' ? maskIdentifier(from) : from,
      to,
    })),
    proposal: proposalHash(CORRECTION, proposed),
  };
}

/** What a correction looks at. */
export const contentOf = ({
  snapshot,
  person,
  achievements,
}: Pick<DeskFacts, 'snapshot' | 'person' | 'achievements'>): Content => ({
  ...{ snapshot, person },
  descriptions: Object.fromEntries(achievements.map((one) => [one.itemId, one.description])),
});

/** An application as a desk sees it: identity masked (V2), with everything that the decision needs. */
export function deskView(facts: DeskFacts): ResponseOf<'DeskApplication'> {
  const { application, snapshot, plan, person, unit, reader } = facts;
  // C15: the employing unit is no party to an inquiry, and works beside the person whom it is about.
  const inquiry = reader?.role !== 'UNIT_HR';
  const { turns, window } = withCurrentWindow(application, facts);
  const { pendingDisqualification: proposed } = application;
  return {
    applicationId: application.applicationId,
    applicationNo: application.applicationNo,
    planCode: application.planCode,
    planVersion: application.planVersion,
    planName: plan.names.zh,
    stage: application.stage,
    turn: application.turn,
    version: application.version,
    waiting: waitingOf(application, facts),
    inBatch: batchOf(facts.plan, application.batch),
    applicant: {
      name: application.applicantName,
      idMasked: person ? maskIdentifier(person.idNumber) : '',
      mobileMasked: person?.mobile ? maskMobile(person.mobile) : '',
      ...(person ? { idKind: person.idKind } : {}),
      ...(person?.birthDate ? { birthDate: person.birthDate } : {}),
      ...(person?.gender ? { gender: person.gender } : {}),
      ...(person?.highestEducation ? { education: person.highestEducation } : {}),
    },
    unit: { ...application.unit, ...(unit ? { kind: unit.kind } : {}) },
    mode: application.mode,
    specialty: application.specialty,
    route: application.route,
    declaration: masked(snapshot),
    requirements: requirementViews(plan, requirementsOf(plan, snapshot, facts.steps)),
    toCheck: fieldsToCheck(
      plan,
      snapshot,
      factsOf({ ...facts.steps, plan, data: snapshot.data }),
      reader?.role,
    ),
    yearLines: yearLines(plan, snapshot, facts.steps),
    achievements: facts.achievements,
    files: facts.files,
    findings: [
      ...unprintedFindings(application),
      ...(snapshot.person ? personAdvice(snapshot.person) : []),
      ...reviewerAdvice(application.approvals, facts.hrName),
      ...declarationProgress(plan, snapshot, facts.steps).flatMap((step) => [...step.findings]),
    ],
    approvals: application.approvals,
    returned: application.returned,
    unchanged: application.unchanged,
    returnCounts: application.returnCounts,
    payment: application.payment,
    paper: application.paper,
    window,
    objections: inquiry ? application.objections : application.objections.map(withoutWords),
    withdrawalRequested: application.withdrawalRequested,
    // D26: once the application has ended there is nothing left to confirm or to refuse.
    ...(inquiry && proposed && !stageFacts(application.stage).end
      ? {
          pendingDisqualification: {
            ...proposed,
            proposal: proposalHash(DISQUALIFICATION, proposed),
          },
        }
      : {}),
    ...correctionOf(facts),
    reexamination: application.reexamination,
    ended: application.ended,
    turns,
    timeline: timelineOf(facts.events, inquiry ? 'DESK' : 'UNIT', (role) =>
      deskNameOf(role, application, plan),
    ),
    acts: reader ? allowedActs(application, reader, facts) : [],
  };
}
