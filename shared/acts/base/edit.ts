import { isDeepStrictEqual } from 'node:util';

/** A form that is saved on the version that was on the screen (If-Match), as it stands when somebody was faster. */
export interface Standing<View> {
  /** As its reader gets it now. */
  view: View;
  version: number;
  /** Whether what is stored is just what was sent. */
  same: boolean;
}

/** Whether two contents are stored alike: a member that is undefined counts as absent. */
export const sameContent = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(plain(one), plain(other));

const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));
