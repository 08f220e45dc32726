import type { Plan } from '../../contracts/plan.ts';
import type {
  AppointmentKind,
  AttachmentDocument,
  AttachmentRow,
  ScanKind,
} from '../../contracts/plan-attachments.ts';
import type { Facts } from '../../contracts/plan-expression.ts';
import { type Decision, decideRow, type RowDecision } from '../plan/expression.ts';
import { type AchievementFacts, factsOfAchievement } from '../plan/facts.ts';

/** Level and years that the appointment document must show, and the code of the finding when it does not. */
export interface LevelNeed {
  readonly need: 'ANY' | 'ASSISTANT' | 'MID' | 'ASSOCIATE_SENIOR' | 'SENIOR';
  readonly minYears?: number;
  readonly failing: string;
  readonly rules: readonly string[];
}

/** One thing that this applicant must give, with the reason. */
export interface Requirement {
  /** Stable within a declaration: the codes, and the achievement of an instance (`A9@item-7`). */
  readonly key: string;
  /** One code, or several of which any will do. */
  readonly codes: readonly string[];
  readonly documents: readonly AttachmentDocument[];
  readonly min: number;
  readonly rules: readonly string[];
  /** The comparisons that made the row apply; empty when it applies to everyone. */
  readonly because: readonly Decision[];
  readonly row: AttachmentRow;
  readonly files: readonly ScanKind[];
  readonly maxBytes: number;
  readonly acceptKinds?: readonly AppointmentKind[];
  readonly kindRules?: readonly string[];
  readonly level?: LevelNeed;
  /** The achievement of this instance (R39). */
  readonly instance?: string;
}

/** A row that cannot be decided yet, and the facts that it waits for. */
export interface Undetermined {
  readonly codes: readonly string[];
  readonly missing: readonly string[];
  readonly rules: readonly string[];
}

export interface Requirements {
  readonly required: readonly Requirement[];
  readonly undetermined: readonly Undetermined[];
}

export const rowCodes = (row: AttachmentRow): readonly string[] => row.oneOf ?? (row.code ? [row.code] : []);

/** Documents that a third party gives of an achievement: no proof of what the applicant did in it (R39). */
export const thirdPartyCodes = (plan: Plan): ReadonlySet<string> =>
  new Set(plan.attachments.rows.filter((row) => row.proof === 'THIRD_PARTY').flatMap(rowCodes));

function levelNeed(row: AttachmentRow, place: number | undefined): LevelNeed | undefined {
  const entry = place === undefined ? undefined : row.level?.[place];
  if (!entry) return undefined;
  return {
    need: entry.need,
    ...(entry.minYears === undefined ? {} : { minYears: entry.minYears }),
    failing: entry.failing ?? row.failing.missing,
    rules: entry.rules ?? row.rules,
  };
}

function toRequirement(
  plan: Plan,
  row: AttachmentRow,
  { because, kinds, level: place }: RowDecision,
  instance: string | undefined,
): Requirement {
  const codes = rowCodes(row);
  const documents = plan.attachments.documents.filter((d) => codes.includes(d.code));
  const kind = kinds === undefined ? undefined : row.kinds?.[kinds];
  const level = levelNeed(row, place);
  return {
    key: instance === undefined ? codes.join('|') : `${codes.join('|')}@${instance}`,
    codes,
    documents,
    min: row.min,
    rules: row.rules,
    because,
    row,
    files: [...new Set(documents.flatMap((d) => d.files))],
    maxBytes: Math.max(0, ...documents.map((d) => d.maxBytes)),
    ...(kind === undefined ? {} : { acceptKinds: kind.accept, kindRules: kind.rules ?? row.rules }),
    ...(level === undefined ? {} : { level }),
    ...(instance === undefined ? {} : { instance }),
  };
}

/**
 * Which documents these facts ask for (domain-spec §5): every row of the plan's table in its order, with the reason.
 * Nothing that a row does not ask for is ever required (L8). Rows that hang on facts not known yet are listed apart.
 */
export function requiredAttachments(
  plan: Plan,
  facts: Facts,
  achievements: readonly (AchievementFacts & { readonly itemId: string })[] = [],
): Requirements {
  const required: Requirement[] = [];
  const undetermined: Undetermined[] = [];
  for (const row of plan.attachments.rows) {
    const places = row.forEach === undefined ? [undefined] : achievements;
    for (const place of places) {
      const decision = decideRow(row, place ? { ...facts, ...factsOfAchievement(plan, place) } : facts);
      const { applies, missing } = decision;
      if (missing.length > 0) undetermined.push({ codes: rowCodes(row), missing, rules: row.rules });
      else if (applies) required.push(toRequirement(plan, row, decision, place?.itemId));
    }
  }
  return { required, undetermined };
}
