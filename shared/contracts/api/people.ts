import * as z from 'zod/mini';
import { LocalDate } from '../calendar.ts';
import { AffiliationSchema, unitKinds } from '../declaration.ts';
import { FilePurpose, FileVerdict } from '../file-verdict.ts';
import type { Bilingual } from '../finding.ts';
import { identityKinds } from '../identity.ts';
import { limits } from '../limits.ts';
import { DivisionCodeSchema } from '../plan-directory.ts';
import { stored } from '../stored.ts';
import { email, fileName, identifier, line, mobile, personName, prose } from '../text.ts';
import { Count, Cursor, Findings, Id } from './common.ts';

/** 个人基本信息 (R3). Identity number by the rules of its document; the current unit is a reference to a bound unit (R9). */
export const ProfileBody = z.object({
  name: personName(),
  idKind: z.enum(identityKinds),
  idNumber: identifier(1, limits.idNumber),
  mobile: mobile(1),
  email: z.optional(email),
  gender: z.optional(z.enum(['MALE', 'FEMALE'])),
  birthDate: z.optional(LocalDate),
  highestEducation: z.optional(line(1, 60)),
  currentTitle: z.optional(line(1, 60)),
  /** Why the name differs from the verified one of the sign-in; asked for before a declaration is handed in (D16). */
  nameReason: z.optional(prose(2, limits.nameReason)),
  /** 现工作单位名称, by unified social credit code of a bound unit. */
  currentUnit: z.optional(identifier(18, 18)),
});
export const Profile = z.object({
  ...stored(ProfileBody).shape,
  /** Empty before the first save. */
  name: z.string(),
  idNumber: z.string(),
  mobile: z.string(),
  personId: z.string(),
  /** 0 before the first save. */
  version: z.number(),
  unitName: z.optional(z.string()),
  /** Everything asked for is there (R3, R10). */
  complete: z.boolean(),
  findings: Findings,
  /** Declarations that were handed in with other particulars, and keep them (D16). */
  kept: z.array(
    z.object({
      applicationId: z.string(),
      applicationNo: z.optional(z.string()),
      fields: z.array(z.string()),
    }),
  ),
});

export const archiveStatuses = ['DRAFT', 'SAVED', 'APPROVED', 'RETURNED'] as const;
export const ArchiveItemBody = z.object({
  kind: Id,
  title: line(1, limits.achievementTitle),
  role: line(1, limits.achievementRole),
  collective: z.boolean(),
  from: z.optional(LocalDate),
  to: z.optional(LocalDate),
  description: z.optional(prose(0, limits.achievementText)),
  fileIds: z.array(Id).check(z.maxLength(limits.proofs)),
});
export const archiveParts = [
  'kind',
  'title',
  'role',
  'collective',
  'from',
  'to',
  'description',
  'fileIds',
] as const;
/** One version of an archive item (§7.1). `approvedVersion` stays extractable while a newer one is being worked on. */
export const ArchiveItem = z.object({
  ...stored(ArchiveItemBody).shape,
  itemId: z.string(),
  personId: z.string(),
  itemVersion: z.number(),
  approvedVersion: z.nullable(z.number()),
  approvedBy: z.optional(z.object({ uscc: z.string(), name: z.string(), at: z.string() })),
  status: z.enum(archiveStatuses),
  remark: z.optional(z.string()),
  version: z.number(),
  updatedAt: z.string(),
});
export const ArchiveRemovalBody = z.object({ version: Count });
export const ArchiveList = z.object({ items: z.array(ArchiveItem) });
export const ArchiveQueue = z.object({
  items: z.array(
    z.object({
      ...ArchiveItem.shape,
      personName: z.string(),
      /** What the unit has decided on it before, and which parts have changed since. */
      earlier: z.optional(
        z.object({
          decision: z.enum(['APPROVED', 'RETURNED']),
          at: z.string(),
          remark: z.optional(z.string()),
          changed: z.array(z.enum(archiveParts)),
        }),
      ),
    }),
  ),
  cursor: Cursor,
});
export const ArchiveDecisionBody = z.object({
  version: Count,
  decision: z.enum(['APPROVE', 'RETURN']),
  remark: z.optional(prose(1, 500)),
});

