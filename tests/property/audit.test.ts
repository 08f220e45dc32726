import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Role, roleNames } from '../../shared/contracts/roles.ts';
import {
  type AuditDraft,
  type AuditEvent,
  appendEvent,
  genesisHead,
  saltedHash,
  verifyChain,
} from '../../shared/rules/audit/chain.ts';
import { checkpointOf, inclusionProof, verifyInclusion } from '../../shared/rules/audit/checkpoint.ts';
import { canonicalJson } from '../../shared/rules/base/canonical-json.ts';

const salt = 'ab'.repeat(16);
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const draft: fc.Arbitrary<AuditDraft> = fc.record(
  {
    at: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    actor: fc.record({ id: text, role: fc.constantFrom(...(Object.keys(roleNames) as Role[])) }),
    act: text,
    subject: text,
    payloadHash: text.map((content) => saltedHash(content, salt)),
    reason: text,
    snapshotHash: text,
  },
  { requiredKeys: ['at', 'actor', 'act', 'subject', 'payloadHash'] },
);

function chained(drafts: readonly AuditDraft[]) {
  let head = genesisHead('chain');
  const events = drafts.map((one) => {
    const next = appendEvent(head, one);
    head = next.head;
    return next.event;
  });
  return { events, head };
}

it('V7: every chain that was appended to verifies, and survives a store', () => {
  fc.assert(
    fc.property(fc.array(draft, { maxLength: 8 }), (drafts) => {
      const { events, head } = chained(drafts);
      const stored = JSON.parse(JSON.stringify(events)) as AuditEvent[];
      expect(verifyChain('chain', stored, head)).toEqual([]);
    }),
  );
});

it('V7: any single bit changed in what is stored is noticed', () => {
  fc.assert(
    fc.property(
      fc.array(draft, { minLength: 1, maxLength: 5 }),
      fc.nat(),
      fc.nat({ max: 7 }),
      (drafts, at, bit) => {
        const { events, head } = chained(drafts);
        const bytes = new TextEncoder().encode(canonicalJson(events));
        bytes[at % bytes.length]! ^= 1 << bit;
        let altered: AuditEvent[];
        try {
          altered = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as AuditEvent[];
          // A changed field name makes a missing field: reading the row through its schema would already fail.
          const names = altered.every(
            (one, i) => Object.keys(one).join() === Object.keys(events[i]!).sort().join(),
          );
          const inner = altered.every((one) => Object.keys(one.actor).join() === 'id,role');
          if (!names || !inner) return;
        } catch {
          return;
        }
        // "1e5" for "1.5" and the like may spell the same value another way: nothing is changed then.
        if (canonicalJson(altered) === canonicalJson(events)) return;
        expect(verifyChain('chain', altered, head).length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 2000 },
  );
});

it('V7: removing, doubling or swapping events is noticed', () => {
  fc.assert(
    fc.property(
      fc.array(draft, { minLength: 2, maxLength: 8 }),
      fc.nat(),
      fc.nat(),
      fc.constantFrom('remove', 'double', 'swap'),
      (drafts, a, b, how) => {
        const { events, head } = chained(drafts);
        const [i, j] = [a % events.length, b % events.length];
        const altered = [...events];
        if (how === 'remove') altered.splice(i, 1);
        else if (how === 'double') altered.splice(j, 0, events[i]!);
        else [altered[i], altered[j]] = [events[j]!, events[i]!];
        if (how === 'swap' && i === j) return;
        expect(verifyChain('chain', altered, head).length).toBeGreaterThan(0);
      },
    ),
  );
});

it('V7: with many chains, every head is proven under the root and a changed one is not', () => {
  fc.assert(
    fc.property(fc.uniqueArray(text, { minLength: 1, maxLength: 40 }), fc.nat(), (ids, at) => {
      const heads = ids.map((id, i) => ({ ...genesisHead(id), length: i }));
      const { root } = checkpointOf('2020-11-05', heads);
      const head = heads[at % heads.length]!;
      const proof = inclusionProof(heads, head.chainId)!;
      expect(verifyInclusion(root, head, proof)).toBe(true);
      expect(verifyInclusion(root, { ...head, length: head.length + 1 }, proof)).toBe(false);
      expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(heads.length)));
    }),
  );
});
