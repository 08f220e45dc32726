import type { Bilingual } from '../../contracts/finding.ts';
import type { Plan, PlanStage } from '../../contracts/plan.ts';
import type { PlanKind, Precondition } from '../../contracts/plan-procedure.ts';

/** The kinds of procedure (D39): what each may do without, has never, and must ask. The only list of them. */

interface Ask {
  readonly words: Bilingual;
  readonly fits: (precondition: Precondition, plan: Plan) => boolean;
}

export interface KindRow {
  readonly words: Bilingual;
  /** Besides what every plan may switch off (G4). */
  readonly mayOmit: readonly PlanStage[];
  readonly never: readonly PlanStage[];
  readonly asks: readonly Ask[];
}

/** What nobody votes on is published once, with the result. */
const vote: readonly PlanStage[] = ['PRE_PUBLICITY', 'EXPERT_REVIEW'];

const otherSeries: Ask = {
  words: { zh: '现有其他系列的职称', en: 'a present title of another series' },
  fits: (one, plan) =>
    one.kind === 'TITLE' && one.series.every(({ names }) => names.zh !== plan.title.series),
};

export const kindRows: Readonly<Record<PlanKind, KindRow>> = {
  REVIEW: { words: { zh: '评审', en: 'Review by a committee' }, mayOmit: [], never: [], asks: [] },
  FIRST_GRADING: {
    words: { zh: '初定', en: 'First grading' },
    mayOmit: vote,
    never: ['INTERVIEW'],
    asks: [],
  },
  RECOGNITION: { words: { zh: '认定', en: 'Recognition' }, mayOmit: vote, never: [], asks: [] },
  CONFIRMATION: {
    words: { zh: '确认', en: 'Confirmation of a title from elsewhere' },
    mayOmit: vote,
    never: ['INTERVIEW'],
    asks: [
      {
        words: { zh: '外地取得的职称', en: 'a title granted elsewhere' },
        fits: (one) => one.kind === 'TITLE' && one.elsewhere === true,
      },
    ],
  },
  CONVERSION: {
    words: { zh: '转评', en: 'Conversion to another series' },
    mayOmit: [],
    never: [],
    asks: [otherSeries],
  },
  CONCURRENT: {
    words: { zh: '兼评', en: 'Concurrent title of another series' },
    mayOmit: [],
    never: [],
    asks: [otherSeries],
  },
  ENTRUSTED: {
    words: { zh: '委托评审', en: 'Entrusted review' },
    mayOmit: [],
    never: [],
    asks: [
      {
        words: { zh: '委托函', en: 'a letter that entrusts the review' },
        fits: (one) => one.kind === 'DOCUMENT',
      },
    ],
  },
};

/** A plan that names no kind is a review. */
export const kindOf = (plan: Pick<Plan, 'kind'>): KindRow => kindRows[plan.kind ?? 'REVIEW'];
