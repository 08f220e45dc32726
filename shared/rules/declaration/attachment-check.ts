import type { Declaration, DeclaredAttachment, FileState } from '../../contracts/declaration.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { type AppointmentKind, type TitleLevel, titleLevels } from '../../contracts/plan-attachments.ts';
import { asAdvice, codedBy, type FindingFacts, type RuleId } from '../base/finding.ts';
import { find as findFile } from '../files/findings.ts';
import { fileBytesFinding } from '../files/upload-limits.ts';
import { type FactContext, factOf, factsOf, unknownFact } from '../plan/facts.ts';
import { titleLevelWords } from '../plan/words/codes.ts';
import { said } from '../plan/words/parts.ts';
import { type Counting, countedBy, countingOf } from '../plan/year-counts.ts';
import { type Requirement, type Requirements, requiredAttachments } from './attachments.ts';
import { find } from './findings.ts';
import { checkSeniority } from './seniority.ts';

/** What the check knows beside the declaration. */
export interface AttachmentContext extends FactContext {
  /** Verdicts of uploads by file id; a file without one counts as pending. */
  readonly files: Readonly<Record<string, FileState>>;
  /** Civil date of the check in Asia/Shanghai (Q9). */
  readonly today: string;
  /** After submit an expiry only reminds (Q9). Default: before submit. */
  readonly submitted?: boolean;
}

/** What these documents are called, as a place in a finding's words. */
const nameOf = (r: Requirement): Bilingual => ({
  zh: r.documents.map((d) => `“${d.names.zh}”`).join('或'),
  en: r.documents.map((d) => d.names.en ?? d.names.zh).join(' or '),
});

type Like = 'ATT_MISSING' | 'ATT_KIND' | 'ATT_EXPIRED' | 'ATT_VALIDITY' | 'ATT_OWNER';

/** A finding under the code and the rule that the plan's row names, in our words. */
const ofRow = (
  requirement: Requirement,
  code: string | undefined,
  like: Like,
  facts: FindingFacts,
): Finding =>
  codedBy(
    code ?? requirement.row.failing.missing,
    find(like, {
      field: `/attachments/${requirement.key}`,
      rule: requirement.rules[0] as RuleId,
      ...facts,
      words: { name: nameOf(requirement), ...facts.words },
    }),
  );

/** The requirements of a declaration as it stands. */
export function requirementsOf(plan: Plan, d: Declaration, ctx: FactContext): Requirements {
  return requiredAttachments(plan, factsOf({ ...ctx, plan, data: d.data }), d.achievements);
}

/** The uploads that answer a requirement; proofs kept with the achievement itself count too (R39). */
function answers(requirement: Requirement, d: Declaration): DeclaredAttachment[] {
  const given = d.attachments.filter(
    (a) =>
      requirement.codes.includes(a.code) &&
      (requirement.instance === undefined || a.forAchievement === requirement.instance),
  );
  // What a third party must give is not proved by what the applicant holds (D40).
  const kept = requirement.row.proof
    ? undefined
    : d.achievements.find((a) => a.itemId === requirement.instance);
  const own = kept?.contributionFileIds ?? [];
  return [...given, ...own.map((fileId) => ({ code: requirement.codes[0]!, fileId }))];
}

/** How many of the answers count: each file once, and each recommender once where the row says so. */
function countOf(requirement: Requirement, given: readonly DeclaredAttachment[]): number {
  const files = new Map(given.map((a) => [a.fileId, a]));
  if (requirement.row.distinctBy === undefined) return files.size;
  return new Set([...files.values()].map((a) => a.recommenderId).filter((id) => id !== undefined)).size;
}

function checkCount(
  requirement: Requirement,
  given: readonly DeclaredAttachment[],
  d: Declaration,
): Finding[] {
  const count = countOf(requirement, given);
  if (count >= requirement.min) return [];
  const title = d.achievements.find((a) => a.itemId === requirement.instance)?.title ?? '';
  const distinct = requirement.row.proof
    ? {
        zh: `（业绩“${title}”，须由第三方出具，单位自行出具的不计）`,
        en: ` of “${title}”, by a third party and not by the unit itself`,
      }
    : requirement.row.distinctBy === undefined
      ? ''
      : { zh: '（分属不同的推荐人）', en: ', of different recommenders' };
  const facts = { found: count, allowed: requirement.min, words: { distinct } };
  return [ofRow(requirement, requirement.row.failing.missing, 'ATT_MISSING', facts)];
}

