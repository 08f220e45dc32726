import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { natives, verifyNatives } from '../../scripts/natives.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiping-natives-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A native module as far as its header tells; `machine` as the ELF standard numbers them. */
function install(name: string, machine: number, file = 'module.node') {
  const head = Buffer.alloc(64);
  head.write('\x7fELF', 'latin1');
  head.writeUInt16LE(machine, 18);
  const path = join(folder, 'node_modules', name, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, head);
}
const X64 = 0x3e;
const ARM64 = 0xb7;
const documents = natives.documents!;

describe('native packages beside a function', () => {
  it('documents is built for x64 and holds the typst compiler, inspect-upload for arm64', () => {
    expect(documents).toMatchObject({ cpu: 'x64' });
    expect(documents.binaries).toContain('@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu');
    expect(natives['inspect-upload']).toMatchObject({ cpu: 'arm64' });
  });

  it('everything there and for the right machine passes', () => {
    for (const name of documents.binaries) install(name, X64);
    expect(() => verifyNatives(folder, documents)).not.toThrow();
  });

  it('a package that npm left out without a word stops the build, by name', () => {
    for (const name of documents.binaries.slice(0, -1)) install(name, X64);
    expect(() => verifyNatives(folder, documents)).toThrow(/typst-ts-node-compiler-linux-x64-gnu is missing/);
  });

  it('a module of the host’s machine instead of the function’s stops the build', () => {
    for (const name of documents.binaries) install(name, name.includes('typst') ? ARM64 : X64);
    expect(() => verifyNatives(folder, documents)).toThrow(/not for linux x64/);
  });
});
