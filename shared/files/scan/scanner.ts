import type { ScanStatus } from '../../contracts/file-verdict.ts';

/** Answer of a malware scan. `signature` names what was found. */
export interface ScanResult {
  readonly status: ScanStatus;
  readonly signature?: string;
}

/**
 * Port of malware scanning. On AWS the answer comes from GuardDuty Malware Protection; locally from
 * `embedded-scanner.ts`. An implementation answers FAILED rather than throw.
 */
export interface Scanner {
  scan(bytes: Uint8Array): Promise<ScanResult>;
}
