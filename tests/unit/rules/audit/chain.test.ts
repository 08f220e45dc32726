import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type AuditDraft,
  type AuditEvent,
  appendEvent,
  type ChainHead,
  genesisHead,
  receiptOf,
  saltedHash,
  verifyChain,
  verifyReceipt,
} from '../../../../shared/rules/audit/chain.ts';
import {
  checkpointHash,
  checkpointOf,
  inclusionProof,
  verifyInclusion,
} from '../../../../shared/rules/audit/checkpoint.ts';

const sha = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');
const salt = '00112233445566778899aabbccddeeff';
const draft = (n: number): AuditDraft => ({
  at: `2020-11-0${n}T01:00:00.000Z`,
  actor: { id: `person-${n}`, role: 'POINT_CLERK' },
  act: `T${n}`,
  subject: 'app-1',
  payloadHash: saltedHash({ n }, salt),
});

/** A chain of `n` events and the head after each. */
function chain(chainId: string, n: number): { events: AuditEvent[]; heads: ChainHead[] } {
  const heads = [genesisHead(chainId)];
  const events: AuditEvent[] = [];
  for (let i = 1; i <= n; i += 1) {
    const next = appendEvent(heads.at(-1)!, draft(i));
    events.push(next.event);
    heads.push(next.head);
  }
  return { events, heads };
}
const { events, heads } = chain('app-1', 5);
const codes = (findings: readonly { code: string }[]) => findings.map((one) => one.code);

describe('V7 the chain', () => {
  it('V7: an event is hashed as plain canonical JSON, checkable with any tool', () => {
    const first = events[0]!;
    expect(first.prevHash).toBe(sha('zhiping-audit|app-1'));
    expect(first.hash).toBe(
      sha(
        `{"act":"T1","actor":{"id":"person-1","role":"POINT_CLERK"},"at":"2020-11-01T01:00:00.000Z",` +
          `"payloadHash":"${first.payloadHash}","prevHash":"${first.prevHash}","seq":1,"subject":"app-1"}`,
      ),
    );
  });

  it('V7: a whole chain verifies, alone and against every head that it had', () => {
    expect(verifyChain('app-1', events)).toEqual([]);
    for (const head of heads) expect(verifyChain('app-1', events, head)).toEqual([]);
  });

  it('V7: reason and snapshot are part of the hash when given, and absent when not', () => {
    const plain = appendEvent(heads[0]!, draft(1)).event;
    const reasoned = appendEvent(heads[0]!, { ...draft(1), reason: 'PHOTO' }).event;
    const shown = appendEvent(heads[0]!, { ...draft(1), snapshotHash: sha('s') }).event;
    expect(new Set([plain.hash, reasoned.hash, shown.hash]).size).toBe(3);
    expect(shown.snapshotHash).toBe(sha('s'));
    expect(appendEvent(heads[0]!, { ...draft(1), reason: undefined }).event.hash).toBe(plain.hash);
  });

  it('V7: what a store adds to a row does not change its hash; names do not get in', () => {
    const named = { ...draft(1), actor: { id: 'person-1', role: 'POINT_CLERK' as const, name: '王小明' } };
    const { event } = appendEvent(heads[0]!, named);
    expect(event).toEqual(events[0]);
    const row = { ...events[0]!, PK: 'APP#1', ttl: 5 };
    expect(verifyChain('app-1', [row, ...events.slice(1)])).toEqual([]);
  });

  const change = (i: number, part: Partial<AuditEvent>) =>
    events.map((one, j) => (i === j ? { ...one, ...part } : one));
  it.each<[string, AuditEvent[], string[]]>([
    ['an event changed', change(2, { act: 'T9' }), ['AUDIT_HASH']],
    ['an actor changed', change(2, { actor: { id: 'person-9', role: 'POINT_CLERK' } }), ['AUDIT_HASH']],
    ['an event removed', events.toSpliced(2, 1), ['AUDIT_SEQ', 'AUDIT_PREV', 'AUDIT_SEQ']],
    [
      'an event doubled',
      events.toSpliced(2, 0, events[1]!),
      ['AUDIT_SEQ', 'AUDIT_PREV', 'AUDIT_SEQ', 'AUDIT_SEQ', 'AUDIT_SEQ'],
    ],
    ['the chain of another aggregate', chain('app-2', 5).events, ['AUDIT_PREV']],
  ])('V7: %s is noticed', (_name, altered, expected) => {
    expect(codes(verifyChain('app-1', altered))).toEqual(expected);
  });

  it('V7: a shortened chain looks whole, until it is held against a checkpoint', () => {
    expect(verifyChain('app-1', events.slice(0, 3))).toEqual([]);
    expect(codes(verifyChain('app-1', events.slice(0, 3), heads[5]))).toEqual(['AUDIT_TRUNCATED']);
    expect(codes(verifyChain('app-1', [], heads[5]))).toEqual(['AUDIT_TRUNCATED']);
  });

  it('V7: a chain rewritten from the start is whole too, until it is held against a checkpoint', () => {
    let head = genesisHead('app-1');
    const forged = [1, 2, 3, 4, 5].map((n) => {
      const next = appendEvent(head, { ...draft(n), act: n === 3 ? 'T99' : `T${n}` });
      head = next.head;
      return next.event;
    });
    expect(verifyChain('app-1', forged)).toEqual([]);
    expect(codes(verifyChain('app-1', forged, heads[4]))).toEqual(['AUDIT_REWRITTEN']);
    expect(verifyChain('app-1', forged, heads[2])).toEqual([]);
  });
});

