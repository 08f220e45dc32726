import type { Bilingual } from '../../contracts/finding.ts';
import { diffPlans } from '../plan/versions.ts';
import { fieldNames, levelNames, sections } from './names.ts';

/** What a version of a directory changes, in words: the second person reads what the first prepared (D26). */

export interface DirectoryChange {
  /** JSON Pointer; entries are named by their codes. */
  readonly pointer: string;
  readonly words: Bilingual;
}

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const labels = ['/version', '/$schema'];

/** Every change between two documents of any shape, in document order. */
export const directoryChanges = (before: unknown, after: unknown): DirectoryChange[] =>
  diffPlans(before, after)
    .filter(({ pointer }) => !labels.includes(pointer))
    .map((change) => ({ pointer: change.pointer, words: inWords(change, before, after) }));

function inWords(
  { pointer, before: was, after: is }: { pointer: string; before: unknown; after: unknown },
  before: unknown,
  after: unknown,
): Bilingual {
  const [section = '', id, ...fields] = pointer.split('/').slice(1);
  const noun = sections[section]?.one;
  if (!noun) {
    const field = namesOf([section, ...(id === undefined ? [] : [id]), ...fields]);
    return { zh: changed('zh', field.zh, was, is), en: changed('en', field.en, was, is) };
  }
  if (id === undefined) {
    const all = sections[section]!.all;
    return { zh: `${all.zh}：次序调整`, en: `${all.en}: the order was changed` };
  }
  const name = nameOf(entryIn(after, section, id)) ?? nameOf(entryIn(before, section, id)) ?? id;
  const subject = { zh: `${noun.zh}“${name}”（${id}）`, en: `${noun.en} “${name}” (${id})` };
  if (fields.length === 0)
    return was === undefined
      ? { zh: `新增${subject.zh}：${detail('zh', is)}`, en: `New ${subject.en}: ${detail('en', is)}` }
      : { zh: `删去${subject.zh}`, en: `Removed ${subject.en}` };
  const field = namesOf(fields);
  return {
    zh: `${subject.zh}：${changed('zh', field.zh, was, is)}`,
    en: `${subject.en}: ${changed('en', field.en, was, is)}`,
  };
}

const namesOf = (path: readonly string[]): Bilingual => {
  const parts = path.filter((part) => !/^\d+$/.test(part) || path.length === 1);
  const say = (lang: 'zh' | 'en') => parts.map((part) => fieldNames[part]?.[lang] ?? part).join(' / ');
  return { zh: say('zh'), en: say('en') };
};

function changed(lang: 'zh' | 'en', field: string, was: unknown, is: unknown): string {
  const [old, now] = [valueWords(was, lang), valueWords(is, lang)];
  if (lang === 'zh') {
    if (was === undefined) return `${field}增加“${now}”`;
    return is === undefined ? `${field}去掉“${old}”` : `${field}由“${old}”改为“${now}”`;
  }
  if (was === undefined) return `${field} added: “${now}”`;
  return is === undefined ? `${field} removed: “${old}”` : `${field} changed from “${old}” to “${now}”`;
}

/** A value in a line of text. */
export function valueWords(value: unknown, lang: 'zh' | 'en'): string {
  if (value === null) return lang === 'zh' ? '长期' : 'open-ended';
  if (value === undefined) return '—';
  if (Array.isArray(value))
    return value.map((one) => valueWords(one, lang)).join(lang === 'zh' ? '、' : ', ');
  if (isTree(value)) {
    if (typeof value.zh === 'string')
      return lang === 'en' && typeof value.en === 'string' ? value.en : value.zh;
    return detail(lang, value);
  }
  const text = String(value);
  return levelNames[text]?.[lang] ?? text;
}

const detail = (lang: 'zh' | 'en', value: unknown): string =>
  isTree(value)
    ? Object.entries(value)
        .filter(([, one]) => one !== undefined && one !== '')
        .map(([key, one]) => `${fieldNames[key]?.[lang] ?? key} ${valueWords(one, lang)}`)
        .join(lang === 'zh' ? '，' : '; ')
    : valueWords(value, lang);

const ids = ['code', 'pointId', 'muniUnitId', 'committeeId'];

function entryIn(document: unknown, section: string, id: string): unknown {
  const list = isTree(document) ? document[section] : undefined;
  return Array.isArray(list)
    ? (list.find((one) => isTree(one) && ids.some((key) => one[key] === id)) ?? list[Number(id)])
    : undefined;
}

function nameOf(entry: unknown): string | undefined {
  const name = isTree(entry) ? entry.name : undefined;
  return isTree(name) && typeof name.zh === 'string' ? name.zh : undefined;
}
