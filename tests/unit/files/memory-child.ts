/**
 * Inspects the files named on the command line, `PURPOSE:path` each, and prints as JSON, for each, the codes of
 * its verdict and the process's peak resident memory so far in MiB. Run in a process of its own, so that nothing but
 * the inspection is measured.
 */
import { readFileSync } from 'node:fs';
import type { FilePurpose } from '../../../shared/contracts/file-verdict.ts';
import { inspectUpload } from '../../../shared/files/inspect.ts';
import { embeddedScanner } from '../../../shared/files/scan/embedded.ts';

const photo = {
  formats: ['JPEG' as const],
  bytes: { gt: 30_720, lt: 1_048_576 },
  px: { wGt: 215, hGt: 300 },
  ratio: { min: [65, 100] as [number, number], max: [80, 100] as [number, number] },
  background: { colour: 'WHITE' as const, mode: 'ADVISORY' as const },
  sizes: [],
};
/**
 * The peak since this program was loaded. What `getrusage` tells begins at the peak of the process that forked this
 * one, which made the files: on a machine where that was above the limit, every file would seem to be.
 */
function peakKiB(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? Number.NaN);
}

const results: { codes: string; peakMiB: number }[] = [];
for (const argument of process.argv.slice(2)) {
  const [purpose, path] = argument.split(/:(.*)/s) as [FilePurpose, string];
  const bytes = readFileSync(path);
  const verdict = await inspectUpload({
    purpose,
    bytes,
    declared: {},
    limits: { photo },
    scanner: embeddedScanner,
  });
  const errors = verdict.findings.filter((finding) => finding.severity === 'error');
  results.push({
    codes: errors.map((finding) => finding.code).join('+') || verdict.status,
    peakMiB: Math.round(peakKiB() / 1024),
  });
}
console.log(JSON.stringify(results));
