import type { Application } from '../contracts/application.ts';
import { deskOf } from '../contracts/desks.ts';
import type { Bilingual } from '../contracts/finding.ts';
import type { Plan } from '../contracts/plan.ts';
import type { PlanText } from '../contracts/plan-text.ts';
import { presentRole, type Role, roleNames } from '../contracts/roles.ts';
import { paperDesk } from '../rules/desk/routing.ts';

/** Desks by the names that an applicant knows: of the plan's directory, never of a person who works there. */

/** A text of a plan in both languages; where nobody wrote English, the Chinese. */
export const bothLanguages = (text: PlanText): Bilingual => ({ zh: text.zh, en: text.en ?? text.zh });

export const unitName = ({ unit }: Application): Bilingual => ({ zh: unit.name, en: unit.name });
export const officeName = (plan: Plan): Bilingual => bothLanguages(plan.directory.office.name);

export function pointName({ route }: Application, plan: Plan): Bilingual {
  const point = plan.directory.points.find((p) => p.pointId === route?.pointId);
  return point ? bothLanguages(point.name) : roleNames.POINT_CLERK;
}

export function districtName({ route }: Application, plan: Plan): Bilingual {
  const division = plan.jurisdiction.divisions.find((d) => d.code === route?.division);
  if (!division) return roleNames.DISTRICT_OFFICER;
  const { zh, en } = bothLanguages(division.name);
  return { zh: `${zh}人力社保部门`, en: `HRSS of ${en}` };
}

export function industryName({ route }: Application, plan: Plan): Bilingual {
  const desk = plan.directory.industry?.find((one) => one.deskId === route?.industry);
  return desk ? bothLanguages(desk.name) : roleNames.INDUSTRY_OFFICER;
}

export function paperDeskName({ route }: Application, plan: Plan): Bilingual {
  const desk = route && paperDesk(plan, route.paper);
  return desk ? bothLanguages(desk.name) : roleNames.POINT_CLERK;
}

/** What the desk of a role is called for this application. */
export function deskNameOf(role: Role, application: Application, plan: Plan): Bilingual {
  switch (deskOf(presentRole(role))?.name) {
    case 'UNIT':
      return unitName(application);
    case 'POINT':
      return pointName(application, plan);
    case 'INDUSTRY':
      return industryName(application, plan);
    case 'DISTRICT':
      return districtName(application, plan);
    case 'MUNI':
      return paperDeskName(application, plan);
    case 'OFFICE':
      return officeName(plan);
    default:
      return roleNames[presentRole(role)];
  }
}
