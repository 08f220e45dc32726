import { type Stage, sourceSteps, stageFacts } from '../../../shared/contracts/stages.ts';
import type { ResponseFor } from '../../kit/client.ts';

export type View = ResponseFor<'get-application'>;

/** The six pages of a declaration (L12–L33), by the part of the address that names them. */
export const pages = [
  { step: 'PHOTO', slug: 'photo' },
  { step: 'COMMITMENT', slug: 'commitment' },
  { step: 'DATA', slug: 'data' },
  { step: 'ACHIEVEMENTS', slug: 'achievements' },
  { step: 'ATTACHMENTS', slug: 'attachments' },
  { step: 'PREVIEW', slug: 'preview' },
] as const;
export type PageStep = (typeof pages)[number]['step'];
export type PageSlug = (typeof pages)[number]['slug'];

export interface PageState {
  readonly step: PageStep;
  readonly slug: string;
  readonly complete: boolean;
  /** All pages before it are complete. */
  readonly open: boolean;
  readonly errors: number;
}

/** What of the six pages is complete and what may be opened (R20, R24, R29, R40, R57). */
export function pageStates(findings: View['findings']): PageState[] {
  let open = true;
  return pages.map(({ step, slug }) => {
    const errors = (findings[step] ?? []).filter((f) => f.severity === 'error').length;
    const state = { step, slug, complete: errors === 0, open, errors };
    open = open && errors === 0;
    return state;
  });
}

/** Where to go on: the first page that is not complete, else the preview. */
export const nextPage = (findings: View['findings']): PageState | undefined => {
  const states = pageStates(findings);
  return states.find((s) => !s.complete) ?? states.at(-1);
};

export const isEditable = (stage: Stage): boolean => stage === 'DRAFT' || stage === 'RETURNED';

export interface SourceStepState {
  readonly number: number;
  readonly names: { readonly zh: string; readonly en: string };
  readonly state: 'DONE' | 'CURRENT' | 'TODO' | 'STOPPED';
  /** Instant: when it was done, or since when it is current. */
  readonly at?: string | undefined;
  /** Of the step of handing in: the review that it is in now; the source document has no step for the reviews. */
  readonly reviewing?: Stage | undefined;
}

/**
 * The twelve steps of the source document with their dates. Steps 1–6 of a draft follow its pages; later ones follow
 * the turns of the application: a step is done when a later one was entered.
 */
export function twelveSteps(
  view: Pick<View, 'stage' | 'turns' | 'findings' | 'declaration' | 'timeline'>,
): SourceStepState[] {
  const facts = stageFacts(view.stage);
  const ended = facts.end === true && view.stage !== 'ARCHIVED';
  const reviewing = facts.sourceStep === HANDED_IN && !facts.end && facts.owner !== 'APPLICANT';
  const at = currentStep(view);
  return sourceSteps.map((names, i) => {
    const number = i + 1;
    if (number < at || view.stage === 'ARCHIVED')
      return { number, names, state: 'DONE', at: doneAt(view, number) };
    if (number > at) return { number, names, state: 'TODO' };
    if (reviewing) return { number, names, state: 'DONE', at: doneAt(view, number), reviewing: view.stage };
    return { number, names, state: ended ? 'STOPPED' : 'CURRENT', at: sinceOf(view, number) };
  });
}

/** (六) 确认申报信息: done by handing in; the reviews that follow are nobody's step. */
const HANDED_IN = 6;

/** What of a draft saves which page, in the order of the pages. */
const saves = ['SAVE_PHOTO', 'SIGN_COMMITMENT', 'SAVE_DATA', 'SAVE_ACHIEVEMENTS', 'SAVE_ATTACHMENTS'];

/** Ends keep the step that they ended at; the table's own number holds for all other stages. */
function currentStep(view: Parameters<typeof twelveSteps>[0]): number {
  const { stage, turns, timeline } = view;
  const facts = stageFacts(stage);
  if (stage === 'DRAFT') return pageStates(view.findings).findIndex((s) => !s.complete) + 1 || HANDED_IN;
  if (!facts.end || stage === 'ARCHIVED') return facts.sourceStep;
  const before = turns.findLast((turn) => !stageFacts(turn.stage).end)?.stage;
  if (before !== 'DRAFT') return before ? stageFacts(before).sourceStep : facts.sourceStep;
  // A draft that ended: the first page that was never saved.
  const done = new Set(timeline.map((entry) => entry.act));
  return saves.findIndex((act) => !done.has(act)) + 1 || HANDED_IN;
}

/** Since when the step is current, or when it all ended. */
function sinceOf({ stage, turns }: Pick<View, 'stage' | 'turns'>, number: number): string | undefined {
  const last = turns.at(-1);
  if (last && (stageFacts(stage).end || stage === 'RETURNED')) return last.enteredAt;
  return turns.find((turn) => stageFacts(turn.stage).sourceStep === number)?.enteredAt;
}

function doneAt(
  { turns, declaration }: Pick<View, 'turns' | 'declaration'>,
  number: number,
): string | undefined {
  if (number === 2) return declaration.commitment?.signedAt;
  if (number < HANDED_IN) return undefined;
  if (number === HANDED_IN)
    return turns.find((turn) => stageFacts(turn.stage).sourceStep >= HANDED_IN)?.enteredAt;
  return turns.find((turn) => stageFacts(turn.stage).sourceStep > number)?.enteredAt;
}

/** R59: after the close nobody pays, though the news of a payment begun before it may still come. */
export const isPayable = ({ stage, waiting }: Pick<View, 'stage' | 'waiting'>): boolean =>
  stage === 'PAYMENT_DUE' && waiting.left?.state !== 'PASSED';

/** The one next act of the applicant: where it is done; nothing when it is somebody else's turn. */
export function nextAct(view: Pick<View, 'stage' | 'waiting'>): { key: NextAct; slug: string } {
  switch (view.stage) {
    case 'DRAFT':
      return { key: 'continue', slug: '' };
    case 'RETURNED':
      return { key: 'correct', slug: '' };
    case 'PAYMENT_DUE':
      return { key: isPayable(view) ? 'pay' : 'look', slug: 'status' };
    case 'FORM_DUE':
      return { key: 'exportForm', slug: 'status' };
    case 'CERTIFIED':
      return { key: 'certificate', slug: 'status' };
    default:
      return { key: 'look', slug: 'status' };
  }
}
export type NextAct = 'continue' | 'correct' | 'pay' | 'exportForm' | 'certificate' | 'look';

/** Tone of a stage: red and amber only where the applicant has something to mend. */
export function toneOf(stage: Stage): 'info' | 'good' | 'warn' | 'bad' | 'neutral' {
  if (stage === 'RETURNED' || stage === 'PAYMENT_DUE' || stage === 'FORM_DUE') return 'warn';
  if (stage === 'CERTIFIED' || stage === 'ARCHIVED') return 'good';
  if (['REJECTED', 'LAPSED', 'NOT_PASSED', 'DISQUALIFIED', 'REVOKED'].includes(stage)) return 'bad';
  return stage === 'WITHDRAWN' ? 'neutral' : 'info';
}
