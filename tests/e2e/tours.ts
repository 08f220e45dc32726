import type { Page } from 'playwright-core';
import { enterConsole, enterSite } from './pages.ts';

/** Who looks at which pages. Every one is opened at both widths. */
export interface Tour {
  readonly who: string;
  enter(page: Page): Promise<void>;
  readonly paths: readonly string[];
}

const staff = (login: string) => (page: Page) => enterConsole(page, '工作人员', login);
const unit = (login: string) => (page: Page) => enterConsole(page, '用人单位账号', login);
const applicant = (login: string) => (page: Page) => enterSite(page, login);
const nobody = async () => undefined;

export const tours: readonly Tour[] = [
  {
    who: 'nobody',
    enter: nobody,
    paths: [
      '/',
      '/plans',
      '/manual',
      '/admin/',
      '/public/',
      '/public/certificates?no=SAMPLE-2020-330100-000001',
      '/public/objections',
      '/public/committees',
      '/public/points',
      '/public/notices/none',
      '/admin/invitation',
      '/local/',
    ],
  },
  { who: 'an applicant', enter: applicant('applicant.demo'), paths: ['/', '/profile', '/archive', '/plans'] },
  { who: 'an applicant at the console', enter: unit('applicant.demo'), paths: ['/admin/'] },
  {
    who: 'an employing unit',
    enter: unit('unit.demo'),
    paths: [
      '/admin/',
      '/admin/unit/archive',
      '/admin/unit/applications',
      '/admin/unit/operators',
      '/admin/desk',
    ],
  },
  { who: 'a unit that is not registered', enter: unit('unit.unknown'), paths: ['/admin/'] },
  {
    who: 'an acceptance point',
    enter: staff('point.P330106'),
    paths: ['/admin/', '/admin/desk', '/admin/letters', '/admin/units', '/admin/scan'],
  },
  {
    who: 'an industry’s authority',
    enter: staff('industry.SAMPLE'),
    paths: ['/admin/', '/admin/desk'],
  },
  {
    who: 'a district',
    enter: staff('district.330106'),
    paths: ['/admin/', '/admin/desk'],
  },
  { who: 'a municipal unit', enter: staff('muni.MU01'), paths: ['/admin/desk', '/admin/scan'] },
  {
    who: 'the office',
    enter: staff('office.all'),
    paths: [
      '/admin/',
      '/admin/desk',
      '/admin/publicities',
      '/admin/publicities/new',
      '/admin/objections',
      '/admin/sessions',
      '/admin/sessions/new',
      '/admin/reports',
      '/admin/plans',
      '/admin/plans/HZ-CONSTR-ENG-2020/3',
      '/admin/directories',
      '/admin/directories/330100/1',
    ],
  },
  { who: 'an expert', enter: staff('expert.all.1'), paths: ['/admin/', '/admin/desk'] },
  { who: 'the bureau', enter: staff('hrss.all'), paths: ['/admin/reports', '/admin/certificates'] },
  {
    who: 'the supervisor',
    enter: staff('supervisor.all'),
    paths: ['/admin/', '/admin/audit', '/admin/objections', '/admin/sessions'],
  },
  {
    who: 'operations',
    enter: staff('ops.all'),
    paths: [
      '/admin/',
      '/admin/plans',
      '/admin/directories',
      '/admin/calendar',
      '/admin/payments',
      '/admin/incidents',
    ],
  },
  {
    who: 'security',
    enter: staff('security.all'),
    paths: ['/admin/', '/admin/people', '/admin/letters', '/admin/units'],
  },
];
