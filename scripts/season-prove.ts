import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fault, faults } from '../tests/season/faults.ts';

/** Puts each fault into a copy of the code, lives small seasons of it, and demands that one of them finds it. */

const root = join(import.meta.dirname, '..');
const parts = ['functions', 'local', 'scripts', 'shared', 'statemachines', 'tests', 'package.json'];
const PEOPLE = 24;
const SEEDS = [1, 2, 3];

/** @returns how many faults were not found */
export function prove(only: string | undefined): number {
  const copy = mkdtempSync(join(tmpdir(), 'zhiping-faults-'));
  try {
    for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const asked = faults.filter((fault) => !only || fault.invariant.includes(only));
    const missed = asked.filter((fault) => !isFound(copy, fault));
    console.log(`${asked.length - missed.length} of ${asked.length} faults are found.`);
    return missed.length;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function isFound(copy: string, fault: Fault): boolean {
  const file = join(copy, fault.file);
  const sound = readFileSync(file, 'utf8');
  if (sound.split(fault.from).length !== 2)
    throw new Error(`${fault.file} does not hold once what a fault changes: ${fault.from}`);
  writeFileSync(
    file,
    sound.replace(fault.from, () => fault.to),
  );
  try {
    let otherwise = '';
    const seed = SEEDS.find((one) => {
      const text = said(copy, fault, one);
      otherwise ||= /^(Broken: .*|\w*Error: .*)$/m.exec(text)?.[0] ?? '';
      return text.includes(`Broken: ${fault.invariant}`);
    });
    const found = seed === undefined ? 'NOT FOUND' : `${fault.invariant}, seed ${seed}`;
    console.log(`${found.padEnd(28)} ${fault.says}${seed === undefined ? ` (${otherwise})` : ''}`);
    return seed !== undefined;
  } finally {
    writeFileSync(file, sound);
  }
}

function said(copy: string, { people = PEOPLE, invariant }: Fault, seed: number): string {
  const asked = ['--people', String(people), '--seed', String(seed), '--until', invariant, '--shrink', '0'];
  const flags = ['--disable-warning=ExperimentalWarning', 'scripts/season.ts', ...asked];
  return spawnSync(process.execPath, flags, { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 26 }).stderr;
}
