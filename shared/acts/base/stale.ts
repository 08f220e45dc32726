import type { Application } from '../../contracts/application.ts';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/base/findings.ts';

/** A person's act upon something that has moved on since it was on the screen. */

/** @throws {ProblemError} STALE_VERSION when the person saw another version than the present one */
export function requireVersion(found: number, allowed: number): void {
  if (found !== allowed) refuse('STALE_VERSION', find('VERSION', { found, allowed }));
}

/** @throws {ProblemError} STALE_TURN when the person saw another turn than the present one */
export function requireTurn(application: Application, turn: number): void {
  if (turn === application.turn) return;
  refuse('STALE_TURN', find('TURN', { field: '/turn', found: turn, allowed: application.turn }));
}
