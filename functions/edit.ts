import type { Standing } from '../shared/acts/base/edit.ts';
import { ProblemError } from '../shared/errors.ts';
import { find } from '../shared/rules/base/findings.ts';
import { isCollision } from '../shared/store/base/race.ts';
import { refusalOf } from './answer.ts';

/** A form that is saved on the version that was on the screen (If-Match). */
export interface Edit<Request, Answer, View> {
  /** Judges and stores it. @throws {ProblemError} STALE_VERSION when that version has moved on */
  save(request: Request): Promise<Answer>;
  /** What stands there now, for the very person who may read it. */
  standing(request: Request): Promise<Standing<View>>;
}

/** An act on the version that its body names. */
export interface VersionedAct<Request, Answer, View> {
  act(request: Request): Promise<Answer>;
  /** What stands there now, for the very person who may act on it. */
  standing(request: Request): Promise<Omit<Standing<View>, 'same'>>;
}

type Saved<View> = { status: number; body: View; version?: number };

const TRIES = 8;
const PAUSE_MS = 40;

/**
 * Whatever refuses an edit, what stands there is looked at before the refusal is given: when it is just what was sent,
 * the same request has been here before (at the same moment, or its answer was lost), and it has what it asked for. A
 * real conflict says what stands there now, so that the person can choose field by field.
 */
export async function saveEdit<Request extends { version: number }, View>(
  edit: Edit<Request, Saved<View>, View>,
  request: Request,
  pause: (ms: number) => Promise<void>,
): Promise<Saved<View>> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await edit.save(request);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code === 'NOT_FOUND' || refusal.status >= 500) throw error;
      const { view, version, same } = await edit.standing(request);
      if (same && version > request.version) return { status: 200, body: view, version };
      if (refusal.code !== 'STALE_VERSION') throw error;
      if (version !== request.version || left <= 1 || !isCollision(error))
        throw conflict(refusal, request.version, { body: view, version });
      // Two writes met and neither is stored: once more, from the first read.
      await pause(PAUSE_MS);
    }
  }
}

/** An act that came too late says what stands there now, as an edit does. Its key tells whether it has been here before. */
export async function tellStanding<Answer>(
  version: number,
  standing: () => Promise<Omit<Standing<unknown>, 'same'>>,
  run: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await run();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code !== 'STALE_VERSION') throw error;
    const { view: body, version: current } = await standing();
    throw conflict(refusal, version, { body, version: current });
  }
}

function conflict(
  { findings }: ProblemError,
  found: number,
  current: { body: unknown; version: number },
): ProblemError {
  const said = findings.length > 0 ? findings : [find('VERSION', { found, allowed: current.version })];
  return new ProblemError('STALE_VERSION', said, { current });
}
