import type { OtherRule } from './rule.ts';

/** Plans (G), privacy and evidence (V), readings of the source document (Q). */
export const otherRules: readonly OtherRule[] = [
  {
    id: 'G1',
    source: '计划规则',
    meaning: {
      zh: '计划分版本，发布后不可更改；新版本适用于草稿并显示差异。',
      en: 'Plans are versioned and immutable once published; a new version shows its difference.',
    },
  },
  {
    id: 'G2',
    source: '计划规则',
    meaning: {
      zh: '法定下限（5 个工作日、三分之二、单数、备案有效期）计划不得降低。',
      en: 'Statutory floors (five working days, two thirds, odd number, validity) that no plan can lower.',
    },
  },
  {
    id: 'G3',
    source: '计划规则',
    meaning: {
      zh: '发布须两人确认并预演：决策表各行、时间次序、日历均检查。',
      en: 'Publishing takes two people and a dry run: every table row, the order of dates, the calendar.',
    },
  },
  {
    id: 'G4',
    source: '计划规则',
    meaning: {
      zh: '环节只能按白名单关闭或调整次序。',
      en: 'Stages are switched off or re-ordered only along a whitelist.',
    },
  },
  {
    id: 'G5',
    source: '计划规则',
    meaning: { zh: '文字须有中文，英文可选。', en: 'Texts have Chinese; English is optional.' },
  },
  {
    id: 'V1',
    source: '隐私规则',
    meaning: {
      zh: '公示只列姓名、单位、申报职称、专业、级别、申报方式、申请编号。',
      en: 'Publicity shows name, unit, title, specialty, level, mode and application number only.',
    },
  },
  {
    id: 'V2',
    source: '隐私规则',
    meaning: {
      zh: '证件号码默认遮盖，查看全号须说明用途并留痕。',
      en: 'Identity numbers are masked; seeing one whole needs a purpose and is logged.',
    },
  },
  {
    id: 'V3',
    source: '隐私规则',
    meaning: {
      zh: '公示名单结束 30 日后撤下。',
      en: 'Lists leave the public site 30 days after their close.',
    },
  },
  {
    id: 'V4',
    source: '隐私规则',
    meaning: {
      zh: '证书凭编号和姓名查验，两项一致才答有效、已撤销或已换发；其余一律答未找到。每个网络地址的查验次数有限。',
      en: 'A certificate is checked by number and name together: valid, revoked, replaced; everything else is not found. Each address may ask so often.',
    },
  },
  {
    id: 'V5',
    source: '隐私规则',
    meaning: {
      zh: '签名、照片、证件访问均留痕，链接短时有效。',
      en: 'Signatures, photos and identity documents: short-lived links, every read logged.',
    },
  },
  {
    id: 'V6',
    source: '隐私规则',
    meaning: {
      zh: '各类数据的保存期限由计划规定；到期删除尚未自动执行。',
      en: 'How long data are kept is in the plan; nothing is deleted by itself yet when the term is over.',
    },
  },
  {
    id: 'V7',
    source: '隐私规则',
    meaning: {
      zh: '审计链逐条相连，篡改与截断均可核验；每日检查点由各链链首算出，尚未自动签署公布。',
      en: 'The audit chain links every event, so that a change or a cut shows; the daily checkpoint over all chains is computed on demand and not yet signed and published by itself.',
    },
  },
  {
    id: 'Q3',
    source: '对第9行的解读',
    meaning: {
      zh: '授权委托证明由单位所在地申报受理点审核，其余由平台运维人员审核。',
      en: 'The point of the unit’s place checks the letter of authorisation; operations the rest.',
    },
  },
  {
    id: 'Q5',
    source: '对第12行的解读',
    meaning: {
      zh: 'K=1024；同时提示两种算法下都合格的范围。',
      en: 'K = 1024; the band that is right under both readings is told.',
    },
  },
  {
    id: 'Q7',
    source: '对第14行的解读',
    meaning: {
      zh: '按 Unicode 码点计字，空白不计，标点计入。',
      en: 'A 字 is a Unicode code point without white space, punctuation counted.',
    },
  },
  {
    id: 'Q8',
    source: '对第28行的解读',
    meaning: {
      zh: '年限以计划截止日计；连续期间合并，间断期间按天累计。',
      en: "Years are measured at the plan's cut-off date; touching periods merge, separate ones add up by days.",
    },
  },
  {
    id: 'Q9',
    source: '对第23行的解读',
    meaning: {
      zh: '提交当日有效即可；其后过期只提醒。',
      en: 'Valid on the day of submit; a later expiry only reminds.',
    },
  },
  {
    id: 'Q10',
    source: '对第28行的解读',
    meaning: {
      zh: '直接申报、技能人才、自评、标志性业绩：现任职务文件一份，不计年限。',
      en: 'Direct, skilled, self-evaluation and landmark: one document of the present post, no years.',
    },
  },
  {
    id: 'Q11',
    source: '对第15至19行的解读',
    meaning: {
      zh: '转评为正常申报下的人员类别，公示时单列申报方式。',
      en: 'Conversion is a category of the normal track, and a mode of its own on public lists.',
    },
  },
  {
    id: 'Q12',
    source: '对第31行的解读',
    meaning: { zh: '仅有外省社保记录者提供。', en: 'Asked only of those insured elsewhere.' },
  },
  {
    id: 'Q13',
    source: '对第16、30行的解读',
    meaning: { zh: '两名不同的签字人，各附证书。', en: 'Two distinct signers, each with a certificate.' },
  },
  {
    id: 'Q16',
    source: '对第35行的解读',
    meaning: {
      zh: '逾期失效，经运维批准可在宽限期内重开一次。',
      en: "Lapsed, with one approved re-opening within the plan's grace.",
    },
  },
  {
    id: 'Q17',
    source: '对第36、37行的解读',
    meaning: { zh: '区属单位按企业的路径。', en: 'Units of a district follow the enterprise road.' },
  },
  {
    id: 'Q19',
    source: '对第38行的解读',
    meaning: {
      zh: '表决基数为出席专家，计划可改为扣除回避者。',
      en: 'The base is experts attending; a plan may subtract those recused.',
    },
  },
  {
    id: 'Q20',
    source: '对第38、39行的解读',
    meaning: { zh: '发布当日不计入公示期。', en: 'The publishing day does not count.' },
  },
  {
    id: 'Q21',
    source: '对第38行的解读',
    meaning: {
      zh: '评审表到达办公室后进行办公室审核，再作评前公示。',
      en: 'The office audits after the paper arrived and before the first publicity.',
    },
  },
  {
    id: 'Q22',
    source: '对第38行的解读',
    meaning: { zh: '异议只影响被提名者。', en: 'An objection holds only the named person.' },
  },
];
