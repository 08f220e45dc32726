import { expect, it } from 'vitest';
import { filesOf, textOf } from './architecture/source.ts';

/** Titles, cities and years are data: what knows the first plan is its data, the words of its source, and its demonstration. */

const folders = ['shared', 'functions', 'infra', 'local', 'scripts', 'web', 'statemachines'];
const kinds = /\.(ts|tsx|mjs|css|html|json|typ)$/;
const known = /^(shared\/plans\/|shared\/rules\/catalogue\/source-|local\/demo\/|web\/dist\/)/;
const names =
  /hangzhou|杭州|杭人社|330100|(?<![\d-])2020(?!\d)|市建委|高级工程师|\bningbo|宁波|330200|\bshaoxing|绍兴|330600|constr_commission/i;
/** A name that stood in the code once, and under which records and sign-in groups are still read. */
const former = "const formerRoles: Readonly<Record<string, Role>> = { CONSTR_COMMISSION: 'AUTHORITY' };";

it('no line outside data, its source and the demonstration names the first plan, its city, its year or the others', () => {
  const found = filesOf(folders, kinds)
    .filter((file) => !known.test(file))
    .flatMap((file) =>
      textOf(file)
        .split('\n')
        .filter((line) => names.test(line) && line !== former)
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});
