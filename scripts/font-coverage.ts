import { join } from 'node:path';
import { documentAssetFiles } from '../shared/contracts/documents.ts';
import { type Coverage, covers, readCoverage } from './font-cmap.ts';

const root = join(import.meta.dirname, '..');

/**
 * Never printable, whatever a font maps them to: controls, direction overrides and other format characters, private use,
 * unassigned, surrogates, what has no shape of its own. A direction override could make a paper read other than its
 * data. Emoji neither: the few that a font draws would come out black, and nobody could tell which those are.
 */
const never = /\p{C}|\p{Default_Ignorable_Code_Point}|\p{Emoji_Presentation}/u;

/** The characters that every weight of one of the families draws, as ascending inclusive ranges. */
export async function printedRanges(): Promise<[first: number, last: number][]> {
  const { fonts, ownFonts, templates } = documentAssetFiles;
  const families = [
    ...fonts.families.map((files) => files.map((file) => join(root, 'node_modules', fonts.scope, file))),
    ...[ownFonts.symbols, ownFonts.extension].map((file) => [join(root, templates.folder, file)]),
  ];
  const drawn: Coverage[][] = await Promise.all(
    families.map((files) => Promise.all(files.map((file) => readCoverage(file)))),
  );
  const ranges: [number, number][] = [];
  for (let code = 0x20; code <= 0x3ffff; code += 1) {
    if (!drawn.some((weights) => weights.every((weight) => covers(weight, code)))) continue;
    if (never.test(String.fromCodePoint(code))) continue;
    const last = ranges.at(-1);
    if (last?.[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return ranges;
}

/** The table as its file: gaps and lengths in turn, in base 36. */
export async function coverageSource(): Promise<string> {
  let at = 0;
  const steps = (await printedRanges()).flatMap(([first, last]) => {
    const pair = [first - at, last + 1 - first];
    at = last + 1;
    return pair.map((step) => step.toString(36));
  });
  return [
    '/**',
    ' * Characters that the fonts of the documents draw (D15): how many are not covered, how many are, and so on, in base 36.',
    ' * Made by scripts/generate-coverage.ts; read by printable.ts.',
    ' */',
    'export const coverage =',
    `  '${steps.join(' ')}';`,
    '',
  ].join('\n');
}
