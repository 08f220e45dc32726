import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Role, roleNames } from '../../shared/contracts/roles.ts';
import { sha256Hex } from '../../shared/rules/base/sha256.ts';
import {
  encodeBarcode,
  type PaperForm,
  paperTransitions,
  scanMeans,
  stepPaper,
} from '../../shared/rules/paper/paper.ts';

/** D24 R61: whatever is scanned by whom, how often and in whatever order. */

const formHash = sha256Hex('content');
const applicationNo = 'HZ-CONSTR-ENG-2020-330106-0000017';
const start: PaperForm = {
  status: 'EXPORTABLE',
  applicationNo,
  copies: 2,
  formVersion: 1,
  route: { kind: 'POINT', id: 'desk' },
};
const roles = Object.keys(roleNames) as Role[];
const acts = [...new Set(paperTransitions.map((row) => row.act))];
const step = fc.record({
  /** A next act that the table knows from here, by the right person with good paper; a desk's scan; or any act at all. */
  kind: fc.constantFrom('GUIDED', 'GUIDED', 'GUIDED', 'SCAN', 'ANY'),
  choice: fc.nat(),
  act: fc.constantFrom(...acts),
  role: fc.constantFrom<Role>(...roles, 'POINT_CLERK', 'MUNI_UNIT_OFFICER', 'OFFICE_CLERK', 'UNIT_HR'),
  person: fc.integer({ min: 1, max: 3 }),
  copies: fc.constantFrom([1, 2], [1, 1], [2], [2, 1]),
  older: fc.boolean(),
  unitSeal: fc.boolean(),
  municipalSeal: fc.boolean(),
  reason: fc.constantFrom('', '缺公章'),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What is really tried: a guided step is made good. */
function tried(form: PaperForm, one: Step) {
  if (one.kind !== 'GUIDED')
    return { ...one, act: one.kind === 'ANY' ? one.act : scanMeans(form.status, one.role) };
  const rows = paperTransitions.filter(
    (row) => row.from.includes(form.status) && (!row.route || row.route === form.route.kind),
  );
  const row = rows[one.choice % rows.length];
  const good = { copies: [1, 2], older: false, unitSeal: true, municipalSeal: true, reason: '缺公章' };
  return row ? { ...one, ...good, act: row.act, role: row.by[one.choice % row.by.length]! } : one;
}

function outcomeOf(form: PaperForm, one: Step, paid = true) {
  const { act, role, person, unitSeal, municipalSeal, reason, copies, older } = tried(form, one);
  if (!act) return undefined;
  const version = Math.max(1, form.formVersion - (older ? 1 : 0));
  const barcodes = copies.map((copy) =>
    encodeBarcode({ applicationNo, version, hashPrefix: formHash.slice(0, 16), copy: copy === 1 ? 1 : 2 }),
  );
  const outcome = stepPaper(form, act, {
    actor: { id: `${role}-${person}`, role, desk: 'desk' },
    scan: { barcodes, unitSeal, municipalSeal },
    ...{ paid, formHash, finished: true, receiver: '本人', reason },
  });
  return { act, outcome, reason, older };
}

const taken = ['RECEIVED_POINT', 'RECEIVED_MUNI'];

it.each(['POINT', 'MUNI'] as const)(
  'D24 R61: by way of %s, no print after the first reaches a desk without the unit’s own scan of that print',
  (kind) => {
    let later = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 120 }), (steps) => {
        let form: PaperForm = { ...start, route: { kind, id: 'desk' } };
        let prints = 0;
        let sealed = false;
        let good = true;
        for (const one of steps) {
          const done = outcomeOf(form, one);
          if (done?.outcome.kind !== 'MOVED') continue;
          if (done.act === 'EXPORT') {
            prints += 1;
            sealed = false;
          }
          if (done.act === 'SEAL_UNIT') sealed = true;
          form = done.outcome.form;
          if (taken.includes(form.status) && prints > 1) {
            later += 1;
            good &&= sealed;
          }
        }
        expect(good).toBe(true);
      }),
      { numRuns: 1000 },
    );
    // The sequences do go that far.
    expect(later).toBeGreaterThan(500);
  },
);

it('D24: only the act of refusing refuses, with a reason, and only paper of the version in force', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let form = start;
      for (const one of steps) {
        const done = outcomeOf(form, one);
        if (done?.outcome.kind !== 'MOVED') continue;
        const next = done.outcome.form;
        if (next.status === 'REFUSED') {
          expect(done.act).toBe('REFUSE');
          expect(done.reason).not.toBe('');
          expect(done.older && form.formVersion > 1).toBe(false);
        }
        // A number goes up by voiding alone, never down.
        expect(next.formVersion).toBe(form.formVersion + (done.act === 'VOID' ? 1 : 0));
        form = next;
      }
    }),
    { numRuns: 2000 },
  );
});

it('D24: the same scan made twice by one person changes nothing the second time but hands the paper on', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), step, (steps, last) => {
      let form = start;
      const scan = { ...last, kind: 'SCAN' as const };
      for (const one of [...steps, scan]) {
        const done = outcomeOf(form, one);
        if (done?.outcome.kind === 'MOVED') form = done.outcome.form;
      }
      const again = outcomeOf(form, scan)?.outcome;
      const voids = again?.kind === 'MOVED' && ['REFUSED', 'EXPORTABLE'].includes(again.form.status);
      expect(voids).toBe(false);
    }),
  );
});

it('R60: nothing that is not paid is ever exported, whoever tries what in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let form: PaperForm = { ...start, status: 'NOT_AVAILABLE' };
      for (const one of steps) {
        const done = outcomeOf(form, one, false);
        if (done?.outcome.kind === 'MOVED') form = done.outcome.form;
      }
      expect(form.status).toBe('NOT_AVAILABLE');
    }),
  );
});
