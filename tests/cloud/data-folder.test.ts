import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMovableClock } from '../../local/cloud/clock/clock.ts';
import { DataFileError, openDatabase, readState } from '../../local/cloud/data-files.ts';
import { claimDataFolder } from '../../local/data-folder.ts';
import { explain, StartFailure } from '../../local/failures.ts';
import { prepareSeed } from '../../local/seeding.ts';

/** Whose the data folder is, what empties it, and what is said when a file in it cannot be used. */
let root: string;
let dir: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zhiping-folder-'));
  dir = join(root, 'data');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return explain(error);
  }
  return '';
};

describe('claiming', () => {
  it('a second claim names the process and the folder and what to do, and --reset wipes nothing', () => {
    const first = claimDataFolder(dir, { reset: false });
    writeFileSync(join(dir, 'dynamodb.db'), 'data');
    const said = refusal(() => claimDataFolder(dir, { reset: true }));
    expect(said).toContain(String(process.pid));
    expect(said).toContain(dir);
    expect(said).toContain('--data');
    expect(existsSync(join(dir, 'dynamodb.db'))).toBe(true);
    first.release();
    claimDataFolder(dir, { reset: true }).release();
    expect(readdirSync(dir).sort()).toEqual(['lock', 'zhiping-data']);
  });

  it('a killed process leaves no claim behind, whatever number its pid file names', async () => {
    const script = `const { claimDataFolder } = await import(${JSON.stringify(join(import.meta.dirname, '../../local/data-folder.ts'))});
      claimDataFolder(${JSON.stringify(dir)}, { reset: false }); console.log('claimed'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(refusal(() => claimDataFolder(dir, { reset: false }))).toContain(String(child.pid));
    child.kill('SIGKILL');
    await once(child, 'exit');
    // Killed so early that there was no marker yet: still nobody else's folder.
    rmSync(join(dir, 'zhiping-data'));
    // The number is another living process's by now.
    writeFileSync(join(dir, 'pid'), String(process.ppid));
    claimDataFolder(dir, { reset: false }).release();
  });

  it.each([false, true])(
    'a folder with other files and without our marker is left alone (reset: %s)',
    (reset) => {
      mkdirSync(join(dir, 'photos'), { recursive: true });
      writeFileSync(join(dir, 'version'), '1');
      const said = refusal(() => claimDataFolder(dir, { reset }));
      expect(said).toContain(dir);
      expect(said).toContain('--data');
      expect(readdirSync(dir).sort()).toEqual(['photos', 'version']);
    },
  );

  it('a folder from before there was a marker is still ours; one of another version is refused, or emptied', () => {
    mkdirSync(dir);
    for (const [name, text] of [
      ['version', '1'],
      ['dynamodb.db', 'x'],
    ] as const)
      writeFileSync(join(dir, name), text);
    claimDataFolder(dir, { reset: false }).release();
    expect(existsSync(join(dir, 'dynamodb.db'))).toBe(true);
    writeFileSync(join(dir, 'zhiping-data'), '9');
    expect(refusal(() => claimDataFolder(dir, { reset: false }))).toContain('--reset');
    claimDataFolder(dir, { reset: true }).release();
    expect(existsSync(join(dir, 'dynamodb.db'))).toBe(false);
  });

  it('is 700 and its files 600, also where they were open before', () => {
    claimDataFolder(dir, { reset: false }).release();
    expect(mode(dir)).toBe('700');
    chmodSync(dir, 0o755);
    mkdirSync(join(dir, 's3'));
    writeFileSync(join(dir, 's3', 'blob'), '', { mode: 0o644 });
    claimDataFolder(dir, { reset: false }).release();
    expect([mode(dir), mode(join(dir, 's3')), mode(join(dir, 's3', 'blob'))]).toEqual(['700', '700', '600']);
  });

  it('a file where the folder should be is named', () => {
    writeFileSync(dir, '');
    expect(refusal(() => claimDataFolder(dir, { reset: true }))).toContain(dir);
  });
});

describe('a file that cannot be used is named in one sentence, with what helps', () => {
  const fault = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });
  it.each<[string, unknown, string[]]>([
    ['a full disk', fault('ENOSPC', { path: '/d/functions.log' }), ['磁盘已满', '/d/functions.log']],
    [
      'a full disk below SQLite',
      new DataFileError('/d/dynamodb.db', 'full', new Error('disk is full')),
      ['磁盘已满', '/d/dynamodb.db'],
    ],
    ['a damaged file', new DataFileError('/d/clock', 'damaged', new Error('x')), ['/d/clock', '--reset']],
    ['no right to a file', fault('EACCES', { path: '/d' }), ['/d', '--data']],
    ['a taken port', fault('EADDRINUSE', { port: 8787, syscall: 'listen' }), ['8787', '--port']],
    ['a port for root only', fault('EACCES', { port: 80, syscall: 'listen' }), ['80', '--port']],
    ['our own words', new StartFailure('说明'), ['说明']],
  ])('%s', (_name, error, parts) => {
    const said = explain(error);
    for (const part of parts) expect(said).toContain(part);
    expect(said).not.toContain('\n');
  });

  it('SQLite files: garbage, and a page that was overwritten', () => {
    const file = join(root, 'x.db');
    writeFileSync(file, 'not a database, and long enough to look like one '.repeat(100));
    expect(refusal(() => openDatabase(file))).toMatch(/x\.db 已损坏/);
    rmSync(file);
    const db = openDatabase(file);
    db.exec('CREATE TABLE t (a TEXT)');
    for (let i = 0; i < 200; i++) db.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(200));
    db.close();
    const bytes = Buffer.alloc(statSync(file).size - 4096, 0x5a);
    const whole = Buffer.concat([readFileSync(file).subarray(0, 4096), bytes]);
    writeFileSync(file, whole);
    expect(refusal(() => openDatabase(file))).toMatch(/x\.db 已损坏/);
  });

  it('state files: the clock, the mark of the seed', () => {
    const clock = join(root, 'clock');
    writeFileSync(clock, 'tomorrow');
    expect(refusal(() => createMovableClock(clock))).toMatch(/clock 已损坏/);
    mkdirSync(dir);
    for (const text of ['', '{', '{"run":7}']) {
      writeFileSync(join(dir, 'seed.json'), text);
      expect(refusal(() => prepareSeed(dir, false))).toMatch(/seed\.json 已损坏/);
    }
    expect(readState(join(root, 'none'), String)).toBeUndefined();
  });
});

describe('the seed of a folder', () => {
  it('is sown into a new one, again where it was cut off, and never over what is there', () => {
    claimDataFolder(dir, { reset: false }).release();
    expect(prepareSeed(dir, true)).toBeUndefined();
    expect(prepareSeed(dir, false)?.done).toBe(false);
    writeFileSync(join(dir, 'dynamodb.db'), '');
    // Cut off: the same run goes on, `--empty` or not.
    expect(prepareSeed(dir, true)?.done).toBe(false);
    const mark = readState(join(dir, 'seed.json'), (text) => JSON.parse(text)) as object;
    writeFileSync(join(dir, 'seed.json'), JSON.stringify({ ...mark, done: true }));
    expect(prepareSeed(dir, false)).toBeUndefined();
    rmSync(join(dir, 'seed.json'));
    expect(prepareSeed(dir, false)).toBeUndefined();
  });

  it('a reset that was cut off half-way is a new folder all the same', () => {
    claimDataFolder(dir, { reset: false }).release();
    claimDataFolder(dir, { reset: true }).release();
    expect(prepareSeed(dir, false)?.done).toBe(false);
  });
});
