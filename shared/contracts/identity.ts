import type { Bilingual } from './finding.ts';

/** Documents that prove who somebody is (D17), in the order in which a page offers them; no schemas here: pages load it first. */
export const identityKindNames = {
  RESIDENT_ID: { zh: '居民身份证', en: 'Resident identity card' },
  HK_MACAO_PERMIT: { zh: '港澳居民来往内地通行证', en: 'Mainland travel permit (Hong Kong, Macao)' },
  HK_MACAO_RESIDENCE: { zh: '港澳居民居住证', en: 'Residence permit (Hong Kong, Macao)' },
  TAIWAN_PERMIT: { zh: '台湾居民来往大陆通行证', en: 'Mainland travel permit (Taiwan)' },
  TAIWAN_RESIDENCE: { zh: '台湾居民居住证', en: 'Residence permit (Taiwan)' },
  PERMANENT_RESIDENT: { zh: '外国人永久居留身份证', en: 'Permanent resident card' },
  PASSPORT: { zh: '护照', en: 'Passport' },
} as const satisfies Record<string, Bilingual>;
export type IdentityKind = keyof typeof identityKindNames;
export const identityKinds = Object.keys(identityKindNames) as [IdentityKind, ...IdentityKind[]];