export const UploadBody = z.object({
  /** Evidence of an objection has a route of its own (D22). */
  purpose: z.enum(['PHOTO', 'ATTACHMENT', 'ARCHIVE', 'AUTHORISATION']),
  fileName: fileName(0, 200),
  /** What the browser says that it is, which decides nothing (D4, D13). */
  contentType: z.optional(line(0, 200)),
  bytes: Count,
  /** For photos: whose limits apply; without a version those of the newest. */
  planCode: z.optional(Id),
  planVersion: z.optional(Count),
  /** For attachments: which document of the plan's table, for its size and kind limits. */
  documentCode: z.optional(Id),
});
/** A presigned POST (S3 policy): send `fields` and then `file` as multipart form data to `url`. */
export const UploadTicket = z.object({
  fileId: z.string(),
  url: z.string(),
  fields: z.record(z.string(), z.string()),
  expiresAt: z.string(),
});
export const fileStatuses = ['AWAITED', 'ACCEPTED', 'REFUSED'] as const;
export const FileView = z.object({
  fileId: z.string(),
  purpose: FilePurpose,
  fileName: z.string(),
  status: z.enum(fileStatuses),
  verdict: z.optional(FileVerdict),
  createdAt: z.string(),
});

export const UnitBody = z.object({
  uscc: identifier(1, 24),
  name: line(2, limits.unitName),
  kind: z.enum(unitKinds),
  affiliation: AffiliationSchema,
  location: z.object({ division: DivisionCodeSchema }),
  hrName: personName(),
  /** Why the name differs from the verified one of the sign-in (D16). */
  hrNameReason: z.optional(prose(2, limits.nameReason)),
  hrMobile: mobile(1),
});
export const unitStatuses = [
  'REGISTERED',
  'AUTH_SUBMITTED',
  'AUTH_RETURNED',
  'BOUND',
  'SUSPENDED',
  'REBINDING',
  'SET_ASIDE',
] as const;
/** What each is called, on pages and in refusals. */
export const unitStatusNames: Readonly<Record<(typeof unitStatuses)[number], Bilingual>> = {
  REGISTERED: { zh: '已注册，请提交授权委托证明', en: 'Registered; submit the letter of authorisation' },
  AUTH_SUBMITTED: { zh: '授权委托证明审核中', en: 'The letter is being checked' },
  AUTH_RETURNED: { zh: '授权委托证明被退回', en: 'The letter was returned' },
  BOUND: { zh: '已绑定', en: 'Bound' },
  SUSPENDED: { zh: '已暂停', en: 'Suspended' },
  REBINDING: { zh: '更名（合并）办理中', en: 'Being re-bound' },
  SET_ASIDE: { zh: '注册已撤销', en: 'Registration set aside' },
};
export const Unit = z.object({
  ...stored(UnitBody).shape,
  status: z.enum(unitStatuses),
  accountId: z.string(),
  authorisationFileId: z.optional(z.string()),
  remark: z.optional(z.string()),
  /** Held by the point (D33). */
  suspended: z.optional(z.object({ at: z.string(), reason: z.string() })),
  version: z.number(),
  advice: Findings,
});
export const UnitList = z.object({
  items: z.array(z.object({ uscc: z.string(), name: z.string(), kind: z.enum(unitKinds) })),
});
export const AuthorisationBody = z.object({ fileId: Id });
export const AuthorisationQueue = z.object({
  items: z.array(
    z.object({
      uscc: z.string(),
      unitName: z.string(),
      division: z.string(),
      updatedAt: z.string(),
      version: z.number(),
      hrName: z.optional(z.string()),
      accountName: z.optional(z.string()),
      hrNameReason: z.optional(z.string()),
    }),
  ),
  cursor: Cursor,
});
export const AuthorisationDecisionBody = z.object({
  version: Count,
  decision: z.enum(['ACCEPT', 'RETURN']),
  remark: z.optional(prose(1, 500)),
});
