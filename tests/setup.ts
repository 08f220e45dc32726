import { collector } from './log-lines.ts';

/**
 * The log of the functions goes to standard output, past the runner's own console; here it becomes that of the test that
 * runs, which is printed when the test fails, or a test that reads it keeps it.
 */
process.stdout.write = ((chunk: string | Uint8Array) => {
  const line = String(chunk).trimEnd();
  const lines = collector.getStore();
  if (lines) lines.push(line);
  else console.log(line);
  return true;
}) as typeof process.stdout.write;
