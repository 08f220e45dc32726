import type { Stage } from '../../contracts/stages.ts';
import { formatDate, formatDeadline, type Lang } from '../calendar/local-date.ts';
import {
  type NoticeAudience,
  type NoticeEvent,
  type NoticeOccasion,
  type NoticeRow,
  type NoticeText,
  notices,
} from './table.ts';

export * from './table.ts';

/** Notices as text (domain-spec C18): the tables of notice-table.ts, filled in. */

/** A name from plan data: Chinese, and English where somebody wrote it (G5). */
export interface FactText {
  readonly zh: string;
  readonly en?: string;
}

/**
 * What a notice may say, and nothing else: numbers, dates and places of the addressee's own business. No name, no
 * identity number, no telephone of a person, no reason in words. Instants are ISO 8601, money is 分.
 */
export interface NoticeFacts {
  readonly applicationNo?: string;
  /** The application number, or before there is one the plan's name. */
  readonly applicationRef?: string | FactText;
  readonly stageName?: string | FactText;
  readonly unitName?: string;
  readonly roleName?: FactText;
  readonly placeName?: string;
  /** Where the addressee goes on: the one way in that a notice may carry. */
  readonly link?: string;
  readonly itemTitle?: string;
  readonly itemCount?: number;
  readonly copies?: number;
  /** The batch that it is in (D39). */
  readonly batchName?: string | FactText;
  readonly dueAt?: string;
  readonly closeAt?: string;
  readonly amountFen?: number;
  readonly refundFen?: number;
  readonly refundReason?: FactText;
  /** The deadline for which an application has lapsed. */
  readonly missedAt?: string;
  readonly deskName?: string | FactText;
  readonly deskAddress?: string | FactText;
  readonly deskPhone?: string;
  readonly documentNo?: string;
  readonly certificateNo?: string;
}

export type NoticeFact = keyof NoticeFacts;

type ByStage = Partial<Record<Stage | 'ANY', readonly NoticeEvent[]>>;
const silent: ByStage = { ANY: [] };
const passed: ByStage = { ANY: ['STAGE_PASSED'] };

/**
 * What each transition of domain-spec §7.3, each extension (K2) and each escalation (C7) tells, by the stage it leads to (`ANY`: whatever the stage). Acts inside a
 * desk or a session are silent. T1 and T2 are the applicant's own.
 */
export const transitionNotices: Readonly<Record<string, ByStage>> = {
  T3: { ANY: ['SUBMITTED'] },
  T4: { ANY: ['LAPSED'] },
  T5: { UNIT_PUBLICITY: ['UNIT_PUBLICITY_OPENED'], ANY: ['STAGE_PASSED'] },
  T6: { ANY: ['PUBLICITY_CLOSED'] },
  T6b: passed,
  T7: { ANY: ['REJECTED'] },
  T7a: { ANY: ['ROLLED_OVER'] },
  T7b: { ANY: ['LAPSED'] },
  T8: passed,
  T8a: passed,
  T8b: { ANY: ['REJECTED'] },
  T9: { ANY: ['REJECTED'] },
  T10: { ANY: ['REROUTED'] },
  T11: { PAYMENT_DUE: ['PAYMENT_OPEN'], FORM_DUE: ['FORM_DUE'], ANY: ['STAGE_PASSED'] },
  T12: { ANY: ['REJECTED'] },
  T13: { ANY: ['RETURNED'] },
  T14: { FORM_DUE: ['FORM_DUE'], ANY: ['STAGE_PASSED'] },
  T15: { ANY: ['LAPSED'] },
  T16: { FORM_DUE: ['FORM_DUE'], ANY: ['STAGE_PASSED'] },
  T17: { ANY: ['LAPSED'] },
  T17b: { ANY: ['PAYMENT_REOPENED'] },
  T17c: silent,
  T17d: { ANY: ['REOPENING_REFUSED'] },
  T18: { ANY: ['FORM_RECEIVED'] },
  T19: { ANY: ['LAPSED'] },
  T20: { ANY: ['FORM_RECEIVED'] },
  T21a: { PASSED_PENDING: ['STAGE_PASSED'], ANY: [] },
  T21: { ANY: ['PUBLICITY_OPENED'] },
  T22: { ANY: ['REJECTED'] },
  T23: { ANY: ['OBJECTION_OPENED'] },
  T24: { ANY: ['OBJECTION_CLEARED'] },
  T25a: silent,
  T25b: silent,
  T25: { ANY: ['DISQUALIFIED'] },
  T26: { ANY: ['PUBLICITY_CLOSED'] },
  T26a: silent,
  T26b: passed,
  T26c: { ANY: ['REJECTED'] },
  T27: silent,
  T28: silent,
  T29: { PASSED_PENDING: ['PASSED'], NOT_PASSED: ['NOT_PASSED'] },
  T30: { ANY: ['NOT_PASSED'] },
  T31: silent,
  T32: { ANY: ['PUBLICITY_OPENED'] },
  T33: { ANY: ['OBJECTION_OPENED'] },
  T34: { ANY: ['OBJECTION_CLEARED'] },
  T35: { ANY: ['DISQUALIFIED'] },
  T36a: { ANY: ['PUBLICITY_CLOSED'] },
  T36: passed,
  T37a: silent,
  T37: { ANY: ['DOCUMENT_ISSUED'] },
  T38: { ANY: ['OBJECTION_OPENED'] },
  T39: { ANY: ['CERTIFIED'] },
  T40: passed,
  T41: { ANY: ['WITHDRAWN'] },
  T42a: silent,
  T42: { ANY: ['WITHDRAWN'] },
  T43a: silent,
  T43b: silent,
  T43: { ANY: ['DISQUALIFIED'] },
  T46a: silent,
  T46b: silent,
  T46: { ANY: ['CORRECTED'] },
  T44: { ANY: ['REVOKED'] },
  T45: silent,
  T45b: { ANY: ['REEXAMINATION_ANSWERED'] },
  K2: { ANY: ['PUBLICITY_EXTENDED'] },
  C7: { ANY: ['OVERDUE'] },
};