describe('V7 salted hashes and receipts', () => {
  it('L34: the same content under another salt has another hash, so it cannot be guessed back', () => {
    expect(saltedHash({ mobile: 'x' }, salt)).not.toBe(saltedHash({ mobile: 'x' }, salt.replace('00', '01')));
    expect(() => saltedHash({}, 'short')).toThrow(RangeError);
  });

  it('V7: a receipt is good as long as its event stands', () => {
    const receipt = receiptOf('app-1', events[3]!);
    expect(verifyReceipt(receipt, events)).toEqual([]);
    expect(codes(verifyReceipt(receipt, events.slice(0, 3)))).toEqual(['AUDIT_RECEIPT']);
    expect(codes(verifyReceipt({ ...receipt, at: '2020-11-05T00:00:00.000Z' }, events))).toEqual([
      'AUDIT_RECEIPT',
    ]);
    expect(codes(verifyReceipt({ ...receipt, seq: 0 }, events))).toEqual(['AUDIT_RECEIPT']);
  });
});

describe('V7 daily checkpoint', () => {
  const all = Array.from({ length: 7 }, (_, i) => chain(`app-${i}`, i + 1).heads.at(-1)!);

  it('V7: covers every chain, and does not depend on the order in which they were read', () => {
    const checkpoint = checkpointOf('2020-11-05', all);
    expect(checkpoint).toMatchObject({ chains: 7, events: 28, date: '2020-11-05' });
    expect(checkpointOf('2020-11-05', [...all].reverse())).toEqual(checkpoint);
  });

  it('V7: the root is that of RFC 6962 for three leaves', () => {
    const hash = (prefix: number, ...parts: Uint8Array[]) =>
      createHash('sha256')
        .update(Buffer.concat([Uint8Array.of(prefix), ...parts]))
        .digest();
    const leaves = all
      .slice(0, 3)
      .map((one) =>
        hash(0, Buffer.from(`{"chainId":"${one.chainId}","hash":"${one.hash}","length":${one.length}}`)),
      );
    const root = hash(1, hash(1, leaves[0]!, leaves[1]!), leaves[2]!).toString('hex');
    expect(checkpointOf('2020-11-05', all.slice(0, 3)).root).toBe(root);
    expect(checkpointOf('2020-11-05', []).root).toBe(sha(''));
  });

  it('V7: each head has a proof under the root, and no other head fits it', () => {
    for (let n = 1; n <= all.length; n += 1) {
      const some = all.slice(0, n);
      const { root } = checkpointOf('2020-11-05', some);
      for (const head of some) {
        const proof = inclusionProof(some, head.chainId)!;
        expect(verifyInclusion(root, head, proof)).toBe(true);
        expect(verifyInclusion(root, { ...head, length: head.length + 1 }, proof)).toBe(false);
        expect(verifyInclusion(sha('other root'), head, proof)).toBe(false);
      }
    }
    expect(inclusionProof(all, 'app-99')).toBeUndefined();
    expect(verifyInclusion(sha(''), all[0]!, [{ side: 'L', hash: 'not a hash' }])).toBe(false);
  });

  it('V7: checkpoints are a chain themselves', () => {
    const monday = checkpointOf('2020-11-02', all.slice(0, 2));
    const tuesday = checkpointOf('2020-11-03', all, monday);
    expect(tuesday.prev).toBe(checkpointHash(monday));
    expect(checkpointHash({ ...monday, events: 1 })).not.toBe(tuesday.prev);
  });

  it('V7: two heads of one chain are no checkpoint', () => {
    expect(() => checkpointOf('2020-11-05', [heads[1]!, heads[2]!])).toThrow(RangeError);
  });
});
