import type { noticeOccasions } from '../../contracts/plan.ts';

/** A row of the tables of notices: to whom, by which switch of the plan, in which words. */

/** What a plan switches, and what no plan has a say in. */
export type NoticeOccasion = (typeof noticeOccasions)[number] | 'INVITATION';

/** To whom: the person, the HR account of the unit, the desk whose turn it is, or whoever is invited to a role. */
export type NoticeAudience = 'APPLICANT' | 'UNIT_HR' | 'DESK' | 'INVITED';

export interface NoticeText {
  readonly zh: string;
  readonly en: string;
}

export interface NoticeRow {
  readonly audience: NoticeAudience;
  /** The plan's switch that lets this notice out. */
  readonly occasion: NoticeOccasion;
  readonly title: NoticeText;
  readonly body: NoticeText;
}

export const row = (
  audience: NoticeAudience,
  occasion: NoticeOccasion,
  title: readonly [string, string],
  zh: string,
  en: string,
): NoticeRow => ({ audience, occasion, title: { zh: title[0], en: title[1] }, body: { zh, en } });

export const progress = ['申报进度', 'Progress of your declaration'] as const;
