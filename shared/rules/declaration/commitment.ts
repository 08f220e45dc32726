import type { Declaration, DeclaredAttachment, DeclaredPerson } from '../../contracts/declaration.ts';
import type { Plan } from '../../contracts/plan.ts';
import { canonicalHash } from '../base/canonical-json.ts';

/** 《专业技术资格申报材料真实性保证书》 (R21, R22): its words, and what it covers (C10). */

/** Text order by UTF-16 code units: the same in every language and on every machine. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const attachmentKey = (a: DeclaredAttachment) => `${a.code}\u0000${a.forAchievement ?? ''}\u0000${a.fileId}`;

/** Who signs for it (D16): what the letter names, and what proves it. */
function identityOf({ name, idKind, idNumber, gender, birthDate, unit }: DeclaredPerson) {
  return {
    ...{ name, idKind, idNumber },
    ...(gender ? { gender } : {}),
    ...(birthDate ? { birthDate } : {}),
    unit: { uscc: unit.uscc, name: unit.name },
  };
}

/**
 * What the commitment covers (R21 「所有材料」, C10): plan and version, who declares, photo, data, achievements, attachments. Not
 * covered: the signature itself, what was read, and the confirmation of uploads. Lists whose order means nothing are
 * sorted, so that reordering them does not void a signature. Its canonical JSON (RFC 8785) is what is hashed.
 */
export function declarationContent(d: Declaration): Record<string, unknown> {
  return {
    planCode: d.planCode,
    planVersion: d.planVersion,
    ...(d.person ? { person: identityOf(d.person) } : {}),
    photo: d.photo ? { fileId: d.photo.fileId, sha256: d.photo.sha256 } : null,
    data: {
      ...d.data,
      ...(d.data.optionCodes ? { optionCodes: [...new Set(d.data.optionCodes)].sort(order) } : {}),
    },
    achievements: [...d.achievements]
      .sort((a, b) => order(a.itemId, b.itemId))
      .map((a) => ({ ...a, contributionFileIds: [...a.contributionFileIds].sort(order) })),
    attachments: [...d.attachments].sort((a, b) => order(attachmentKey(a), attachmentKey(b))),
  };
}

/** SHA-256 of everything that the commitment covers. */
export const contentHashOf = (declaration: Declaration): string =>
  canonicalHash(declarationContent(declaration));

/** The letter's paragraphs for this person; Chinese, for that is what is signed. */
export function commitmentLetter(
  plan: Plan,
  signer: { readonly name: string; readonly unit: string },
): { title: string; template: string; paragraphs: string[] } {
  const values: Record<string, string> = {
    name: signer.name,
    unit: signer.unit,
    plan: plan.strings.planName,
    qualification: plan.title.qualification,
  };
  return {
    title: plan.strings.commitmentTitle,
    template: plan.commitment.template,
    paragraphs: plan.commitment.paragraphs.map(({ zh }) =>
      zh.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole),
    ),
  };
}

/** C10: does the signature cover the content as it is now? */
export function commitmentCovers(plan: Plan, declaration: Declaration, contentHash: string): boolean {
  const { commitment } = declaration;
  if (!commitment) return false;
  return !plan.commitment.bindToContentHash || commitment.signedHash === contentHash;
}
