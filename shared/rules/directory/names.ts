import type { Bilingual } from '../../contracts/finding.ts';

/** What the parts of a directory are called, for pages and for changes in words. */

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
