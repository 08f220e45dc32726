import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const VERSIONS = ['boto3==1.43.11', 'awscli==1.45.11'];

/** A Python environment with AWS's own clients in pinned versions; `bin/aws` and `bin/python` are in it. */
export const PYTHON = join(
  import.meta.dirname,
  '../../.cache',
  `python-${VERSIONS.join('-').replaceAll('==', '-')}`,
);

/** Makes it on the first run (Python 3.9 or newer with `venv` is needed). The marker is written last. */
export async function makePython(): Promise<void> {
  if (existsSync(join(PYTHON, 'complete'))) return;
  rmSync(PYTHON, { recursive: true, force: true });
  mkdirSync(PYTHON, { recursive: true });
  await run('python3', ['-m', 'venv', PYTHON]);
  await run(join(PYTHON, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', ...VERSIONS]);
  writeFileSync(join(PYTHON, 'complete'), '');
}
