import type { IdentityKind } from '../../contracts/identity.ts';
import { hasResidentNumber } from './identifiers.ts';

/**
 * What tells one natural person from another (D29): kind and number of the document, as they are kept. Numbers of GB 11643
 * are one series, whatever card they stand on; a permit of Hong Kong or Macao names the person by H or M and eight digits,
 * and its issue after them; any other number says who somebody is only together with its kind.
 */
export function personKey({ idKind, idNumber }: { idKind: IdentityKind; idNumber: string }): string {
  if (hasResidentNumber(idKind)) return idNumber;
  return `${idKind} ${idKind === 'HK_MACAO_PERMIT' ? idNumber.slice(0, 9) : idNumber}`;
}
