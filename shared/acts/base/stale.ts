import type { Application } from '../../contracts/application.ts';
import { type ProblemError, refusal } from '../../errors.ts';

/** A person's act upon something that has moved on since it was on the screen. */

export function staleVersion(found: number, allowed: number): ProblemError {
  return refusal('STALE_VERSION', {
    code: 'VERSION',
    rule: 'R25',
    found,
    allowed,
    zh: `所依据的是第 ${found} 版，现为第 ${allowed} 版，请刷新后重试`,
    en: `You worked on version ${found}; it is at ${allowed} now. Reload and try again`,
  });
}

/** @throws {ProblemError} STALE_TURN when the person saw another turn than the present one */
export function requireTurn(application: Application, turn: number): void {
  if (turn === application.turn) return;
  throw refusal('STALE_TURN', {
    code: 'TURN',
    rule: 'R1',
    field: '/turn',
    found: turn,
    allowed: application.turn,
    zh: '页面上的环节已过，请刷新后重试',
    en: 'The page shows an earlier turn; reload and try again',
  });
}
