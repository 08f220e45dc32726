import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBehind } from './cloud/clock/clock.ts';

/** The seed of a data folder: sown once, on its first start; again when that was cut off. */
export interface Seeding {
  readonly done: boolean;
  start(origin: string): void;
  stop(): void;
}

interface Mark {
  run: string;
  done: boolean;
}

/** Three weeks hold five working days at any time of the year: time enough for a unit's publicity to be over. */
const BEHIND_MS = 21 * 24 * 3600_000;

/**
 * Decides whether this start lays out demonstration data. A new folder's clock is set back, and the seed brings it to
 * the real time, so that the desks have something that has lawfully come to them.
 * @returns undefined when there is nothing to sow
 */
export function prepareSeed(dataDir: string, empty: boolean): Seeding | undefined {
  const file = join(dataDir, 'seed.json');
  if (!existsSync(file)) {
    if (empty || existsSync(join(dataDir, 'version'))) return undefined;
    try {
      mkdirSync(dataDir, { recursive: true });
      startBehind(join(dataDir, 'clock'), BEHIND_MS);
      save(file, { run: randomBytes(4).toString('hex'), done: false });
    } catch {
      // Whether the folder can be written is for the start to say, in its own words.
      return undefined;
    }
  }
  const mark = JSON.parse(readFileSync(file, 'utf8')) as Mark;
  return mark.done ? undefined : createSeeding(file, mark);
}

function createSeeding(file: string, mark: Mark): Seeding {
  let child: ChildProcess | undefined;
  let over = false;
  return {
    get done() {
      return over;
    },
    start(origin) {
      console.log('正在准备演示数据（约半分钟）… Laying out demonstration data; half a minute.');
      child = spawn(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', seedScript, '--url', origin, '--run', mark.run],
        { stdio: ['pipe', 'inherit', 'inherit'] },
      );
      child.on('exit', (code) => {
        if (code === 0) save(file, { ...mark, done: true });
        over = true;
      });
    },
    stop: () => void child?.kill(),
  };
}

const seedScript = join(import.meta.dirname, 'demo/seed.ts');

function save(file: string, mark: Mark): void {
  writeFileSync(`${file}.new`, JSON.stringify(mark));
  renameSync(`${file}.new`, file);
}
