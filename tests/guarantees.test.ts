import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const page = readFileSync('docs/guarantees.md', 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| Guarantee'));
const links = (row: string) =>
  [...row.matchAll(/\[([^\]]+)\]\(\.\.\/(tests\/[^)]+)\)/g)].map(([, ...at]) => at);

describe('docs/guarantees.md', () => {
  it('each guarantee names a rule and a test', () => {
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((row) => links(row).length === 0 || !/\| [A-Z]+\d/.test(row))).toEqual([]);
  });

  it('each of these tests is there under its title', () => {
    const lost = rows.flatMap(links).filter(([title, file]) => !readFileSync(file!, 'utf8').includes(title!));
    expect(lost).toEqual([]);
  });
});
