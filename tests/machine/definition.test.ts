import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { machineReadme } from '../../scripts/generate-machine-readme.ts';
import { lintMachine } from '../../scripts/lint-machine.ts';
import { type Stage, type Step, stageFacts, stepCodes, steps } from '../../shared/contracts/stages.ts';
import { transitions } from '../../shared/rules/application/transitions.ts';

const folder = join(import.meta.dirname, '../../statemachines');
const text = readFileSync(join(folder, 'review.asl.json'), 'utf8');
const machine = JSON.parse(text) as {
  States: Record<
    string,
    {
      Type: string;
      Next?: string;
      Default?: string;
      Choices?: { Condition: string; Next: string }[];
      Comment?: string;
    }
  >;
};

/** `step → state` as the entry choice has it. */
const entry = new Map(
  (machine.States.Route?.Choices ?? []).map((c) => [/'(\w+)'/.exec(c.Condition)?.[1] as Step, c.Next]),
);
const stepOf = new Map([...entry].map(([step, state]) => [state, step]));

describe('the definition of the review machine', () => {
  it('asl-validator and our own lint find nothing: every Task has a timeout and a Catch', () => {
    expect(lintMachine(text)).toEqual([]);
  });

  it('our lint notices a callback task without a timeout', () => {
    const broken = JSON.parse(text);
    delete broken.States.UnitReview.TimeoutSeconds;
    expect(lintMachine(JSON.stringify(broken))).toContainEqual(
      expect.stringContaining('UnitReview has no TimeoutSeconds'),
    );
  });

  it('design §3: every step can be entered after a correction or a reminder', () => {
    expect([...entry.keys()].sort()).toEqual(stepCodes.filter((s) => s !== 'DRAFTING').sort());
  });

  it('domain-spec §7.3: the ways on from each state are those of the transition table', () => {
    const stageOf = (step: Step | undefined): Stage | null => (step ? steps[step] : null);
    const drawn = new Map<Stage, Set<Stage | null>>();
    for (const [step, first] of entry) {
      const from = stageOf(step);
      if (!from) continue;
      const ways = drawn.get(from) ?? new Set();
      for (const next of choiceAfter(first)) ways.add(stageOf(stepOf.get(next)));
      drawn.set(from, ways);
    }
    for (const [from, ways] of drawn) {
      // A correction goes on in the next revision's execution; a fee of 0 skips the payment (Q15).
      if (from === 'RETURNED') continue;
      const wanted = transitions
        .filter((t) => t.from.includes(from) && !staysPut(t))
        .flatMap((t) => t.to)
        .filter((to) => to !== from && !stageFacts(to).end);
      for (const to of wanted) expect([...ways], `${from} → ${to}`).toContain(to);
    }
  });

  it('all twelve steps (一)…(十二) of L12–L41 that follow submit are named in the drawing', () => {
    const comments = Object.values(machine.States)
      .map((s) => s.Comment ?? '')
      .join('\n');
    for (const step of ['(六)', '(七)', '(八)', '(九)', '(十)', '(十一)', '(十二)'])
      expect(comments).toContain(step);
  });

  it('statemachines/README.md is up to date (npm run generate)', () => {
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(machineReadme());
  });
});

/** Rows that change facts of the stage that one is in, whichever it is. */
const staysPut = (t: (typeof transitions)[number]) =>
  t.from.length === t.to.length && t.from.every((s) => t.to.includes(s));

/** Names of the states that the first Choice after `name` leads to. */
function choiceAfter(name: string): string[] {
  for (let at: string | undefined = name; at; at = machine.States[at]?.Next) {
    const state = machine.States[at];
    if (state?.Type === 'Choice') {
      // Rendering the form is a step on the way to waiting for the paper.
      if (at === 'AfterRenderReviewForm') {
        at = 'PaperDelivery';
        continue;
      }
      return (state.Choices ?? []).map((c) => c.Next);
    }
  }
  return [];
}
