import type { Application } from '../../contracts/application.ts';

/** A report's entries on their way to a document (R66, R67, T36–T38; D25): what each waits for, and which go together. */

export interface ReportEntry {
  readonly applicationId: string;
  /** Reason of the authority that sent it back; gone once it is audited again. */
  readonly sentBack?: string | undefined;
  /** 1 as reported; each sending back begins another. */
  readonly round?: number | undefined;
  /** The application's turn when it was reported, or sent back: until it has moved on, that is still being carried out. */
  readonly turn?: number | undefined;
  /** What authorities decided at which turn, so that a decision counts before it has reached the application. */
  readonly audits?: readonly { readonly lane: string; readonly turn: number }[] | undefined;
  readonly documentNo?: string | undefined;
}

/**
 * REPORTING: under way to the authorities · WAITING: to be audited · SENT_BACK: the office looks into it · AUDITED: by
 * all of them · ISSUED: in a document · GONE: ended, or reported anew.
 */
export type EntryState = 'REPORTING' | 'WAITING' | 'SENT_BACK' | 'AUDITED' | 'ISSUED' | 'GONE';

export interface EntryStanding {
  readonly state: EntryState;
  /** Who has audited it in this round. */
  readonly audited: readonly string[];
  readonly documentNo?: string;
}

type Facts = Pick<Application, 'stage' | 'turn' | 'turns' | 'reportId' | 'jointAudit' | 'document' | 'ended'>;

/** Entries stored before rounds were counted say by their reason alone that they were sent back. */
export const roundOf = ({ round, sentBack }: ReportEntry): number =>
  round ?? (sentBack === undefined ? 1 : 2);

const isUnderWay = ({ turn }: ReportEntry, application: Facts): boolean =>
  turn !== undefined && application.turn <= turn;

/** Is an application that is ready for a report to stay out of a new one, for this entry of an earlier one? */
export const isReported = (entry: ReportEntry, application: Facts): boolean =>
  entry.turn === undefined ? entry.sentBack === undefined : isUnderWay(entry, application);

/** Where an entry stands, from what the report has decided and what the application has become. */
export function entryStanding(
  entry: ReportEntry,
  application: Facts | undefined,
  reportId: string,
  authorities: readonly string[],
): EntryStanding {
  const documentNo =
    entry.documentNo ?? (application?.reportId === reportId ? application.document?.documentNo : undefined);
  if (documentNo !== undefined) return { state: 'ISSUED', audited: [...authorities], documentNo };
  if (!application || application.ended) return { state: 'GONE', audited: [] };
  const underWay = isUnderWay(entry, application);
  if (entry.sentBack !== undefined && underWay) return { state: 'SENT_BACK', audited: [] };
  if (application.reportId !== reportId) return { state: underWay ? 'REPORTING' : 'GONE', audited: [] };
  if (application.stage !== 'JOINT_AUDIT')
    return { state: application.stage === 'RESULT_OBJECTION' ? 'SENT_BACK' : 'GONE', audited: [] };
  const decided = (entry.audits ?? []).filter((a) => a.turn === application.turn).map((a) => a.lane);
  const done = isAudited(application)
    ? authorities
    : authorities.filter((lane) => application.jointAudit[lane] || decided.includes(lane));
  return { state: done.length === authorities.length ? 'AUDITED' : 'WAITING', audited: [...done] };
}

/** Audited by all, on the application itself: only then may a document name it. */
export const isAudited = ({ stage, turns }: Facts): boolean =>
  stage === 'JOINT_AUDIT' && turns.at(-1)?.step === 'DOCUMENT';

interface Issued {
  readonly documentNo: string;
  readonly publishedAt: string;
}

/** Every document of a report, oldest first; a report stored before D25 has at most one. */
export const documentsOf = (report: {
  readonly document?: Issued | undefined;
  readonly documents?: readonly Issued[] | undefined;
}): readonly Issued[] => report.documents ?? (report.document ? [report.document] : []);

type Standing = { readonly round: number; readonly state: EntryState };

/**
 * What the next document is made of: the entries of the earliest round that has any audited by all. Those sent back and
 * audited again go into a document of their own. The list as reported goes out whole: an entry of the first round that
 * still waits holds it, one at the office does not (C15); later rounds wait for nobody.
 */
export function nextDocument<E extends Standing>(entries: readonly E[]): { ready: E[]; open: E[] } {
  const audited = entries.filter((e) => e.state === 'AUDITED');
  const open = entries.filter((e) => e.round === 1 && (e.state === 'WAITING' || e.state === 'REPORTING'));
  const round = Math.min(...audited.map((e) => e.round));
  return { ready: audited.filter((e) => e.round === round), open: round === 1 ? open : [] };
}

/** REPORTED while an entry waits for an authority, AUDITED while one waits for its document, ISSUED with no more to do. */
export function reportStatus(entries: readonly Standing[]): 'REPORTED' | 'AUDITED' | 'ISSUED' {
  const { ready, open } = nextDocument(entries);
  if (ready.length > 0 && open.length === 0) return 'AUDITED';
  const waiting = entries.some((e) => e.state === 'WAITING' || e.state === 'REPORTING');
  const issued = entries.some((e) => e.state === 'ISSUED');
  return issued && !waiting ? 'ISSUED' : 'REPORTED';
}
