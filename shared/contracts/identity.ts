/** Documents that prove who somebody is (D17), as a page offers them; no schemas here: pages load it first. */
export const identityKinds = [
  'RESIDENT_ID',
  'HK_MACAO_PERMIT',
  'HK_MACAO_RESIDENCE',
  'TAIWAN_PERMIT',
  'TAIWAN_RESIDENCE',
  'PERMANENT_RESIDENT',
  'PASSPORT',
] as const;
export type IdentityKind = (typeof identityKinds)[number];
