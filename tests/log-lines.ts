import { AsyncLocalStorage } from 'node:async_hooks';

/** Where the log lines of the work that runs now are kept. */
export const collector = new AsyncLocalStorage<string[]>();

/** What the work logs, line by line. */
export async function linesOf(work: () => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  await collector.run(lines, work);
  return lines;
}
