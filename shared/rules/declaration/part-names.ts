import type { Bilingual } from '../../contracts/finding.ts';

/** What the parts of the data page's rows are called, on the page and in what is found about them. */
export const partNames = {
  school: { zh: '毕业院校', en: 'School' },
  level: { zh: '学历层次', en: 'Level' },
  started: { zh: '入学日期', en: 'Date of enrolment' },
  graduated: { zh: '毕业日期', en: 'Date of graduation' },
  unitName: { zh: '工作单位', en: 'Employing unit' },
  post: { zh: '岗位', en: 'Post' },
  name: { zh: '姓名', en: 'Name' },
  titleOf: { zh: '职称', en: 'Title' },
  specialty: { zh: '专业', en: 'Specialty' },
  titleName: { zh: '职称名称', en: 'Name of the title' },
  passedAt: { zh: '评审通过日期', en: 'Day of the vote' },
  issuedAt: { zh: '发文日期', en: 'Day of the document' },
  certificateNo: { zh: '职称证书编号', en: 'Number of the title certificate' },
  from: { zh: '开始日期', en: 'First day' },
  to: { zh: '结束日期', en: 'Last day' },
} as const satisfies Record<string, Bilingual>;

/** Rows by their number, from 1. */
export const rowNames = {
  education: { zh: '学历 {n}', en: 'Education {n}' },
  heldTitle: { zh: '现有职称 {n}', en: 'Title held {n}' },
  workItem: { zh: '工作经历 {n}', en: 'Employment {n}' },
  period: { zh: '任职期间 {n}', en: 'Period {n}' },
  recommender: { zh: '推荐人 {n}', en: 'Recommender {n}' },
} as const satisfies Record<string, Bilingual>;

export const rowName = (row: keyof typeof rowNames, i: number): Bilingual => ({
  zh: rowNames[row].zh.replace('{n}', String(i + 1)),
  en: rowNames[row].en.replace('{n}', String(i + 1)),
});

/** “学历 1”的毕业院校 */
export function partOf(row: keyof typeof rowNames, i: number, part: keyof typeof partNames): Bilingual {
  const { zh, en } = rowName(row, i);
  return { zh: `“${zh}”的${partNames[part].zh}`, en: `${partNames[part].en} of ${en}` };
}
