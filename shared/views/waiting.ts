import type { ResponseOf } from '../contracts/api/index.ts';
import type { Application } from '../contracts/application.ts';
import { rowOf } from '../contracts/desks.ts';
import type { Bilingual } from '../contracts/finding.ts';
import type { Plan } from '../contracts/plan.ts';
import { type Role, roleNames } from '../contracts/roles.ts';
import { type Step, stages } from '../contracts/stages.ts';
import { batchAfter, reportByOf } from '../rules/application/unit-report.ts';
import type { Context } from '../rules/base/context.ts';
import { deadlineLeft } from '../rules/calendar/deadline.ts';
import { endOfDay, untilOf } from '../rules/calendar/local-date.ts';
import { isUnprinted } from '../rules/paper/custody.ts';
import { DEFAULT_COPIES } from '../rules/paper/paper.ts';
import { auditorsOf, roleOfAuthority } from '../rules/people/authorities.ts';
import { batchAt, planInBatch } from '../rules/plan/batches.ts';
import { declareWindow } from '../rules/plan/plan.ts';
import { withCurrentWindow } from '../rules/publicity/window.ts';
import {
  bothLanguages,
  districtName,
  industryName,
  officeName,
  paperDeskName,
  pointName,
  unitName,
} from './desk-names.ts';

export type Waiting = ResponseOf<'Waiting'>;

/** Who has the next act, and what follows it. */
interface Turn {
  readonly role: Role | null;
  readonly name: Bilingual;
  readonly next?: Bilingual;
}

/**
 * Whose turn it is, until when, and what happens then (I5: every state but ends has one). A publicity's date is that of
 * its window as it stands (D18).
 */
export function waitingOf(application: Application, context: Readonly<Context>): Waiting {
  const step = application.turns.at(-1)?.step ?? 'DRAFTING';
  const row = rowOf(step);
  const late = isUnprinted(application);
  const tell = late ? unprinted : (special[step] ?? tellers[row.desk] ?? atStage);
  const { role, name, next = row.next } = tell(application, context.plan, context.now);
  // D28: nobody else is waited for while the platform is what is late.
  const dueAt = step === 'END' || late ? undefined : dueAtOf(application, context);
  return {
    role,
    name,
    ...(next ? { next } : {}),
    ...(dueAt ? { dueAt, left: leftOf(step, dueAt, context) } : {}),
  };
}

/** A draft ends with the declaring as the plan has it now, whatever it was when the draft was begun. */
function dueAtOf(application: Application, context: Readonly<Context>): string | undefined {
  if (application.stage === 'DRAFT') return declareWindow(context.plan).closeAt;
  return withCurrentWindow(application, context).dueAt;
}

function leftOf(step: Step, dueAt: string, { now, calendar }: Readonly<Context>): Waiting['left'] {
  const left = deadlineLeft(now, dueAt, calendar);
  return left.state === 'PASSED' && rowOf(step).due === 'WINDOW' ? { ...left, state: 'OVER' } : left;
}

type Tell = (application: Application, plan: Plan, now: string) => Turn;

const applicant = roleNames.APPLICANT;
const you: Bilingual = { zh: applicant.zh, en: applicant.en };
const text = (zh: string, en: string): Bilingual => ({ zh, en });

const paperRole = ({ route }: Application): Role =>
  route?.paper.kind === 'MUNI' ? 'MUNI_UNIT_OFFICER' : 'POINT_CLERK';

/** By default the stage says who owns it. */
const atStage: Tell = ({ stage }, plan) => {
  const { owner, zh, en } = stages[stage];
  if (owner === null) return { role: null, name: { zh, en } };
  const office = owner === 'OFFICE_CLERK' ? officeName(plan) : roleNames[owner];
  return { role: owner, name: office };
};

const named =
  (role: Role): Tell =>
  () => ({ role, name: roleNames[role] });

/** Who acts at each desk, by the name that the applicant knows. */
const tellers: Partial<Record<ReturnType<typeof rowOf>['desk'], Tell>> = {
  APPLICANT: () => ({ role: 'APPLICANT', name: you }),
  UNIT: (application) => ({ role: 'UNIT_HR', name: unitName(application) }),
  POINT: (application, plan) => ({ role: 'POINT_CLERK', name: pointName(application, plan) }),
  INDUSTRY: (application, plan) => ({ role: 'INDUSTRY_OFFICER', name: industryName(application, plan) }),
  DISTRICT: (application, plan) => ({ role: 'DISTRICT_OFFICER', name: districtName(application, plan) }),
  OFFICE: (_application, plan) => ({ role: 'OFFICE_CLERK', name: officeName(plan) }),
  EXPERTS: named('EXPERT'),
  AUTHORITIES: named('MUNI_HRSS'),
  SYSTEM: named('SYSTEM'),
};

/** Where custody or a lane says who acts, and what follows. */
const special: Partial<Record<Step, Tell>> = {
  DRAFTING: drafting,
  UNIT_REVIEW: unitReview,
  PAPER_DELIVERY: paperDelivery,
  PAPER_TRANSIT: paperTransit,
  JOINT_AUDIT: jointAudit,
  PAPER_RETURN: paperReturn,
};

