import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Declaration,
  type DeclaredAttachment,
  type UnitFacts,
  unitKinds,
} from '../../shared/contracts/declaration.ts';
import { educationKinds } from '../../shared/contracts/plan-attachments.ts';
import type { Expression } from '../../shared/contracts/plan-expression.ts';
import { checkAttachments, requirementsOf } from '../../shared/rules/declaration/attachment-check.ts';
import { rowCodes } from '../../shared/rules/declaration/attachments.ts';
import { evaluate } from '../../shared/rules/plan/expression.ts';
import { bestScore, evaluateScore } from '../../shared/rules/plan/scoring.ts';
import { hangzhouEngineer2020 as plan } from '../fixtures/plans.ts';

const today = '2020-09-01';
const allowed = plan.tracks.flatMap((t) => t.categories.map((category) => ({ track: t.code, category })));

const unitArb: fc.Arbitrary<UnitFacts> = fc.record({
  kind: fc.constantFrom(...unitKinds),
  affiliation: fc.constantFrom<UnitFacts['affiliation'][]>(
    { type: 'MUNI_DIRECT', muniUnitId: 'MU01' },
    { type: 'DIVISION', division: '330106' },
  ),
  location: fc.constant({ division: '330106' }),
});

/** Any declaration that the plan can meet, with facts complete and no uploads yet. */
const declarationArb: fc.Arbitrary<Declaration> = fc
  .record({
    who: fc.constantFrom(...allowed),
    kinds: fc.uniqueArray(fc.constantFrom(...educationKinds), { minLength: 1, maxLength: 3 }),
    established: fc.boolean(),
    siOutOfProvince: fc.boolean(),
    collective: fc.array(fc.boolean(), { maxLength: 4 }),
  })
  .map(({ who, kinds, established, siOutOfProvince, collective }) => ({
    planCode: plan.planCode,
    planVersion: plan.version,
    data: {
      ...who,
      established,
      siOutOfProvince,
      educations: kinds.map((kind) => ({ kind, school: 's', level: 'l' })),
      appointment: { level: 'MID', kind: 'APPOINTMENT', periods: [{ from: '2010-01-01' }] },
      recommenders: ['r1', 'r2'].map((recommenderId) => ({
        recommenderId,
        name: recommenderId,
        title: '高级工程师',
        specialty: 'S01',
        certificateNo: recommenderId,
      })),
    },
    achievements: collective.map((c, i) => ({
      itemId: `i${i}`,
      version: 1,
      kind: 'PROJECT',
      title: 't',
      role: 'r',
      collective: c,
      contributionFileIds: [],
    })),
    attachments: [],
    confirmedFileIds: [],
  }));

/** Uploads that answer every requirement: the first document of each row, as often as asked. */
function answer(d: Declaration, unit: UnitFacts): DeclaredAttachment[] {
  return requirementsOf(plan, d, { unit }).required.flatMap((r, n) =>
    Array.from({ length: r.min }, (_, i) => ({
      code: r.codes[0]!,
      fileId: `f${n}-${i}`,
      kind: 'APPOINTMENT' as const,
      validUntil: today,
      recommenderId: `r${i + 1}`,
      ...(r.instance === undefined ? {} : { forAchievement: r.instance }),
    })),
  );
}

const contextOf = (d: Declaration, unit: UnitFacts) => ({
  unit,
  today,
  files: Object.fromEntries(
    d.attachments.map((a) => [a.fileId, { status: 'ACCEPTED', kind: 'PDF', bytes: 1000 } as const]),
  ),
});

