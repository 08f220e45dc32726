import type { Bilingual, Finding } from '../../../contracts/finding.ts';
import { isLocalDate } from '../../../contracts/local-date.ts';
import type { Plan } from '../../../contracts/plan.ts';
import { grouped, sizeOf } from '../../base/bytes.ts';
import { formatDay } from '../../calendar/local-date.ts';
import { idIn, idOf } from '../elements.ts';
import { planSections } from '../sections.ts';
import { codes, namedBy } from './codes.ts';
import { sayCondition } from './condition.ts';
import { counted, everywhere, type FieldWords, fields, type Saying } from './fields.ts';
import { entries, isTree, joined, said, same, type Tree } from './parts.ts';

/** Places and values of a plan document in words, whatever shape the document has. */

/** A field of the schema: its place there, with `*` for elements, and the words for it. */
export interface Step {
  readonly place: string;
  readonly words: Bilingual;
}

/** The words of a field by its place in the schema; undefined for what no plan has. */
export function fieldWords(place: string): FieldWords | undefined {
  const [, section = '', ...rest] = place.split('/');
  if (rest.length === 0) {
    if (!Object.hasOwn(planSections, section)) return undefined;
    const { zh, en } = planSections[section as keyof Plan];
    return [zh, en];
  }
  if (Object.hasOwn(fields, place)) return fields[place];
  const last = rest.at(-1)!;
  return Object.hasOwn(everywhere, last) ? everywhere[last] : undefined;
}

const tables: readonly string[] = ['/scoringTables'];

/** Each step that a pointer takes through a document, in words; elements of lists by name, or by number. */
export function stepsOf(pointer: string, document: unknown): Step[] {
  const steps: Step[] = [];
  let value: unknown = document;
  let place = '';
  for (const part of partsOf(pointer)) {
    const element = Array.isArray(value) || tables.includes(place);
    const list = place;
    place = element ? `${place}/*` : `${place}/${part}`;
    value = childOf(value, part);
    const words = element ? elementWords(list, value, part, document) : fieldWords(place);
    steps.push({ place, words: words === undefined ? same(part) : 'zh' in words ? words : said(words) });
  }
  return steps;
}

const partsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** What stands at a pointer in which elements of lists are named by what they are known by. */
export const valueAt = (document: unknown, pointer: string): unknown =>
  partsOf(pointer).reduce(childOf, document);

function childOf(value: unknown, part: string): unknown {
  if (Array.isArray(value))
    return value.find((one) => idIn(one) === part) ?? (/^\d+$/.test(part) ? value[Number(part)] : undefined);
  return isTree(value) && Object.hasOwn(value, part) ? value[part] : undefined;
}

/** An element as people call it: its name, else what its code means, else its number in the list. */
function elementWords(list: string, one: unknown, part: string, document: unknown): Bilingual {
  const name = titleOf(list, one, document);
  if (name) return name;
  return /^\d+$/.test(part)
    ? { zh: `第 ${Number(part) + 1} 项`, en: `entry ${Number(part) + 1}` }
    : same(part);
}

/** Beyond this a name tells no more than its beginning. */
const NAME = 24;

function titleOf(list: string, one: unknown, document: unknown): Bilingual | undefined {
  if (!isTree(one)) return undefined;
  for (const key of ['names', 'name', 'heading', 'text'])
    if (isText(one[key])) return cut(textOf(one[key]), NAME);
  if (isText(one)) return cut(textOf(one), NAME);
  if (Array.isArray(one.oneOf)) return sayValue(`${list}/*/oneOf`, one.oneOf, document);
  const known = idOf(one);
  return known && codeWords(`${list}/*/${known[0]}`, known[1], document);
}

const isText = (value: unknown): value is { zh: string; en?: string } =>
  isTree(value) &&
  typeof value.zh === 'string' &&
  Object.entries(value).every(([key, one]) => (key === 'zh' || key === 'en') && typeof one === 'string');

const textOf = ({ zh, en = zh }: { zh: string; en?: string }): Bilingual => ({ zh, en });

const cut = ({ zh, en }: Bilingual, most: number): Bilingual => ({
  zh: short(zh, most),
  en: short(en, most * 2),
});
const short = (text: string, most: number): string => {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : text;
};

/** What a code stands for: a word of the schema, or the name that the plan itself gives. */
function codeWords(place: string, code: string, document: unknown): Bilingual {
  const known = Object.hasOwn(codes, place) ? codes[place] : undefined;
  if (known && Object.hasOwn(known, code)) return said(known[code]!);
  const list = namedBy[place];
  if (list === undefined) return same(code);
  const found = entries(partsOf(list).reduce(childOf, document)).find((one) => idIn(one) === code);
  return titleOf(list, found, document) ?? same(code);
}

const nothing: Bilingual = { zh: '无', en: 'none' };

/** A value of the plan in words, never as JSON; `place` is that of its field in the schema. */
export function sayValue(place: string, value: unknown, document: unknown): Bilingual {
  if (value === undefined || value === null) return nothing;
  const own = place.replace(/\/\*$/, '');
  const saying = fieldWords(own)?.[2];
  if (saying === 'condition') return sayCondition(value, document);
  if (saying === 'ratio') return same(Array.isArray(value) ? value.join(' / ') : String(value));
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (typeof value === 'number') return sayNumber(saying, value);
  if (typeof value === 'string')
    return saying === 'date' && isLocalDate(value)
      ? { zh: formatDay(value, 'zh'), en: formatDay(value, 'en') }
      : codeWords(own, value, document);
  if (Array.isArray(value)) {
    const all = value.map((one) => titleOf(own, one, document) ?? sayValue(`${own}/*`, one, document));
    return all.length === 0 ? nothing : joined(all, '、', ', ');
  }
  if (isText(value)) return textOf(value);
  return sayTree(place, value as Tree, document);
}

/** A group of entries: each with its name. */
function sayTree(place: string, tree: Tree, document: unknown): Bilingual {
  const all = Object.entries(tree).map(([key, value]) => {
    const at = tables.includes(place) ? `${place}/*` : `${place}/${key}`;
    const words = fieldWords(at);
    return joined([words ? said(words) : same(key), sayValue(at, value, document)], '：', ': ');
  });
  return all.length === 0 ? nothing : joined(all, '；', '; ');
}

function sayNumber(saying: Saying | undefined, value: number): Bilingual {
  switch (saying) {
    case 'yuan':
      return { zh: `${value / 100} 元`, en: `¥${(value / 100).toFixed(2)}` };
    case 'score':
      return { zh: `${value / 100} 分`, en: `${value / 100} points` };
    case 'bytes':
      return sizeOf(value);
    default: {
      const unit =
        saying && Object.hasOwn(counted, saying) ? counted[saying as keyof typeof counted] : undefined;
      return unit
        ? { zh: `${grouped(value)} ${unit[0]}`, en: `${grouped(value)} ${unit[1]}` }
        : same(String(value));
    }
  }
}

/** The same finding with its place in front, section first, as the reader of the document knows it. */
export function placed(one: Finding, document: unknown): Finding {
  const steps = stepsOf(one.field ?? '', document);
  if (steps.length === 0) return one;
  const place = joined(
    steps.map((step) => step.words),
    ' / ',
    ' / ',
  );
  return { ...one, message: joined([place, one.message], '：', ': ') };
}
