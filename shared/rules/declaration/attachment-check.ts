import type { Declaration, DeclaredAttachment, FileState, UnitFacts } from '../../contracts/declaration.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { titleLevels } from '../../contracts/plan-attachments.ts';
import {
  declarationFacts,
  type FetchFacts,
  type Requirement,
  type Requirements,
  requiredAttachments,
} from './attachments.ts';
import { checkSeniority } from './seniority.ts';

/** What the check knows beside the declaration. */
export interface AttachmentContext {
  readonly unit?: UnitFacts | undefined;
  readonly fetch?: FetchFacts | undefined;
  /** Verdicts of uploads by file id; a file without one counts as pending. */
  readonly files: Readonly<Record<string, FileState>>;
  /** Civil date of the check in Asia/Shanghai (Q9). */
  readonly today: string;
  /** After submit an expiry only reminds (Q9). Default: before submit. */
  readonly submitted?: boolean;
}

type Make = Omit<Finding, 'message' | 'severity'> & {
  zh: string;
  en: string;
  severity?: Finding['severity'];
};

const make = ({ zh, en, severity = 'error', ...rest }: Make): Finding => ({
  ...rest,
  message: { zh, en },
  severity,
});

const nameOf = (r: Requirement, lang: 'zh' | 'en') =>
  r.documents
    .map((d) => (lang === 'zh' ? `“${d.names.zh}”` : (d.names.en ?? d.names.zh)))
    .join(lang === 'zh' ? '或' : ' or ');

/** The requirements of a declaration as it stands. */
export function requirementsOf(
  plan: Plan,
  d: Declaration,
  ctx: Pick<AttachmentContext, 'unit' | 'fetch'>,
): Requirements {
  return requiredAttachments(plan, declarationFacts(d.data, ctx.unit, ctx.fetch), d.achievements);
}

/** The uploads that answer a requirement; proofs kept with the achievement itself count too (R39). */
function answers(requirement: Requirement, d: Declaration): DeclaredAttachment[] {
  const given = d.attachments.filter(
    (a) =>
      requirement.codes.includes(a.code) &&
      (requirement.instance === undefined || a.forAchievement === requirement.instance),
  );
  const own = d.achievements.find((a) => a.itemId === requirement.instance)?.contributionFileIds ?? [];
  return [...given, ...own.map((fileId) => ({ code: requirement.codes[0]!, fileId }))];
}

/** How many of the answers count: each file once, and each recommender once where the row says so. */
function countOf(requirement: Requirement, given: readonly DeclaredAttachment[]): number {
  const files = new Map(given.map((a) => [a.fileId, a]));
  if (requirement.row.distinctBy === undefined) return files.size;
  return new Set([...files.values()].map((a) => a.recommenderId).filter((id) => id !== undefined)).size;
}

function checkCount(requirement: Requirement, given: readonly DeclaredAttachment[]): Finding[] {
  const count = countOf(requirement, given);
  if (count >= requirement.min) return [];
  const distinct = requirement.row.distinctBy !== undefined;
  return [
    make({
      code: requirement.row.failing.missing,
      rule: requirement.rules[0]!,
      field: `/attachments/${requirement.key}`,
      found: count,
      allowed: requirement.min,
      zh: `请上传${nameOf(requirement, 'zh')}，需 ${requirement.min} 份${distinct ? '（分属不同的推荐人）' : ''}，现有 ${count} 份`,
      en: `Please upload ${nameOf(requirement, 'en')}: ${requirement.min} needed${distinct ? ', of different recommenders' : ''}, ${count} given`,
    }),
  ];
}

