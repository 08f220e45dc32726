import type { Declaration, UnitFacts } from '../../contracts/declaration.ts';
import type { Plan } from '../../contracts/plan.ts';
import type {
  AppointmentKind,
  AttachmentDocument,
  AttachmentRow,
  ScanKind,
} from '../../contracts/plan-attachments.ts';
import type { Facts } from '../../contracts/plan-expression.ts';
import { type Decision, evaluate, holds } from '../plan/expression.ts';

/** What the platform itself knows: whether its fetch of in-province social insurance failed (R55, L8). */
export interface FetchFacts {
  readonly siFailed?: boolean;
}

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

/** The facts of an achievement that a row with `forEach` sees beside the general ones. */
export interface AchievementFacts {
  readonly itemId: string;
  readonly kind: string;
  readonly collective: boolean;
}

/**
 * The facts of a declaration that plans decide by (domain-spec §5 "Inputs"). What the applicant has not said yet is
 * absent; what cannot apply to the unit is null. `established` counts only inside public institutions, whatever was
 * typed before the unit changed.
 */
export function declarationFacts(
  data: Declaration['data'],
  unit: UnitFacts | undefined,
  fetch?: FetchFacts,
): Facts {
  const established =
    unit === undefined ? undefined : unit.kind === 'PUBLIC_INSTITUTION' ? data.established : null;
  const kinds = [...new Set((data.educations ?? []).map((e) => e.kind))];
  return {
    track: data.track,
    category: data.category,
    edu: kinds.length === 0 ? undefined : kinds.length === 1 ? kinds[0] : kinds,
    unitKind: unit?.kind,
    affiliation: unit?.affiliation.type,
    established,
    siOutOfProvince: data.siOutOfProvince,
    siFetchFailed: fetch?.siFailed ?? false,
  };
}

export const rowCodes = (row: AttachmentRow): readonly string[] => row.oneOf ?? (row.code ? [row.code] : []);

function levelNeed(row: AttachmentRow, facts: Facts): LevelNeed | undefined {
  const entry = row.level?.find((e) => holds(e.when, facts));
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
  facts: Facts,
  because: readonly Decision[],
  instance?: string,
) {
  const codes = rowCodes(row);
  const documents = plan.attachments.documents.filter((d) => codes.includes(d.code));
  const kind = row.kinds?.find((e) => holds(e.when, facts));
  const level = levelNeed(row, facts);
  const requirement: Requirement = {
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
  return requirement;
}

/** Facts that the `kinds` and `level` entries of a row still wait for. */
function missingInside(row: AttachmentRow, facts: Facts): string[] {
  const missing: string[] = [];
  for (const entries of [row.kinds, row.level]) {
    for (const entry of entries ?? []) {
      const verdict = evaluate(entry.when, facts);
      if (verdict.value === true) break;
      missing.push(...verdict.missing);
    }
  }
  return missing;
}

/**
 * Which documents these facts ask for (domain-spec §5): every row of the plan's table in its order, with the reason.
 * Nothing that a row does not ask for is ever required (L8). Rows that hang on facts not known yet are listed apart.
 */
export function requiredAttachments(
  plan: Plan,
  facts: Facts,
  achievements: readonly AchievementFacts[] = [],
): Requirements {
  const required: Requirement[] = [];
  const undetermined: Undetermined[] = [];
  for (const row of plan.attachments.rows) {
    const places = row.forEach === undefined ? [undefined] : achievements;
    for (const place of places) {
      const seen: Facts = place ? { ...facts, collective: place.collective, kind: place.kind } : facts;
      const verdict = evaluate(row.when, seen);
      const missing =
        verdict.value === undefined ? verdict.missing : verdict.value ? missingInside(row, seen) : [];
      if (missing.length > 0)
        undetermined.push({ codes: rowCodes(row), missing: [...new Set(missing)], rules: row.rules });
      if (verdict.value === true && missing.length === 0) {
        required.push(toRequirement(plan, row, seen, verdict.because, place?.itemId));
      }
    }
  }
  return { required, undetermined };
}
