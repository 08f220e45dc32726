import { describe, expect, it } from 'vitest';
import { paperStates } from '../../../../shared/contracts/application.ts';
import { type PaperState, paperTransitions, scanMeans } from '../../../../shared/rules/paper/paper.ts';

describe('the table', () => {
  it('§7.1: every state is reachable and every state but FILED has a way on', () => {
    const reached = new Set<PaperState>(['NOT_AVAILABLE']);
    for (const _ of paperStates)
      for (const row of paperTransitions) if (row.from.some((from) => reached.has(from))) reached.add(row.to);
    expect([...reached].sort()).toEqual([...paperStates].sort());
    for (const state of paperStates)
      expect(paperTransitions.some((row) => row.from.includes(state))).toBe(state !== 'FILED');
  });

  it('C16: a scan means one act, by where the paper is and who scans', () => {
    expect(scanMeans('UNIT_SEALED', 'POINT_CLERK')).toBe('RECEIVE_POINT');
    expect(scanMeans('EXPORTED', 'MUNI_UNIT_OFFICER')).toBe('RECEIVE_MUNI');
    expect(scanMeans('RECEIVED_MUNI', 'MUNI_UNIT_OFFICER')).toBe('SEAL_MUNI');
    expect(scanMeans('MUNI_SEALED', 'OFFICE_HEAD')).toBe('RECEIVE_OFFICE');
    expect(scanMeans('AT_OFFICE', 'OFFICE_CLERK')).toBe('SEND_BACK');
    expect(scanMeans('RETURNING', 'MUNI_UNIT_OFFICER')).toBe('ARRIVE_MUNI');
    expect(scanMeans('AT_POINT_FOR_PICKUP', 'POINT_CLERK')).toBe('HAND_OVER');
    expect(scanMeans('FILED', 'POINT_CLERK')).toBeUndefined();
    // Refusing is an act of its own (D24).
    expect(scanMeans('RECEIVED_POINT', 'POINT_CLERK')).toBeUndefined();
  });

  it('§7.1: no row has a rival for the same state, role and act', () => {
    const keys = paperTransitions.flatMap((row) =>
      row.from.flatMap((from) => row.by.map((role) => `${row.act} ${from} ${role}`)),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
