import { describe, expect, it } from 'vitest';
import { tagScanner } from '../../../../shared/files/scan/tags.ts';

const scanOf = (tags: Record<string, string>) => tagScanner(async () => tags).scan(new Uint8Array());
const tagged = (GuardDutyMalwareScanStatus: string) => scanOf({ GuardDutyMalwareScanStatus });

describe('R57: what GuardDuty tagged', () => {
  it.each([
    ['NO_THREATS_FOUND', 'CLEAN'],
    ['THREATS_FOUND', 'INFECTED'],
    ['UNSUPPORTED', 'UNSUPPORTED'],
    ['ACCESS_DENIED', 'FAILED'],
    ['FAILED', 'FAILED'],
  ])('%s is %s', async (tag, status) => {
    expect((await tagged(tag)).status).toBe(status);
  });

  it('an object that has not been scanned yet is no clean one', async () => {
    expect((await scanOf({})).status).toBe('FAILED');
    expect((await tagged('something new')).status).toBe('FAILED');
  });
});
