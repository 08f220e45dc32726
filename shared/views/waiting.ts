import type { ResponseOf } from '../contracts/api/index.ts';
import type { Application } from '../contracts/application.ts';
import type { HolidayCalendar } from '../contracts/calendar.ts';
import type { Bilingual } from '../contracts/finding.ts';
import type { Plan } from '../contracts/plan.ts';
import type { PlanText } from '../contracts/plan-text.ts';
import { type Role, roleNames } from '../contracts/roles.ts';
import { type Step, stages } from '../contracts/stages.ts';
import { addDays, localDateOf } from '../rules/calendar/local-date.ts';
import { likelyWorkingDaysBetween } from '../rules/calendar/working-days.ts';
import { paperDesk } from '../rules/desk/routing.ts';

export type Waiting = ResponseOf<'Waiting'>;

/** Who has the next act, and what follows it. */
interface Turn {
  readonly role: Role | null;
  readonly name: Bilingual;
  readonly next?: Bilingual;
}

/**
 * Whose turn it is, until when, and what happens then (I5: every state but ends has one). Working days left are whole
 * days from tomorrow to the last day, 0 on the last day itself; before a notice is out Monday to Friday are counted.
 * @param now ISO 8601 instant
 */
export function waitingOf(
  application: Application,
  context: { readonly plan: Plan; readonly calendar: HolidayCalendar; readonly now: string },
): Waiting {
  const step = application.turns.at(-1)?.step ?? 'DRAFTING';
  const turn = (turns[step] ?? atStage)(application, context.plan);
  const dueAt = step === 'END' ? undefined : application.dueAt;
  return {
    role: turn.role,
    name: turn.name,
    ...(turn.next ? { next: turn.next } : {}),
    ...(dueAt ? { dueAt, workingDaysLeft: workingDaysLeft(context.now, dueAt, context.calendar) } : {}),
  };
}

/** A deadline at 24:00 belongs to the day that ends then. */
function workingDaysLeft(now: string, dueAt: string, calendar: HolidayCalendar): number {
  const today = localDateOf(now);
  const last = localDateOf(new Date(Date.parse(dueAt) - 1).toISOString());
  return last <= today ? 0 : likelyWorkingDaysBetween(addDays(today, 1), last, calendar).length;
}

type Tell = (application: Application, plan: Plan) => Turn;

const both = (text: PlanText): Bilingual => ({ zh: text.zh, en: text.en ?? text.zh });
const applicant = roleNames.APPLICANT;
const you: Bilingual = { zh: applicant.zh, en: applicant.en };
const text = (zh: string, en: string): Bilingual => ({ zh, en });

const unitName = ({ unit }: Application): Bilingual => ({ zh: unit.name, en: unit.name });
const officeName = (plan: Plan): Bilingual => both(plan.directory.office.name);

function pointName({ route }: Application, plan: Plan): Bilingual {
  const point = plan.directory.points.find((p) => p.pointId === route?.pointId);
  return point ? both(point.name) : roleNames.POINT_CLERK;
}

function districtName({ route }: Application, plan: Plan): Bilingual {
  const division = plan.jurisdiction.divisions.find((d) => d.code === route?.division);
  if (!division) return roleNames.DISTRICT_OFFICER;
  const { zh, en } = both(division.name);
  return { zh: `${zh}人力社保部门`, en: `HRSS of ${en}` };
}

function paperDeskName({ route }: Application, plan: Plan): Bilingual {
  const desk = route && paperDesk(plan, route.paper);
  return desk ? both(desk.name) : roleNames.POINT_CLERK;
}

const paperRole = ({ route }: Application): Role =>
  route?.paper.kind === 'MUNI' ? 'MUNI_UNIT_OFFICER' : 'POINT_CLERK';

/** By default the stage says who owns it. */
const atStage: Tell = ({ stage }, plan) => {
  const { owner, zh, en } = stages[stage];
  if (owner === null) return { role: null, name: { zh, en } };
  const office = owner === 'OFFICE_CLERK' ? officeName(plan) : roleNames[owner];
  return { role: owner, name: office };
};

const office =
  (next: Bilingual): Tell =>
  (_application, plan) => ({ role: 'OFFICE_CLERK', name: officeName(plan), next });

