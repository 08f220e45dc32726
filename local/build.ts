import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { holdBuildLock } from './build-lock.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const stamps = join(dist, '.stamps.json');

interface Stage {
  name: string;
  /** Files and folders that the result depends on. */
  inputs: string[];
  output: string;
  run: string[];
}

const stages: Stage[] = [
  {
    name: 'functions',
    inputs: ['functions', 'shared', 'scripts/bundle.ts', 'package-lock.json'],
    output: 'dist/functions',
    run: ['scripts/bundle.ts'],
  },
  {
    name: 'pages',
    inputs: ['web', 'shared', 'functions/routes.ts', 'functions/routes', 'package-lock.json'],
    output: 'dist/web',
    run: ['scripts/build-web.ts'],
  },
  {
    name: 'template',
    inputs: ['infra', 'functions', 'shared', 'statemachines', 'scripts/bundle.ts', 'package-lock.json'],
    output: 'dist/cloud',
    run: ['scripts/synth-local.ts'],
  },
];

/** Builds what changed since the last build: bundles, pages, template. @throws when a stage fails */
export function buildWhatChanged(report: (line: string) => void): void {
  const release = holdBuildLock(dist, report);
  try {
    buildStages(report);
  } finally {
    release();
  }
}

function buildStages(report: (line: string) => void): void {
  const known = readStamps();
  for (const stage of stages) {
    const stamp = stampOf(stage.inputs);
    if (known[stage.name] === stamp && existsSync(join(root, stage.output))) continue;
    report(`构建 ${stage.name} …`);
    // What is cut off from here on is half an output, whatever the inputs may be next time.
    delete known[stage.name];
    saveStamps(known);
    const [script = '', ...args] = stage.run;
    const result = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, script), ...args],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' },
    );
    if (result.status !== 0) throw new Error(`构建 ${stage.name} 失败。\n${result.stdout}${result.stderr}`);
    known[stage.name] = stamp;
    saveStamps(known);
  }
}

/** A stamp file that cannot be read costs one build. */
function readStamps(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(stamps, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

function saveStamps(known: Record<string, string>): void {
  writeFileSync(`${stamps}.new`, JSON.stringify(known));
  renameSync(`${stamps}.new`, stamps);
}

/** A hash over names, sizes and times of the inputs: cheap, and wrong only towards building too often. */
function stampOf(inputs: string[]): string {
  const hash = createHash('sha256');
  const visit = (path: string) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
  };
  for (const input of inputs) visit(join(root, input));
  return hash.digest('hex');
}

if (import.meta.main) buildWhatChanged((line) => console.log(line));
