import type { Application } from '../contracts/application.ts';
import type { Bilingual, Finding } from '../contracts/finding.ts';
import { isUnprinted } from '../rules/paper/custody.ts';
import { find } from '../rules/paper/findings.ts';

/** Why the form or certificate of this turn could not be made, in words for the desks (D15, D28). */

const kinds: Readonly<Record<string, Bilingual>> = {
  DOCUMENT_GLYPH_MISSING: { zh: '含无法打印的字符', en: 'characters that no font has' },
  DOCUMENT_INPUT_INVALID: { zh: '内容超出表格可容纳的范围', en: 'content beyond what the form holds' },
  DOCUMENT_IMAGE_INVALID: { zh: '图片无法读取', en: 'a picture that cannot be read' },
};
const fault: Bilingual = { zh: '系统故障', en: 'a fault of the platform' };

/** By the beginning of the path in the document's input; the first that fits. */
const places: readonly (readonly [path: string, words: Bilingual])[] = [
  ['statement', { zh: '本人述职', en: 'work statement' }],
  ['achievements', { zh: '业绩', en: 'achievements' }],
  ['education', { zh: '学历', en: 'education' }],
  ['appointments', { zh: '聘任情况', en: 'appointments' }],
  ['work', { zh: '工作经历', en: 'work history' }],
  ['person.unitName', { zh: '单位名称', en: 'name of the unit' }],
  ['person.name', { zh: '姓名', en: 'name' }],
  ['name', { zh: '姓名', en: 'name' }],
  ['person', { zh: '个人信息', en: 'personal data' }],
  ['photo', { zh: '证件照', en: 'photo' }],
  ['commitment', { zh: '个人承诺', en: 'commitment' }],
  ['unitOpinion', { zh: '单位意见', en: 'opinion of the unit' }],
  ['pointOpinion', { zh: '受理点意见', en: 'opinion of the point' }],
  ['districtOpinion', { zh: '人社部门意见', en: 'opinion of the district' }],
  ['documentNo', { zh: '发文文号', en: 'document number' }],
];

/** What is amiss, by place: never the words that stand there. */
export function unprintedPlaces(code: string, fields: readonly string[]): Bilingual {
  const kind = kinds[code] ?? fault;
  const named = fields.flatMap((field) => {
    const place = places.find(([path]) => field === path || field.startsWith(`${path}.`));
    return place ? [place[1]] : [];
  });
  const what = (lang: 'zh' | 'en') => {
    const where = [...new Set(named.map((words) => words[lang]))].join(lang === 'zh' ? '、' : ', ');
    return where === '' ? kind[lang] : `${where}${lang === 'zh' ? '：' : ': '}${kind[lang]}`;
  };
  return { zh: what('zh'), en: what('en') };
}

/** FORM_UNPRINTED while the document of this turn is owed. */
export function unprintedFindings(application: Application): Finding[] {
  if (!isUnprinted(application)) return [];
  const [code = '', ...fields] = application.unprinted?.reason.split(' ') ?? [];
  return [find('FORM_UNPRINTED', { found: code, words: { found: unprintedPlaces(code, fields) } })];
}