const turns: Partial<Record<Step, Tell>> = {
  DRAFTING: () => ({
    role: 'APPLICANT',
    name: you,
    next: text(
      '提交后由所在单位审核；截止前未提交，本次申报失效',
      'Your unit reviews it once submitted; a draft not submitted by then lapses',
    ),
  }),
  UNIT_REVIEW: (application) => ({
    role: 'UNIT_HR',
    name: unitName(application),
    next: text(
      '单位审核通过后在单位内公示，再报受理点；逾期只催办，不会自动通过',
      'After approval it is published inside the unit, then goes to the acceptance point; a late review is only reminded',
    ),
  }),
  UNIT_PUBLICITY: (application) => ({
    role: 'UNIT_HR',
    name: unitName(application),
    next: text('公示期满无异议后报受理点审核', 'Without objection it goes to the acceptance point'),
  }),
  POINT_REVIEW: (application, plan) => ({
    role: 'POINT_CLERK',
    name: pointName(application, plan),
    next: text('受理后报区、县（市）人社部门审核', 'Once accepted it goes to the district HRSS'),
  }),
  DISTRICT_REVIEW: (application, plan) => ({
    role: 'DISTRICT_OFFICER',
    name: districtName(application, plan),
    next: text('审核通过后开放缴费', 'Payment opens once approved'),
  }),
  CORRECTION: () => ({
    role: 'APPLICANT',
    name: you,
    next: text(
      '补正后重新提交，回到退回的环节；逾期未补正视为放弃',
      'Submit again after correcting, and it goes back to where it came from; not corrected in time counts as given up',
    ),
  }),
  PAYMENT: () => ({
    role: 'APPLICANT',
    name: you,
    next: text(
      '缴费成功后可导出评审表；逾期未缴费，本次申报失效',
      'Once paid, the review form can be exported; unpaid by then, the application lapses',
    ),
  }),
  PAPER_DELIVERY: paperDelivery,
  PAPER_TRANSIT: paperTransit,
  OFFICE_REVIEW: office(text('审核通过后进行评前公示', 'Once passed, the first publicity follows')),
  PRE_PUBLICITY: office(
    text('公示期满无异议后组织专家评审', 'Without objection, expert review is organised'),
  ),
  PRE_OBJECTION: office(
    text('核查后恢复公示或作出处理决定', 'After the inquiry the publicity goes on, or a decision is taken'),
  ),
  SESSION_ASSIGNMENT: office(text('安排评审会议', 'A review session is arranged')),
  GROUP_REVIEW: () => ({
    role: 'EXPERT',
    name: roleNames.EXPERT,
    next: text('专业组评议后提交评委会表决', 'After the group’s opinions the committee votes'),
  }),
  VOTING: () => ({
    role: 'EXPERT',
    name: roleNames.EXPERT,
    next: text('表决通过后公示评审结果', 'If passed, the result is published'),
  }),
  RESULT_PREPARATION: office(
    text('全部评审结束后公示评审结果', 'The result is published when the review ends'),
  ),
  RESULT_PUBLICITY: office(
    text('公示期满无异议后报市人力社保局', 'Without objection it is reported to the municipal HRSS'),
  ),
  RESULT_REPORT: office(text('报市人力社保局', 'It is reported to the municipal HRSS')),
  RESULT_OBJECTION: office(
    text('核查后恢复公示或作出处理决定', 'After the inquiry the publicity goes on, or a decision is taken'),
  ),
  JOINT_AUDIT: jointAudit,
  DOCUMENT: () => ({
    role: 'MUNI_HRSS',
    name: roleNames.MUNI_HRSS,
    next: text('发文公布后生成电子证书', 'The e-certificate is made once the document is published'),
  }),
  CERTIFICATE: () => ({
    role: 'SYSTEM',
    name: roleNames.SYSTEM,
    next: text('生成电子证书', 'The e-certificate is being made'),
  }),
  PAPER_RETURN: paperReturn,
};

/** R60, R61: export, seal, deliver; each by somebody else. */
function paperDelivery(application: Application, plan: Plan): Turn {
  const desk = paperDeskName(application, plan);
  switch (application.paper.status) {
    case 'EXPORTED':
      return {
        role: 'UNIT_HR',
        name: unitName(application),
        next: text(
          `单位审核盖章后报送至${desk.zh}（一式两份）`,
          `The unit checks and seals both copies; they go to ${desk.en}`,
        ),
      };
    case 'UNIT_SEALED':
      return {
        role: 'APPLICANT',
        name: you,
        next: text(
          `请将盖章的评审表（一式两份）报送至${desk.zh}`,
          `Please hand both sealed copies in at ${desk.en}`,
        ),
      };
    default:
      return {
        role: 'APPLICANT',
        name: you,
        next: text(
          '请导出评审表，一式两份打印，送单位审核盖章；逾期未报送，本次申报失效',
          'Please export the review form, print two copies and have your unit seal them; not delivered by then, the application lapses',
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
  if (status === 'REFUSED') return paperDelivery(application, plan);
  return {
    role: 'OFFICE_CLERK',
    name: officeName(plan),
    next: text('评委会办公室接收后审核', 'The office takes it in, then audits'),
  };
}

function jointAudit({ jointAudit: done }: Application): Turn {
  const open = (['MUNI_HRSS', 'CONSTR_COMMISSION'] as const).filter((lane) => !done[lane]);
  return {
    role: open[0] ?? 'MUNI_HRSS',
    name: {
      zh: open.map((lane) => roleNames[lane].zh).join('、'),
      en: open.map((lane) => roleNames[lane].en).join(', '),
    },
    next: text('两家审核通过后发文公布', 'Once both have passed it, the document is issued'),
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
