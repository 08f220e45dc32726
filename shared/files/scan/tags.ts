import type { Scanner, ScanResult } from './scanner.ts';

/** Values of the tag that GuardDuty Malware Protection for S3 puts on a scanned object. */
const results: Record<string, ScanResult> = {
  NO_THREATS_FOUND: { status: 'CLEAN' },
  THREATS_FOUND: { status: 'INFECTED', signature: 'GuardDuty' },
  UNSUPPORTED: { status: 'UNSUPPORTED' },
};

/**
 * The verdict of GuardDuty, read from the object's tags. Before the scan is done there is none, which answers FAILED:
 * the trigger throws and comes again.
 * @param tags tags of the very version that is inspected
 */
export function tagScanner(tags: () => Promise<Record<string, string>>): Scanner {
  return {
    async scan() {
      const { GuardDutyMalwareScanStatus: status = '' } = await tags();
      return results[status] ?? { status: 'FAILED' };
    },
  };
}
