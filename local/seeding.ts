import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startBehind } from './cloud/clock/clock.ts';
import { readState, writeState } from './cloud/data-files.ts';

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

/** A machine that is busy while everything starts may let a step time out: every act may be repeated. */
const ATTEMPTS = 4;
const PAUSE_MS = 5_000;

/**
 * Decides whether this start lays out demonstration data: into a folder that holds none yet, or where it was cut off. A new
 * folder's clock is set back, and the seed brings it to the real time, so that the desks have something that has lawfully
 * come to them. The folder is claimed already.
 * @returns undefined when there is nothing to sow
 */
export function prepareSeed(dataDir: string, empty: boolean): Seeding | undefined {
  const file = join(dataDir, 'seed.json');
  const mark = readState(file, readMark);
  if (mark) return mark.done ? undefined : createSeeding(file, mark);
  if (empty || existsSync(join(dataDir, 'dynamodb.db'))) return undefined;
  startBehind(join(dataDir, 'clock'), BEHIND_MS);
  const fresh = { run: randomBytes(4).toString('hex'), done: false };
  save(file, fresh);
  return createSeeding(file, fresh);
}

function readMark(text: string): Mark {
  const mark = JSON.parse(text) as Mark;
  if (!/^[0-9a-f]{8}$/.test(mark.run) || typeof mark.done !== 'boolean') throw new Error('not a mark');
  return mark;
}

function createSeeding(file: string, mark: Mark): Seeding {
  let child: ChildProcess | undefined;
  let again: NodeJS.Timeout | undefined;
  let over = false;
  const sow = (origin: string, attempt: number) => {
    child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', seedScript, '--url', origin, '--run', mark.run],
      { stdio: ['pipe', 'inherit', 'inherit'] },
    );
    child.on('exit', (code) => {
      if (code === 0) {
        save(file, { ...mark, done: true });
        over = true;
      } else if (attempt < ATTEMPTS) {
        console.log('从停下的地方继续准备演示数据… Going on with the demonstration data where it stopped.');
        again = setTimeout(() => sow(origin, attempt + 1), attempt * PAUSE_MS);
      } else {
        console.error(
          '演示数据没有备齐；下次 npm start 会从停下的地方继续，也可用 --reset 重新开始。The demonstration data are incomplete: the next start goes on where this one stopped; --reset starts afresh.',
        );
        over = true;
      }
    });
  };
  return {
    get done() {
      return over;
    },
    start(origin) {
      console.log('正在准备演示数据（约半分钟）… Laying out demonstration data; half a minute.');
      sow(origin, 1);
    },
    stop() {
      clearTimeout(again);
      child?.removeAllListeners('exit');
      child?.kill();
    },
  };
}

const seedScript = join(import.meta.dirname, 'demo/seed.ts');

function save(file: string, mark: Mark): void {
  writeState(file, JSON.stringify(mark));
}
