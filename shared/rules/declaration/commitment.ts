import type { Declaration } from '../../contracts/declaration.ts';
import type { Plan } from '../../contracts/plan.ts';
import { canonicalHash } from '../base/canonical-json.ts';
import { declarationContent } from './content.ts';

/** 《专业技术资格申报材料真实性保证书》 (R21, R22): its words, and what it covers (C10). */

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
