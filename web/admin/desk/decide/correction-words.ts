import { showLifeDate } from '../../../kit/format.ts';
import { identityKindName, sexName } from '../../../kit/words.ts';

/** What is kept as a code or a plain date, as people read it (D16). */
const readings: Readonly<Record<string, (value: string) => string>> = {
  '/person/idKind': identityKindName,
  '/person/gender': sexName,
  '/person/birthDate': showLifeDate,
};

/** A text that is corrected, in words; a dash where there is none. */
export const shownText = (path: string, value: string): string =>
  value ? (readings[path]?.(value) ?? value) : '—';