/** D32, D39: what is submitted now belongs to a batch, and the unit has a day of its own. */
function drafting(_application: Application, plan: Plan, now: string): Turn {
  const turn = { role: 'APPLICANT' as const, name: you };
  const batch = batchAt(plan, now);
  const close = planInBatch(plan, batch?.code).windows.unitReview?.close;
  if (!close) return turn;
  const by = untilOf(endOfDay(close));
  const unit = text(
    `所在单位须在${by.zh}前审核、公示并上报`,
    `your unit must review, publish and report it by ${by.en}`,
  );
  if (!batch)
    return {
      ...turn,
      next: text(
        `提交后${unit.zh}；截止前未提交，本次申报失效`,
        `Once submitted, ${unit.en}; a draft not submitted in time lapses`,
      ),
    };
  const until = untilOf(endOfDay(batch.submitBy));
  const { zh, en } = bothLanguages(batch.names);
  return {
    ...turn,
    next: text(
      `${until.zh}前提交的属于${zh}，${unit.zh}；之后提交的转入下一批次`,
      `Submitted by ${until.en} it belongs to ${en}, and ${unit.en}; later it goes to the next batch`,
    ),
  };
}

/** D32: until when the unit can decide, and what becomes of the application if it does not. */
function unitReview(application: Application, plan: Plan): Turn {
  const turn = { role: 'UNIT_HR' as const, name: unitName(application) };
  const reportBy = reportByOf(application);
  if (!reportBy) return turn;
  const by = untilOf(reportBy);
  const after = batchAfter(application, plan);
  const otherwise = after
    ? text(`转入${after.names.zh}`, `it goes to ${bothLanguages(after.names).en}`)
    : text('本次申报失效', 'it lapses');
  return {
    ...turn,
    next: text(
      `单位须在${by.zh}前作出审核决定，以便在上报截止前完成公示；逾期不能上报，${otherwise.zh}`,
      `The unit must decide by ${by.en}, so that its publicity ends before the day to report; otherwise ${otherwise.en}`,
    ),
  };
}

/** D15, D28: the form or the certificate could not be made. */
function unprinted({ stage }: Application): Turn {
  const form = stage === 'FORM_DUE';
  return {
    role: 'PLATFORM_OPS',
    name: roleNames.PLATFORM_OPS,
    next: text(
      `${form ? '评审表' : '证书'}打印失败，工作人员正在处理；处理期间不会逾期失效，您无需操作`,
      `The ${form ? 'review form' : 'certificate'} could not be printed; staff are on it. Nothing lapses meanwhile, and you need do nothing`,
    ),
  };
}

/** R60: how many identical copies of the form go round. */
function copiesOf({ paper: { copies = DEFAULT_COPIES } }: Application): Bilingual {
  return text(`一式${'一两三四'[copies - 1]}份`, copies === 1 ? 'one copy' : `${copies} copies`);
}

/** R60, R61: export, seal, deliver; each by somebody else. */
function paperDelivery(application: Application, plan: Plan): Turn {
  const desk = paperDeskName(application, plan);
  const copies = copiesOf(application);
  switch (application.paper.status) {
    case 'EXPORTED':
      return {
        role: 'UNIT_HR',
        name: unitName(application),
        next: text(
          `单位审核盖章后报送至${desk.zh}（${copies.zh}）`,
          `The unit checks and seals ${copies.en}, which goes to ${desk.en}`,
        ),
      };
    case 'UNIT_SEALED':
      return {
        role: 'APPLICANT',
        name: you,
        next: text(
          `请将盖章的评审表（${copies.zh}）报送至${desk.zh}`,
          `Please hand the sealed form (${copies.en}) in at ${desk.en}`,
        ),
      };
    default:
      return {
        role: 'APPLICANT',
        name: you,
        next: text(
          `请导出评审表，${copies.zh}打印，送单位审核盖章；逾期未报送，本次申报失效`,
          `Please export the review form, print it (${copies.en}) and have your unit seal it; not delivered by then, the application lapses`,
        ),
      };
  }
}

function paperTransit(application: Application, plan: Plan): Turn {
  const { status } = application.paper;
  if (status === 'RECEIVED_MUNI') {
    return {
      role: 'MUNI_UNIT_OFFICER',
      name: paperDeskName(application, plan),
      next: text(
        '市直单位审核盖章后报评委会办公室',
        'The municipal unit seals it and sends it to the office',
      ),
    };
  }
  // Refused on the way, it goes round again: printed, sealed, delivered.
  if (status === 'REFUSED' || status === 'EXPORTED' || status === 'UNIT_SEALED')
    return paperDelivery(application, plan);
  return {
    role: 'OFFICE_CLERK',
    name: officeName(plan),
    next: text('评委会办公室接收后审核', 'The office takes it in, then audits'),
  };
}

function jointAudit({ jointAudit: done }: Application, plan: Plan): Turn {
  const open = auditorsOf(plan).filter(({ code }) => !done[code]);
  const names = open.map((one) => bothLanguages(one.names));
  return {
    role: roleOfAuthority(open[0]?.code ?? 'MUNI_HRSS'),
    name: { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') },
  };
}

/** R69, R70: back by the road it came; the applicant files it. */
function paperReturn(application: Application, plan: Plan): Turn {
  const desk = paperDeskName(application, plan);
  switch (application.paper.status) {
    case 'RETURNING':
    case 'AT_POINT_FOR_PICKUP':
    case 'AT_MUNI_FOR_PICKUP':
      return {
        role: paperRole(application),
        name: desk,
        next: text(`请到${desk.zh}领取评审表`, `The form can be fetched from ${desk.en}`),
      };
    case 'HANDED_OVER':
      return {
        role: 'APPLICANT',
        name: you,
        next: text(
          '请将评审表放入个人档案，并在此确认',
          'Please file the form in your personal dossier and confirm it here',
        ),
      };
    default:
      return {
        role: 'OFFICE_CLERK',
        name: officeName(plan),
        next: text(`评审表将退还至${desk.zh}`, `The form goes back to ${desk.en}`),
      };
  }
}
