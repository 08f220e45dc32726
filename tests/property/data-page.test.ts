import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { schemaOf } from '../../shared/contracts/api/index.ts';
import type { DeclarationData, UnitFacts } from '../../shared/contracts/declaration.ts';
import type { Finding } from '../../shared/contracts/finding.ts';
import { salvaged } from '../../shared/rules/base/shape.ts';
import { addDays } from '../../shared/rules/calendar/local-date.ts';
import { checkStep, declarationProgress, hasErrors } from '../../shared/rules/declaration/steps.ts';
import { fieldsOfDataPage } from '../fixtures/data-page.ts';
import { bodyOf, nastyText } from '../fixtures/nasty.ts';
import {
  goodContext,
  goodData,
  goodDeclaration,
  institution,
  muniSoe,
  plan,
  privateFirm,
  recommenders,
} from '../unit/rules/declaration/fixture.ts';

/** The data page as people fill it in: what is accepted stays accepted, what is found has a field. */

const schema = schemaOf('DataStepBody');
const day = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 7600 }).map((n) => addDays('2000-01-01', n)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('1955-01-01', '2099-01-01', '2020-02-29', '1000-01-01', '9999-12-31'),
  },
);
const word = fc.oneof(
  { weight: 5, arbitrary: fc.constant('某单位') },
  { weight: 1, arbitrary: nastyText(20) },
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const period = fc.record({ from: day, to: maybe(day) });
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 });

/** Mostly as it should be, with every member wrong now and then. */
const filledIn: fc.Arbitrary<object> = fc.record({
  track: fc.constantFrom('NORMAL', 'NORMAL', 'SELF_EVAL', 'LANDMARK', 'NONE'),
  category: fc.constantFrom('ORDINARY', 'ORDINARY', 'CONVERSION', 'SKILLED', 'NONE'),
  specialty: fc.constantFrom('S01', 'S01', 'S06', 'NONE'),
  optionCodes: fc.constantFrom(['N1'], ['N1'], ['M1'], [], ['NONE']),
  selfEvaluation: maybe(fc.constantFrom({}, { 'G1.1': 2500, 'G1.2': 30 }, { 'G1.1': 7, OLD: 1 })),
  recommenders: maybe(
    fc.constantFrom(recommenders, recommenders.slice(1), [{ ...recommenders[0], name: '' }]),
  ),
  educations: some(
    fc.record({
      kind: fc.constantFrom('E1', 'E2', 'E7'),
      school: word,
      level: word,
      from: maybe(day),
      graduated: maybe(day),
    }),
  ),
  established: maybe(fc.boolean()),
  appointment: fc.record({
    level: fc.constantFrom('ASSISTANT', 'MID'),
    kind: fc.constantFrom('APPOINTMENT', 'LABOUR_CONTRACT'),
    title: maybe(word),
    unitName: maybe(word),
    periods: some(period),
  }),
  work: maybe(some(fc.record({ period, unitName: word, post: word }))),
  workStatement: fc.oneof(fc.constant('主持完成多项建筑工程。'), nastyText(30)),
  siOutOfProvince: maybe(fc.boolean()),
  pointId: fc.constantFrom('P330106', 'P330108', 'NONE'),
  pointReason: maybe(word),
  mobile: fc.constantFrom('13800000000', '+86 138-0000-0000', '138', ''),
  inService: maybe(fc.boolean()),
});
const anything = fc.oneof(
  { weight: 5, arbitrary: filledIn },
  {
    weight: 4,
    arbitrary: filledIn.chain((data) =>
      fc.shuffledSubarray(Object.keys(data), { maxLength: 3 }).map((wrong) => mixed(data, wrong)),
    ),
  },
  { weight: 1, arbitrary: bodyOf(schema) },
);
/** Good but for a few members. */
function mixed(data: object, wrong: readonly string[]): object {
  return { ...goodData, ...Object.fromEntries(Object.entries(data).filter(([key]) => wrong.includes(key))) };
}

const unit = fc.constantFrom<UnitFacts | undefined>(
  privateFirm,
  privateFirm,
  institution,
  muniSoe,
  undefined,
);
const birthDate = fc.constantFrom(undefined, '1980-01-01', '2004-06-15');

/** Places that are mended on other pages; a sanction is told by nobody here, and only programs send one. */
const elsewhere = /^\/(unit|data\/sanction)/;
const onPage = (findings: readonly Finding[]) =>
  findings.map((one) => one.field ?? '').filter((field) => !elsewhere.test(field));

describe('the data page', () => {
  test('R25: every finding has its field, and what the page accepts is never refused by a later one', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anything, unit, birthDate, (body, at, born) => {
        const read = z.safeParse(schema, body);
        if (!read.success) return;
        const data = read.data as DeclarationData;
        const declaration = { ...goodDeclaration, data };
        const ctx = { ...goodContext, unit: at, applicant: { name: '赵某', birthDate: born } };
        const found = checkStep('DATA', plan, declaration, ctx);
        const fields = fieldsOfDataPage(plan, data).map((name) => `/data/${name}`);
        for (const field of onPage(found)) expect(fields).toContain(field);
        for (const { message } of found)
          expect(`${message.zh}${message.en}`).not.toMatch(/\{\w+\}|undefined/);
        if (hasErrors(found)) return;
        accepted += 1;
        const later = declarationProgress(plan, declaration, ctx).filter((one) => one.step !== 'DATA');
        const errors = later.flatMap((one) => one.findings.filter((f) => f.severity === 'error'));
        expect(errors.filter((one) => one.field?.startsWith('/data'))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  test('R14: what can be read of a page without its shape is judged without stumbling', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.anything()), unit, (body, at) => {
        const data = salvaged(schema, body) as DeclarationData;
        const found = checkStep('DATA', plan, { ...goodDeclaration, data }, { ...goodContext, unit: at });
        for (const { message } of found) expect(message.zh).not.toMatch(/\{\w+\}/);
      }),
      { numRuns: 500 },
    );
  });
});
