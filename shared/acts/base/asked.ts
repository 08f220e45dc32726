import type { Principal } from '../../contracts/roles.ts';

/** Who asks for an act, with what, and when. */
export interface Asked<Body = undefined> {
  principal: Principal;
  body: Body;
  now: string;
}