/** A notice ready to be sent. `sms` says where to look, and by when where there is a deadline; not what is there. */
export interface Notice {
  readonly event: NoticeEvent;
  readonly audience: NoticeAudience;
  readonly occasion: NoticeOccasion;
  readonly title: NoticeText;
  readonly body: NoticeText;
  readonly sms: NoticeText;
}

const PLACEHOLDER = /\{(\w+)(?::(\w+))?\}/g;

/** 1234 分 → 12.34 元; CNY 12.34. */
function yuan(fen: number, lang: Lang): string {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError(`not an amount in fen: ${fen}`);
  const amount = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
  return lang === 'en' ? `CNY ${amount}` : `${amount} 元`;
}

function written(name: string, form: string | undefined, facts: NoticeFacts, lang: Lang): string {
  const value = facts[name as NoticeFact];
  if (value === undefined || value === '') throw new RangeError(`the notice needs the fact ${name}`);
  if (form === 'yuan') return yuan(Number(value), lang);
  if (form === 'date') return formatDate(String(value), lang);
  if (form === 'deadline') return formatDeadline(String(value), lang, { year: true });
  return typeof value === 'object' ? (value[lang] ?? value.zh) : String(value);
}

function fill(text: NoticeText, facts: NoticeFacts): NoticeText {
  const inLanguage = (lang: Lang) =>
    text[lang].replace(PLACEHOLDER, (_, name: string, form?: string) => written(name, form, facts, lang));
  return { zh: inLanguage('zh'), en: inLanguage('en') };
}

/** A body that names the deadline of its addressee. */
const DEADLINE = /\{dueAt:/;

function smsOf(title: NoticeText, dueAt: string | undefined, platform: FactText): NoticeText {
  const [zh, en] = dueAt
    ? [
        `有事项须在 ${formatDeadline(dueAt, 'zh', { year: true })} 前办理`,
        `something is due by ${formatDeadline(dueAt, 'en', { year: true })}`,
      ]
    : ['有新的通知', 'there is a new notice'];
  return {
    zh: `【职称评审】${title.zh}：${zh}，请登录${platform.zh}查看。`,
    en: `[Title review] ${title.en}: ${en}. Please sign in to ${platform.en ?? platform.zh}.`,
  };
}

/** Which facts an event's texts need, for all its addressees. */
export function factsNeeded(event: NoticeEvent): NoticeFact[] {
  const rows: readonly NoticeRow[] = notices[event];
  const texts = rows.flatMap(({ title, body }) => [title.zh, title.en, body.zh, body.en]);
  const names = texts.flatMap((text) =>
    [...text.matchAll(PLACEHOLDER)].map((match) => match[1] as NoticeFact),
  );
  return [...new Set(names)];
}

/** What is told when an application takes a transition (T3 … T45) into a stage. */
export function noticesOf(transition: string, to: Stage): readonly NoticeEvent[] {
  const byStage = transitionNotices[transition] ?? {};
  return byStage[to] ?? byStage.ANY ?? [];
}

/**
 * The notices of an event, one for each addressee whose occasion the plan has switched on.
 * @param platform short name of the platform, for the text message (省平台)
 * @throws {RangeError} a fact that a text needs is missing
 */
export function renderNotices(
  event: NoticeEvent,
  facts: NoticeFacts,
  options: { readonly occasions: readonly NoticeOccasion[]; readonly platform: FactText },
): Notice[] {
  const rows: readonly NoticeRow[] = notices[event];
  return rows
    .filter(({ occasion }) => options.occasions.includes(occasion))
    .map(({ audience, occasion, title, body }) => ({
      event,
      audience,
      occasion,
      title: fill(title, facts),
      body: fill(body, facts),
      sms: smsOf(title, DEADLINE.test(body.zh) ? facts.dueAt : undefined, options.platform),
    }));
}