export const kindNames: Readonly<Record<AppointmentKind, Bilingual>> = {
  APPOINTMENT: { zh: '聘任文件或聘书', en: 'appointment document' },
  LABOUR_CONTRACT: { zh: '劳动合同', en: 'labour contract' },
};

function checkKinds(
  requirement: Requirement,
  given: readonly DeclaredAttachment[],
  d: Declaration,
): Finding[] {
  const accepted = requirement.acceptKinds;
  if (!accepted) return [];
  const names = accepted.map((k) => kindNames[k]);
  const wanted = { zh: names.map((n) => n.zh).join('、'), en: names.map((n) => n.en).join(' or ') };
  return given.flatMap((a) => {
    const kind = a.kind ?? d.data.appointment?.kind;
    if (kind !== undefined && accepted.includes(kind)) return [];
    const instead = kind
      ? { zh: `不能用${kindNames[kind].zh}代替`, en: `a ${kindNames[kind].en} cannot replace it` }
      : { zh: '请注明所传文件的种类', en: 'please say what the file is' };
    return [
      ofRow(requirement, requirement.row.failing.kind, 'ATT_KIND', {
        rule: (requirement.kindRules?.[0] ?? requirement.rules[0]) as RuleId,
        found: kind ?? '',
        allowed: accepted.join(' | '),
        words: { wanted, instead },
      }),
    ];
  });
}

/** What a level is called in a sentence. */
export const levelName = (level: TitleLevel): Bilingual => said(titleLevelWords[level]);

/** R49, R50: the level shown, and the years it was held at the cut-off date. A contract names a post, not a level. */
function checkLevel(requirement: Requirement, d: Declaration, counting: Counting): Finding[] {
  const level = requirement.level;
  const held = d.data.appointment;
  if (!level || level.need === 'ANY' || !held) return [];
  const findings: Finding[] = [];
  const { failing, rules } = level;
  const rule = rules[0] as RuleId;
  const contract = held.kind === 'LABOUR_CONTRACT';
  if (!contract && titleLevels.indexOf(held.level) < titleLevels.indexOf(level.need)) {
    const words = { found: levelName(held.level), allowed: levelName(level.need) };
    findings.push(
      codedBy(
        failing,
        find('ATT_LEVEL', {
          rule,
          field: '/data/appointment/level',
          found: held.level,
          allowed: level.need,
          words,
        }),
      ),
    );
  }
  if (level.minYears !== undefined) {
    // One period is too short by its first day; several are too short together.
    const field = `/data/appointment/periods${held.periods.length === 1 ? '/0/from' : ''}`;
    const short = checkSeniority(held.periods, counting, level.minYears, field);
    findings.push(...short.map((f) => ({ ...codedBy(failing, f), rule })));
  }
  return findings;
}

/** R43, Q9: inside the validity on the day of the check, that day included. After submit it only reminds. */
function checkValidity(
  requirement: Requirement,
  given: readonly DeclaredAttachment[],
  ctx: AttachmentContext,
): Finding[] {
  if (requirement.row.validUntil === undefined) return [];
  return given.flatMap((a) => {
    if (a.validUntil !== undefined && a.validUntil >= ctx.today) return [];
    const { found, like } = a.validUntil
      ? { found: a.validUntil, like: 'ATT_EXPIRED' as const }
      : { found: '', like: 'ATT_VALIDITY' as const };
    const finding = ofRow(requirement, requirement.row.failing.expired, like, { found, allowed: ctx.today });
    return [ctx.submitted ? asAdvice(finding) : finding];
  });
}

/** R57: scanned clean, and a file of the accepted kinds and size. */
function checkFile(plan: Plan, a: DeclaredAttachment, ctx: AttachmentContext): Finding[] {
  const field = `/attachments/${a.code}`;
  const document = plan.attachments.documents.find((d) => d.code === a.code);
  if (!document) return [findFile('ATT_UNKNOWN', { field, found: a.code })];
  const file = Object.hasOwn(ctx.files, a.fileId) ? ctx.files[a.fileId]! : { status: 'PENDING' as const };
  const { zh, en = zh } = document.names;
  if (file.status !== 'ACCEPTED') {
    const found =
      file.status === 'PENDING'
        ? { zh: `“${zh}”尚在检查`, en: `${en} is still being checked` }
        : { zh: `“${zh}”不合要求`, en: `${en} was refused` };
    const words = { found };
    return [findFile('ATT_NOT_CLEAN', { field, found: file.status, allowed: 'ACCEPTED', words })];
  }
  const findings: Finding[] = [];
  if (file.kind !== undefined && !document.files.some((k) => k === file.kind)) {
    const allowed = document.files.join(', ');
    findings.push(findFile('ATT_FILE_KIND', { field, found: file.kind, allowed }));
  }
  if (file.bytes !== undefined && file.bytes > document.maxBytes)
    findings.push(fileBytesFinding(field, file.bytes, document.maxBytes));
  return findings;
}