function checkKinds(
  requirement: Requirement,
  given: readonly DeclaredAttachment[],
  d: Declaration,
): Finding[] {
  const accepted = requirement.acceptKinds;
  if (!accepted) return [];
  const words = {
    APPOINTMENT: ['聘任文件或聘书', 'appointment document'],
    LABOUR_CONTRACT: ['劳动合同', 'labour contract'],
  };
  const list = (i: 0 | 1) => accepted.map((k) => words[k][i]).join(i === 0 ? '、' : ' or ');
  return given.flatMap((a) => {
    const kind = a.kind ?? d.data.appointment?.kind;
    if (kind !== undefined && accepted.includes(kind)) return [];
    return [
      make({
        code: requirement.row.failing.kind ?? requirement.row.failing.missing,
        rule: requirement.kindRules?.[0] ?? requirement.rules[0]!,
        field: `/attachments/${requirement.key}`,
        found: kind ?? '',
        allowed: accepted.join(' | '),
        zh: `此处应提供${list(0)}，${kind ? `不能用${words[kind][0]}代替` : '请注明所传文件的种类'}`,
        en: `An ${list(1)} belongs here; ${kind ? `a ${words[kind][1]} cannot replace it` : 'please say what the file is'}`,
      }),
    ];
  });
}

/** R49, R50: the level shown, and the years it was held at the cut-off date. A contract names a post, not a level. */
function checkLevel(requirement: Requirement, d: Declaration, cutoffDate: string): Finding[] {
  const level = requirement.level;
  const held = d.data.appointment;
  if (!level || level.need === 'ANY' || !held) return [];
  const findings: Finding[] = [];
  const names = { ASSISTANT: '助理级', MID: '中级', ASSOCIATE_SENIOR: '副高级', SENIOR: '正高级' };
  const base = { code: level.failing, rule: level.rules[0]!, field: '/data/appointment' };
  const contract = held.kind === 'LABOUR_CONTRACT';
  if (!contract && titleLevels.indexOf(held.level) < titleLevels.indexOf(level.need)) {
    findings.push(
      make({
        ...base,
        found: held.level,
        allowed: level.need,
        zh: `聘任文件应为${names[level.need]}以上，所填为${names[held.level]}`,
        en: `The appointment must be at level ${level.need} or above; this one is ${held.level}`,
      }),
    );
  }
  if (level.minYears !== undefined) {
    const short = checkSeniority(held.periods, cutoffDate, level.minYears, base.field);
    findings.push(...short.map((f) => ({ ...f, code: base.code, rule: base.rule })));
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
    return [
      make({
        code: requirement.row.failing.expired ?? requirement.row.failing.missing,
        rule: requirement.rules[0]!,
        field: `/attachments/${requirement.key}`,
        found: a.validUntil ?? '',
        allowed: ctx.today,
        severity: ctx.submitted ? 'advice' : 'error',
        zh: a.validUntil
          ? `${nameOf(requirement, 'zh')}的验证有效期至 ${a.validUntil}，请延长有效期或重新获取`
          : `请填写${nameOf(requirement, 'zh')}的验证有效期`,
        en: a.validUntil
          ? `The online verification of ${nameOf(requirement, 'en')} ran out on ${a.validUntil}; extend it or fetch it anew`
          : `Please give the validity of ${nameOf(requirement, 'en')}`,
      }),
    ];
  });
}

/** R57: scanned clean, and a file of the accepted kinds and size. */
function checkFile(plan: Plan, a: DeclaredAttachment, ctx: AttachmentContext): Finding[] {
  const field = `/attachments/${a.code}`;
  const document = plan.attachments.documents.find((d) => d.code === a.code);
  if (!document) {
    const zh = `本计划没有编号为 ${a.code} 的附件`;
    return [
      make({
        code: 'ATT_UNKNOWN',
        rule: 'R41',
        field,
        found: a.code,
        zh,
        en: `This plan has no attachment ${a.code}`,
      }),
    ];
  }
  const file = Object.hasOwn(ctx.files, a.fileId) ? ctx.files[a.fileId]! : { status: 'PENDING' as const };
  const zhName = document.names.zh;
  const enName = document.names.en ?? zhName;
  if (file.status !== 'ACCEPTED') {
    const pending = file.status === 'PENDING';
    return [
      make({
        code: 'ATT_NOT_CLEAN',
        rule: 'R57',
        field,
        found: file.status,
        allowed: 'ACCEPTED',
        zh: pending ? `“${zhName}”尚在检查，请稍候` : `“${zhName}”未通过文件检查，请换一份文件`,
        en: pending
          ? `${enName} is still being checked`
          : `${enName} did not pass the file check; use another file`,
      }),
    ];
  }
  const findings: Finding[] = [];
  if (file.kind !== undefined && !document.files.some((k) => k === file.kind)) {
    const allowed = document.files.join(', ');
    const zh = `“${zhName}”的文件格式为 ${file.kind}，可用 ${allowed}`;
    findings.push(
      make({
        code: 'ATT_FILE_KIND',
        rule: 'R41',
        field,
        found: file.kind,
        allowed,
        zh,
        en: `${enName} is ${file.kind}; use ${allowed}`,
      }),
    );
  }
  if (file.bytes !== undefined && file.bytes > document.maxBytes) {
    const [found, allowed] = [file.bytes, document.maxBytes];
    const zh = `“${zhName}”有 ${found} 字节，上限 ${allowed} 字节`;
    findings.push(
      make({
        code: 'ATT_FILE_BYTES',
        rule: 'R41',
        field,
        found,
        allowed,
        zh,
        en: `${enName} has ${found} bytes; ${allowed} at most`,
      }),
    );
  }
  return findings;
}

