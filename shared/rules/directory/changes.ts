import type { Bilingual } from '../../contracts/finding.ts';
import { diffPlans } from '../plan/versions.ts';

/** What a version of a directory changes, in words: the second person reads what the first prepared (D26). */

export interface DirectoryChange {
  /** JSON Pointer; entries are named by their codes. */
  readonly pointer: string;
  readonly words: Bilingual;
}

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The sections of a directory, and what one entry of them is called. */
export const sections: Readonly<Record<string, { readonly all: Bilingual; readonly one: Bilingual }>> = {
  districts: { all: { zh: '区县', en: 'Districts' }, one: { zh: '区县', en: 'district' } },
  points: { all: { zh: '受理点', en: 'Acceptance points' }, one: { zh: '受理点', en: 'acceptance point' } },
  muniUnits: {
    all: { zh: '市直单位', en: 'Municipal direct units' },
    one: { zh: '市直单位', en: 'municipal direct unit' },
  },
  committees: { all: { zh: '评委会', en: 'Committees' }, one: { zh: '评委会', en: 'committee' } },
};

/** The fields of a directory and of its entries, as people call them. */
export const fieldNames: Readonly<Record<string, Bilingual>> = {
  directoryCode: { zh: '城市区划代码', en: 'Division code of the city' },
  version: { zh: '版本', en: 'Version' },
  names: { zh: '名录名称', en: 'Name of the directory' },
  effectiveFrom: { zh: '生效日期', en: 'Counts from' },
  sampleData: { zh: '示例数据标记', en: 'Marks of sample data' },
  code: { zh: '代码', en: 'Code' },
  pointId: { zh: '代码', en: 'Code' },
  muniUnitId: { zh: '代码', en: 'Code' },
  committeeId: { zh: '代码', en: 'Code' },
  name: { zh: '名称', en: 'Name' },
  hrss: { zh: '人社部门', en: 'Bureau of human resources' },
  divisions: { zh: '所辖区划', en: 'Divisions' },
  phone: { zh: '电话', en: 'Telephone' },
  mobile: { zh: '手机', en: 'Mobile' },
  paperAddress: { zh: '地址', en: 'Address' },
  hours: { zh: '办公时间', en: 'Hours' },
  uscc: { zh: '统一社会信用代码', en: 'Credit code' },
  validFrom: { zh: '起期', en: 'First day' },
  validTo: { zh: '止期', en: 'Last day' },
  successor: { zh: '接办单位', en: 'Taken over by' },
  series: { zh: '系列', en: 'Series' },
  level: { zh: '级别', en: 'Level' },
  specialties: { zh: '专业', en: 'Specialties' },
  regions: { zh: '地区', en: 'Regions' },
  filingNo: { zh: '备案编号', en: 'Filing number' },
  filingAuthority: { zh: '备案机关', en: 'Filed with' },
  term: { zh: '届次', en: 'Term' },
  office: { zh: '办公室', en: 'Office' },
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
};

/** Levels of titles as people call them. */
export const levelNames: Readonly<Record<string, Bilingual>> = {
  ASSISTANT: { zh: '初级（助理级）', en: 'assistant' },
  MID: { zh: '中级', en: 'intermediate' },
  ASSOCIATE_SENIOR: { zh: '副高级', en: 'associate senior' },
  SENIOR: { zh: '正高级', en: 'senior' },
};

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
