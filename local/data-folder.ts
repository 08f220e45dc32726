import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readState, writeState } from './cloud/data-files.ts';
import { StartFailure } from './failures.ts';

/** Raised when the layout of the data folder changes; older folders are refused, never guessed at. */
const DATA_VERSION = '1';
/** Says that a folder is ours: only such a folder, or an empty one, is ever written to or emptied. */
const MARKER = 'zhiping-data';
/** Held by the operating system for as long as the process lives: a killed one leaves nothing behind. */
const LOCK = 'lock';
/** Names the holder to whoever comes second; says nothing by itself, since numbers are used again. */
const PID = 'pid';
const KEPT = new Set([MARKER, LOCK, `${LOCK}-journal`, PID]);

export interface DataFolder {
  release(): void;
}

/**
 * Takes the folder for this process alone, and empties it when asked to: never before it is ours.
 * @throws {StartFailure} in one sentence, when another process has it or it holds somebody else's files
 */
export function claimDataFolder(dir: string, { reset }: { reset: boolean }): DataFolder {
  refuseForeign(dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const lock = takeLock(dir);
  try {
    const before = readState(join(dir, MARKER), (text) => text.trim()) ?? legacyVersion(dir);
    if (!reset && before !== undefined && before !== DATA_VERSION)
      throw new StartFailure(
        `数据文件夹 ${dir} 的版本是 ${before}，本程序需要 ${DATA_VERSION}；可用 --reset 清空。The data folder is of another version; --reset empties it.`,
      );
    writeState(join(dir, MARKER), `${DATA_VERSION}\n`);
    writeState(join(dir, PID), String(process.pid));
    if (reset)
      for (const name of readdirSync(dir))
        if (!KEPT.has(name)) rmSync(join(dir, name), { recursive: true, force: true });
    closeToOthers(dir);
  } catch (error) {
    lock.close();
    throw error;
  }
  return {
    release() {
      rmSync(join(dir, PID), { force: true });
      lock.close();
    },
  };
}

/** A folder with files and without our marker belongs to somebody else, whatever was asked for. */
function refuseForeign(dir: string): void {
  const stat = statSync(dir, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory())
    throw new StartFailure(
      `${dir} 不是文件夹；请用 --data 指定另一个位置。It is not a folder; choose another with --data.`,
    );
  const names = readdirSync(dir).filter((name) => !KEPT.has(name) && !name.endsWith('.new'));
  if (names.length === 0 || existsSync(join(dir, MARKER)) || legacyVersion(dir) !== undefined) return;
  throw new StartFailure(
    `文件夹 ${dir} 里有不属于本程序的文件（如 ${names[0]}），不会动用也不会清空；请用 --data 指定空文件夹。The folder holds other files and is left alone; choose an empty one with --data.`,
  );
}

/** Folders made before there was a marker: a version beside the tables. */
function legacyVersion(dir: string): string | undefined {
  const file = join(dir, 'version');
  if (!existsSync(file) || !existsSync(join(dir, 'dynamodb.db'))) return undefined;
  const text = readFileSync(file, 'utf8').trim();
  return /^\d{1,4}$/.test(text) ? text : undefined;
}

function takeLock(dir: string): DatabaseSync {
  const lock = new DatabaseSync(join(dir, LOCK));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if ((((error as { errcode?: number }).errcode ?? 0) & 0xff) !== 5) throw error;
    const holder = readState(join(dir, PID), (text) => text.trim());
    throw new StartFailure(
      `数据文件夹 ${dir} 正由进程 ${holder ?? '（未知）'} 使用；请先结束它，或用 --data 指定另一个文件夹。The data folder is in use by process ${holder ?? '(unknown)'}; end it first, or choose another folder with --data.`,
    );
  }
}

/** 700 and 600: it holds identity numbers and keys. A folder of ours that was open is walked once. */
function closeToOthers(dir: string): void {
  if ((statSync(dir).mode & 0o077) === 0) return;
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    const path = join(dir, name);
    chmodSync(path, statSync(path).isDirectory() ? 0o700 : 0o600);
  }
  chmodSync(dir, 0o700);
}