/** L8: a file that nothing asks for is told, and stops nothing. */
function checkNotNeeded(plan: Plan, d: Declaration, asked: Requirements): Finding[] {
  const wanted = new Set([...asked.required, ...asked.undetermined].flatMap((r) => r.codes));
  const known = plan.attachments.documents;
  return d.attachments
    .filter((a) => !wanted.has(a.code) && known.some((doc) => doc.code === a.code))
    .map((a) => {
      const doc = known.find((x) => x.code === a.code)!;
      return make({
        code: 'ATT_NOT_NEEDED',
        rule: 'L8',
        field: `/attachments/${a.code}`,
        severity: 'advice',
        zh: `“${doc.names.zh}”不是您需要提供的材料，可以移除`,
        en: `${doc.names.en ?? doc.names.zh} is not asked of you; it may be removed`,
      });
    });
}

function checkOne(requirement: Requirement, plan: Plan, d: Declaration, ctx: AttachmentContext): Finding[] {
  const given = answers(requirement, d);
  const findings = [...checkCount(requirement, given)];
  if (given.length === 0) return findings;
  findings.push(...checkKinds(requirement, given, d));
  findings.push(...checkLevel(requirement, d, plan.windows.cutoffDate));
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
      make({
        code: requirement.row.failing.missing,
        rule: requirement.rules[0]!,
        field: `/attachments/${requirement.key}`,
        found: a.recommenderId ?? '',
        zh: `请注明${nameOf(requirement, 'zh')}属于哪一位推荐人`,
        en: `Please say whose ${nameOf(requirement, 'en')} this is`,
      }),
    );
}

/**
 * Everything that is amiss with the attachments, at once (R41–R57): missing documents, wrong kinds, level and years,
 * validity, files not clean. Rows that hang on answers not given yet are reported as such.
 */
export function checkAttachments(plan: Plan, d: Declaration, ctx: AttachmentContext): Finding[] {
  const asked = requirementsOf(plan, d, ctx);
  const waiting = new Set(asked.undetermined.flatMap((u) => u.missing));
  const open = [...waiting].map((fact) =>
    make({
      code: 'ATT_UNDETERMINED',
      rule: 'R41',
      field: `/data/${fact === 'edu' ? 'educations' : fact}`,
      zh: '先完成“填写申报信息”中的这一项，才能确定需要哪些附件',
      en: 'Answer this in the declaration data first: the list of attachments depends on it',
    }),
  );
  return [
    ...open,
    ...asked.required.flatMap((r) => checkOne(r, plan, d, ctx)),
    ...d.attachments.flatMap((a) => checkFile(plan, a, ctx)),
    ...checkNotNeeded(plan, d, asked),
  ];
}

/** R57 「所有附件确认上传无误」: files uploaded but not confirmed by the applicant. */
export function checkConfirmed(d: Declaration): Finding[] {
  const open = d.attachments.filter((a) => !d.confirmedFileIds.includes(a.fileId));
  if (open.length === 0) return [];
  return [
    make({
      code: 'ATT_NOT_CONFIRMED',
      rule: 'R57',
      field: '/attachments',
      found: open.length,
      allowed: 0,
      zh: `请确认全部附件上传无误，尚有 ${open.length} 份未确认`,
      en: `Please confirm that all attachments are right; ${open.length} not confirmed`,
    }),
  ];
}