describe('attachments, for every case of the plan', () => {
  test('R41: the facts always decide, and what is asked for is enough', () => {
    fc.assert(
      fc.property(declarationArb, unitArb, (d, unit) => {
        expect(requirementsOf(plan, d, { unit }).undetermined).toEqual([]);
        const full = { ...d, attachments: answer(d, unit) };
        expect(checkAttachments(plan, full, contextOf(full, unit))).toEqual([]);
      }),
    );
  });

  test('R41: leaving out any one upload is found, under its own code', () => {
    fc.assert(
      fc.property(declarationArb, unitArb, fc.nat(), (d, unit, pick) => {
        const uploads = answer(d, unit);
        const out = uploads[pick % uploads.length]!;
        const short = { ...d, attachments: uploads.filter((a) => a !== out) };
        const found = checkAttachments(plan, short, contextOf(short, unit)).filter(
          (f) => f.severity === 'error',
        );
        const rows = plan.attachments.rows.filter((r) => rowCodes(r).includes(out.code));
        // A stamped registration form given for one education also serves another that takes it.
        const served = rows.some(
          (r) =>
            r.min === 1 &&
            short.attachments.some(
              (a) => rowCodes(r).includes(a.code) && a.forAchievement === out.forAchievement,
            ),
        );
        if (!served) expect(rows.map((r) => r.failing.missing)).toContain(found[0]?.code);
      }),
    );
  });

  test('R53: A3a and A3b never together, and only inside public institutions', () => {
    fc.assert(
      fc.property(declarationArb, unitArb, (d, unit) => {
        const codes = requirementsOf(plan, d, { unit }).required.flatMap((r) => r.codes);
        const count = codes.filter((c) => c === 'A3a' || c === 'A3b').length;
        expect(count).toBe(unit.kind === 'PUBLIC_INSTITUTION' ? 1 : 0);
      }),
    );
  });

  test('R51: a contract is refused exactly of established staff of public institutions', () => {
    fc.assert(
      fc.property(declarationArb, unitArb, (d, unit) => {
        const a2 = requirementsOf(plan, d, { unit }).required.find((r) => r.codes.includes('A2'))!;
        const refused = unit.kind === 'PUBLIC_INSTITUTION' && d.data.established === true;
        expect(a2.acceptKinds?.includes('LABOUR_CONTRACT')).toBe(!refused);
      }),
    );
  });

  test('R39: as many proofs as collective items', () => {
    fc.assert(
      fc.property(declarationArb, unitArb, (d, unit) => {
        const proofs = requirementsOf(plan, d, { unit }).required.filter((r) => r.codes.includes('A9'));
        expect(proofs.map((r) => r.instance)).toEqual(
          d.achievements.filter((a) => a.collective).map((a) => a.itemId),
        );
      }),
    );
  });
});

describe('the `when` language', () => {
  const leaf = fc.oneof(
    fc.record({ eq: fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 2 })) }),
    fc.record({ ne: fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 2 })) }),
    fc.boolean(),
  );
  const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf as fc.Arbitrary<Expression>,
      fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('tree') }),
    ),
  }));
  const factsArb = fc.record(
    {
      a: fc.integer({ min: 0, max: 2 }),
      b: fc.integer({ min: 0, max: 2 }),
      c: fc.integer({ min: 0, max: 2 }),
    },
    { requiredKeys: [] },
  );

  test('more facts never change an answer that was given; all facts always give one', () => {
    fc.assert(
      fc.property(tree, factsArb, factsArb, (e, some, rest) => {
        const before = evaluate(e, some).value;
        const after = evaluate(e, { ...rest, ...some }).value;
        if (before !== undefined) expect(after).toBe(before);
        expect(evaluate(e, { a: 0, b: 1, c: 2, ...some }).value).toBeTypeOf('boolean');
      }),
    );
  });

  test('not is the opposite, and the deciding facts alone give the same answer', () => {
    fc.assert(
      fc.property(tree, factsArb, (e, facts) => {
        const verdict = evaluate(e, facts);
        if (verdict.value === undefined) {
          expect(verdict.missing.length).toBeGreaterThan(0);
          return;
        }
        expect(evaluate({ not: e }, facts).value).toBe(!verdict.value);
        const only = Object.fromEntries(verdict.because.map((d) => [d.fact, d.found]));
        expect(evaluate(e, only).value).toBe(verdict.value);
      }),
    );
  });
});

describe('scores (R32)', () => {
  const table = plan.scoringTables['SE-HZ-2020']!;
  const items = table.groups.flatMap((g) => g.items);
  const answersArb = fc.dictionary(
    fc.constantFrom(...items.map((i) => i.code), 'x'),
    fc.oneof(fc.integer({ min: -5, max: 4000 }), fc.double()),
  );

  test('never below zero, never above the caps, always an integer, never lowered by one more unit', () => {
    fc.assert(
      fc.property(
        answersArb,
        fc.constantFrom(...items.filter((i) => i.kind === 'PER_UNIT').map((i) => i.code)),
        (answers, code) => {
          const { total, groups } = evaluateScore(table, answers);
          expect(Number.isSafeInteger(total)).toBe(true);
          expect(total).toBeGreaterThanOrEqual(0);
          expect(total).toBeLessThanOrEqual(bestScore(table));
          for (const g of groups) expect(g.counted).toBeLessThanOrEqual(g.cap);
          const count = Math.max(0, Math.trunc(Number.isSafeInteger(answers[code]) ? answers[code]! : 0));
          const base = evaluateScore(table, { ...answers, [code]: count }).total;
          expect(evaluateScore(table, { ...answers, [code]: count + 1 }).total).toBeGreaterThanOrEqual(base);
        },
      ),
    );
  });
});
