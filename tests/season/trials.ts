import type { Life, Standing } from './life.ts';
import { NextActs } from './next-acts.ts';

/**
 * Whoever has the next act on an application tries it, and nothing of it is stored: everything is done but the writes,
 * whose conditions are asked all the same. Whatever is open must have somebody whose act is taken, or a timer.
 */

/** In a large season a sample is tried, so that the cost a person stays the same. */
const SAMPLE = 64;
/** How much of it, by what has changed: the step itself, its queue or paper, or only the pages of the applicant. */
const shares = { STEP: 1, PLACE: 0.3, PAGE: 0.1 } as const;

/**
 * Somebody else's act comes first: the committee ends its session, or a session that meets again has the person on its list
 * already; the printer prints. All are watched where they are.
 */
const elsewhere = /SESSION_NOT_ENDED|CANDIDATE_PLANNED|FORM_NOT_READY|STALE|REQUEST_RUNNING/;

export class Trials {
  readonly #life: Life;
  readonly #acts: NextActs;
  readonly #due = new Map<string, number>();
  readonly #share: number;

  constructor(life: Life) {
    this.#life = life;
    this.#acts = new NextActs(life);
    this.#share = SAMPLE / life.options.people;
  }

  moved(before: Standing | undefined, now: Standing): void {
    const what = changed(before, now);
    if (!what) return;
    const { id, turn, applicantId, version } = now;
    const occasion = what === 'STEP' ? turn : `${turn} ${version}`;
    const chance = this.#life.random.fork(`trial ${applicantId} ${occasion}`);
    if (chance.chance(this.#share * shares[what])) this.#due.set(id, turn);
  }

  async look(): Promise<void> {
    for (const [id, turn] of this.#due) {
      const standing = this.#life.standing.get(id);
      if (standing?.turn !== turn || this.#life.dead.has(id)) this.#due.delete(id);
      else if (!this.#life.world.busy(id)) {
        this.#due.delete(id);
        await this.#try(standing);
      }
    }
  }

  async #try(standing: Standing): Promise<void> {
    for (const [who, act] of this.#acts.of(standing)) {
      let refusal: string | undefined;
      const stored = await this.#life.world.dry(async () => {
        refusal = await act(who);
      });
      // Who would have stored the act may then miss it when reading it again.
      if (stored === 0 && refusal && !elsewhere.test(refusal))
        this.#life.breach('NOBODY_MAY_ACT', `${standing.step}: ${refusal}`, standing.id);
    }
  }
}

function changed(before: Standing | undefined, now: Standing): keyof typeof shares | undefined {
  if (before?.turn !== now.turn) return 'STEP';
  const places = (['stage', 'queue', 'paper'] as const).filter((of) => before[of] !== now[of]);
  if (places.length > 0) return 'PLACE';
  return now.stage === 'DRAFT' || now.stage === 'RETURNED' ? 'PAGE' : undefined;
}
