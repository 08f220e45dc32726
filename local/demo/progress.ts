import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What a run of the demonstration has done so far: enough to go on after it, or the server, was killed. */
export interface Progress {
  /** Tells this run's people, units and idempotency keys apart from every other run's. */
  run: string;
  done: string[];
  ids: Record<string, string>;
  /** Turns of the application that have been printed. */
  shown: number;
}

/** Progress kept in `file`, written after every step; without a file it lives as long as the process. */
export function openProgress(file: string | undefined): { progress: Progress; save(): void } {
  const progress: Progress =
    file && existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as Progress)
      : { run: randomBytes(4).toString('hex'), done: [], ids: {}, shown: 0 };
  const save = () => {
    if (!file) return;
    writeFileSync(`${file}.new`, JSON.stringify(progress));
    renameSync(`${file}.new`, file);
  };
  save();
  return { progress, save };
}
