import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  globSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { documentAssetFiles } from '../shared/contracts/documents.ts';

/** Native packages of a function: what to install for the machine that Lambda runs it on, and what must then be there. */
export interface NativeTarget {
  cpu: 'arm64' | 'x64';
  packages: readonly string[];
  /** Platform packages that npm leaves out without a word where none is published. */
  binaries: readonly string[];
}

const sharpFor = (cpu: NativeTarget['cpu']) => [`@img/sharp-linux-${cpu}`, `@img/sharp-libvips-linux-${cpu}`];
const typst = documentAssetFiles.native;

/** By entry. The architecture of the functions in infra/service-stack.ts is the same. */
export const natives: Readonly<Record<string, NativeTarget>> = {
  'inspect-upload': { cpu: 'arm64', packages: ['sharp'], binaries: sharpFor('arm64') },
  documents: {
    cpu: typst.cpu,
    packages: ['sharp', typst.package],
    binaries: [...sharpFor(typst.cpu), typst.binary],
  },
};

/**
 * Installs the Linux builds beside a function, without Docker, in the versions that package.json pins.
 * @throws Error when npm fails or something is missing or made for another machine
 */
export function installNatives(root: string, folder: string, target: NativeTarget): void {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  rmSync(join(folder, 'package-lock.json'), { force: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const wanted = target.packages.map((name) => `${name}@${dependencies[name]}`);
  const flags = ['--os=linux', `--cpu=${target.cpu}`, '--libc=glibc', '--ignore-scripts'];
  const npm = spawnSync('npm', ['install', ...wanted, ...flags, '--no-audit', '--no-fund', '--no-save'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (npm.status !== 0) throw new Error(`The native packages of ${folder} could not be installed.`);
  verifyNatives(folder, target);
}

/** Machine of an ELF file (System V ABI, e_machine). */
const machines = { arm64: 0xb7, x64: 0x3e } as const;

/** @throws Error naming what is missing or made for another machine */
export function verifyNatives(folder: string, { cpu, binaries }: NativeTarget): void {
  const modules = join(folder, 'node_modules');
  const problems = binaries
    .filter((name) => !existsSync(join(modules, name)))
    .map((name) => `${name} is missing: no build for linux ${cpu} of the pinned version`);
  const files = globSync('**/*.node', { cwd: modules });
  if (files.length === 0) problems.push('no native module was installed');
  for (const file of files) {
    const head = Buffer.alloc(20);
    const fd = openSync(join(modules, file), 'r');
    readSync(fd, head, 0, head.length, 0);
    closeSync(fd);
    const isElf = head.subarray(0, 4).toString('latin1') === '\x7fELF';
    if (!isElf || head.readUInt16LE(18) !== machines[cpu]) problems.push(`${file} is not for linux ${cpu}`);
  }
  if (problems.length > 0) throw new Error(`${folder}: ${problems.join('; ')}`);
}