/** L8: a file that nothing asks for is told, and stops nothing. */
function checkNotNeeded(plan: Plan, d: Declaration, asked: Requirements): Finding[] {
  const wanted = new Set([...asked.required, ...asked.undetermined].flatMap((r) => r.codes));
  const known = plan.attachments.documents;
  return d.attachments
    .filter((a) => !wanted.has(a.code) && known.some((doc) => doc.code === a.code))
    .map((a) => {
      const { zh, en = zh } = known.find((x) => x.code === a.code)!.names;
      return find('ATT_NOT_NEEDED', { field: `/attachments/${a.code}`, words: { name: { zh, en } } });
    });
}

function checkOne(requirement: Requirement, d: Declaration, ctx: AttachmentContext): Finding[] {
  const given = answers(requirement, d);
  const findings = [...checkCount(requirement, given, d)];
  if (given.length === 0) return findings;
  findings.push(...checkKinds(requirement, given, d));
  findings.push(...checkValidity(requirement, given, ctx));
  if (requirement.row.distinctBy) findings.push(...checkOwners(requirement, given, d));
  return findings;
}

/** R33: a certificate belongs to a recommender named in the declaration. */
function checkOwners(
  requirement: Requirement,
  given: readonly DeclaredAttachment[],
  d: Declaration,
): Finding[] {
  const known = new Set((d.data.recommenders ?? []).map((r) => r.recommenderId));
  return given
    .filter((a) => a.recommenderId === undefined || !known.has(a.recommenderId))
    .map((a) =>
      ofRow(requirement, requirement.row.failing.missing, 'ATT_OWNER', { found: a.recommenderId ?? '' }),
    );
}

/** Facts on which rows hang and that are not known: those that the data page asks, or all others. */
function undetermined(plan: Plan, asked: Requirements, ofDataPage: boolean): Finding[] {
  const missing = new Set(asked.undetermined.flatMap((u) => u.missing));
  // What is asked only once another fact is known waits for that one.
  const waiting = [...missing].filter((fact) => !missing.has(factOf(plan, fact)?.given ?? ''));
  return waiting
    .filter((fact) => (factOf(plan, fact)?.from === 'DECLARATION') === ofDataPage)
    .map((fact) =>
      find('ATT_UNDETERMINED', {
        field: `/data/${factOf(plan, fact)?.field ?? fact}`,
        words: unknownFact(plan, fact),
      }),
    );
}

/** What the table of attachments asks of the data page itself, found where it can be mended: level and years (R49, R50), open answers. */
export function checkAsked(plan: Plan, d: Declaration, ctx: FactContext): Finding[] {
  const asked = requirementsOf(plan, d, ctx);
  const counting = countingOf(plan, countedBy(plan).appointment);
  return [
    ...asked.required.flatMap((requirement) => checkLevel(requirement, d, counting)),
    ...undetermined(plan, asked, true),
  ];
}

/**
 * Everything that is amiss with the attachments, at once (R41–R57): missing documents, wrong kinds, validity, files not
 * clean. Rows that hang on what is not known yet are reported as such.
 */
export function checkAttachments(plan: Plan, d: Declaration, ctx: AttachmentContext): Finding[] {
  const asked = requirementsOf(plan, d, ctx);
  return [
    ...undetermined(plan, asked, false),
    ...asked.required.flatMap((r) => checkOne(r, d, ctx)),
    ...d.attachments.flatMap((a) => checkFile(plan, a, ctx)),
    ...checkNotNeeded(plan, d, asked),
  ];
}

/** R57 「所有附件确认上传无误」: files uploaded but not confirmed by the applicant. */
export function checkConfirmed(d: Declaration): Finding[] {
  const open = d.attachments.filter((a) => !d.confirmedFileIds.includes(a.fileId));
  if (open.length === 0) return [];
  return [find('ATT_NOT_CONFIRMED', { field: '/attachments', found: open.length, allowed: 0 })];
}
