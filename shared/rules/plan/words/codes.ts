import { identityKindNames } from '../../../contracts/identity.ts';
import type { TitleLevel } from '../../../contracts/plan-attachments.ts';
import { checkingRoles } from '../../../contracts/plan-fields.ts';
import { roleNames } from '../../../contracts/roles.ts';
import { kindRows } from '../kinds.ts';

/** What the codes of a plan's fields mean: the only list of it. A place as in `fields.ts`; the list's own for its elements. */

export type CodeWords = Readonly<Record<string, readonly [zh: string, en: string]>>;

export const titleLevelWords = {
  ASSISTANT: ['助理级', 'assistant level'],
  MID: ['中级', 'mid level'],
  ASSOCIATE_SENIOR: ['副高级', 'associate senior level'],
  SENIOR: ['正高级', 'senior level'],
} as const satisfies Record<TitleLevel, readonly [string, string]>;

const kinds: CodeWords = /* @__PURE__ */ Object.fromEntries(
  Object.entries(kindRows).map(([code, { words }]) => [code, [words.zh, words.en] as const]),
);

const deadlineModes: CodeWords = {
  AFTER_NOTICE: ['自通知之日起若干天', 'so many days after the notice'],
  FIXED: ['固定日期', 'a fixed date'],
};
const dayKinds: CodeWords = { CALENDAR: ['自然日', 'calendar days'], WORKING: ['工作日', 'working days'] };

const ageFunctionWords: CodeWords = {
  ANNIVERSARY: ['按周年', 'by anniversary at the cut-off date'],
  YEAR_END: ['按年末', 'to the end of the year'],
  BATCH_END: ['按批次截止日', 'to the last day of the batch'],
};
const dateFunctionWords: CodeWords = {
  ...ageFunctionWords,
  NEXT_YEAR: ['自次年 1 月 1 日起', 'from 1 January of the year after'],
};

/** Desks as the plan's form names them. */
const checkers: CodeWords = Object.fromEntries(
  checkingRoles.map((role) => [role, [roleNames[role].zh, roleNames[role].en] as const]),
);
const cellTypes: CodeWords = {
  TEXT: ['一行文字', 'a text of one line'],
  NUMBER: ['数字', 'a number'],
  DATE: ['日期', 'a date'],
  MONTH: ['年月', 'a month'],
  CHOICE: ['单选', 'one choice'],
  YESNO: ['是或否', 'yes or no'],
};

const educationWords: CodeWords = {
  E1: ['学历种类一', 'kind 1'],
  E2: ['学历种类二', 'kind 2'],
  E3: ['学历种类三', 'kind 3'],
  E4: ['学历种类四', 'kind 4'],
  E5: ['学历种类五', 'kind 5'],
  E6: ['学历种类六', 'kind 6'],
  E7: ['学历种类七', 'kind 7'],
};

const stageNames: CodeWords = {
  UNIT_REVIEW: ['单位审核', 'review by the unit'],
  UNIT_PUBLICITY: ['单位公示', 'publicity in the unit'],
  POINT_REVIEW: ['受理点审核', 'review by the acceptance point'],
  INDUSTRY_REVIEW: ['行业主管部门审核', 'review by the industry’s authority'],
  DISTRICT_REVIEW: ['区县人社审核', 'review by the district'],
  PAYMENT: ['缴费', 'payment'],
  PAPER_FORM: ['报送评审表', 'paper form'],
  OFFICE_REVIEW: ['评委会办公室审核', 'review by the office'],
  PRE_PUBLICITY: ['评前公示', 'first publicity'],
  INTERVIEW: ['面试答辩', 'interview'],
  EXPERT_REVIEW: ['评委会评审', 'review by the committee'],
  RESULT_PUBLICITY: ['结果公示', 'publicity of the result'],
  JOINT_AUDIT: ['联合审核', 'joint audit'],
  DOCUMENT: ['发文公布', 'document'],
  CERTIFICATE: ['电子证书', 'certificate'],
  PAPER_RETURN: ['退还评审表', 'return of the paper'],
};

/** What a list or a certificate shows of somebody. */
const shown: CodeWords = {
  name: ['姓名', 'name'],
  unit: ['单位', 'unit'],
  title: ['申报资格', 'title'],
  specialty: ['专业', 'specialty'],
  level: ['级别', 'level'],
  mode: ['申报方式', 'track'],
  applicationNo: ['申报编号', 'application number'],
  idMasked: ['证件号码（部分隐去）', 'identity number, masked'],
  photo: ['证件照', 'photo'],
  qualification: ['资格名称', 'qualification'],
  date: ['取得资格时间', 'date'],
  committee: ['评委会', 'committee'],
  issuer: ['发证单位', 'issuer'],
  documentNo: ['发文文号', 'document number'],
  certNo: ['证书编号', 'certificate number'],
};

export const codes: Readonly<Record<string, CodeWords>> = {
  '/kind': kinds,
  '/status': {
    DRAFT: ['草稿', 'draft'],
    PUBLISHED: ['已发布', 'published'],
    CLOSED: ['不再受理申报', 'closed to new declarations'],
  },
  '/title/level': titleLevelWords,
  '/committee/level': titleLevelWords,
  '/years/by/appointment': dateFunctionWords,
  '/years/by/title': dateFunctionWords,
  '/years/by/education': dateFunctionWords,
  '/years/by/work': dateFunctionWords,
  '/years/by/age': ageFunctionWords,
  '/years/needs/*/of': {
    TITLE: ['取得职称', 'the title'],
    EDUCATION: ['取得学历后工作', 'work since graduation'],
    WORK: ['工作', 'work'],
    AGE: ['年龄', 'the age'],
  },
  '/years/needs/*/level': titleLevelWords,
  '/years/needs/*/educations': educationWords,
  '/preconditions/*/kind': {
    TITLE: ['已有职称', 'a title held'],
    EXAM: ['考试合格', 'an exam passed'],
    DOCUMENT: ['他方出具的材料', 'a document given by somebody else'],
    GROUP_CHECK: ['专业组预审', 'a prior check by a group'],
  },
  '/preconditions/*/levels': titleLevelWords,
  '/preconditions/*/validOn': {
    CHECK_DATE: ['审核之日', 'the day of the check'],
    CUTOFF_DATE: ['年限计算截止日', 'the day at which seniority is measured'],
  },
  '/achievements/window/since': {
    TITLE: ['取得现有职称', 'the present title'],
    YEARS: ['年限计算截止日前若干年', 'so many years before the cut-off date'],
  },
  '/attachments/rows/*/level/*/need': { ANY: ['不限', 'any'], ...titleLevelWords },
  '/windows/payment/mode': deadlineModes,
  '/windows/payment/unit': dayKinds,
  '/windows/form/mode': deadlineModes,
  '/windows/form/unit': dayKinds,
  '/photo/background/mode': { ADVISORY: ['提示', 'tells'], OFF: ['不检查', 'off'] },
  '/form/fields/*/key': {
    track: ['申报方式', 'track'],
    category: ['人员类别', 'category'],
    specialty: ['申报专业', 'specialty'],
    optionCodes: ['选择项', 'options'],
    selfEvaluation: ['自评', 'self-evaluation'],
    recommenders: ['推荐人', 'recommenders'],
    educations: ['学历', 'educations'],
    established: ['事业单位编制', 'established post'],
    titles: ['现有职称', 'titles held'],
    appointment: ['现任职务', 'present post'],
    work: ['工作经历', 'work'],
    workStatement: ['本人述职', 'statement'],
    siOutOfProvince: ['省外社保', 'social insurance elsewhere'],
    pointId: ['受理点', 'acceptance point'],
    mobile: ['手机号码', 'mobile'],
    inService: ['在岗情况', 'in service'],
    preconditions: ['申报前提', 'preconditions'],
    exclusions: ['不得申报的情形', 'grounds of exclusion'],
  },
  '/form/fields/*/checkedBy': checkers,
  '/form/sections/*/fields/*/checkedBy': checkers,
  '/form/sections/*/fields/*/type': {
    ...cellTypes,
    LONG_TEXT: ['多行文字', 'a text of many lines'],
    CHOICES: ['多选', 'several choices'],
    ROWS: ['列表', 'a list'],
    FILE: ['见附件', 'a file among the attachments'],
  },
  '/form/sections/*/fields/*/columns/*/type': cellTypes,
  '/identityKinds': Object.fromEntries(
    Object.entries(identityKindNames).map(([kind, { zh, en }]) => [kind, [zh, en] as const]),
  ),
  '/educations/*/kind': educationWords,
  '/tracks/*/recommenders/specialty': {
    SAME_OR_CLOSE: ['相同或相近', 'the same or a close one'],
    SAME: ['相同', 'the same'],
    ANY: ['不限', 'any'],
  },
  '/scoringTables/*/groups/*/items/*/kind': {
    CHOICE: ['选一项', 'one choice'],
    PER_UNIT: ['按数量', 'by number'],
  },
  '/scoringTables/*/groups/*/items/*/evidence': {
    ARCHIVE: ['业绩档案', 'the archive'],
    ATTACHMENT: ['附件', 'an attachment'],
  },
  '/attachments/documents/*/files': { PDF: ['PDF', 'PDF'], JPEG: ['JPEG', 'JPEG'], PNG: ['PNG', 'PNG'] },
  '/attachments/rows/*/distinctBy': { recommenderId: ['推荐人', 'recommender'] },
  '/attachments/rows/*/forEach': { achievements: ['所选业绩', 'the chosen achievements'] },
  '/attachments/rows/*/proof': { THIRD_PARTY: ['第三方', 'a third party'] },
  '/attachments/rows/*/fetch': { CHSI: ['学信网', 'the national education register (CHSI)'] },
  '/attachments/rows/*/fetchInProvince': { SI: ['社会保险', 'social insurance'] },
  '/attachments/rows/*/validUntil': { checkDate: ['审核之日', 'the day of the check'] },
  '/attachments/rows/*/kinds/*/accept': {
    APPOINTMENT: ['聘任文件或聘书', 'letter of appointment'],
    LABOUR_CONTRACT: ['劳动合同', 'labour contract'],
  },
  '/attachments/rows/*/level/*/at': {
    cutoffDate: ['年限计算截止日', 'the day at which seniority is measured'],
  },
  '/routing/private': {
    APPLICANT_BY_AFFILIATION: ['由申报人按隶属选择', 'the applicant chooses by affiliation'],
    BY_LOCATION: ['按所在地', 'by location'],
  },
  '/routing/muniDirect': {
    APPLICANT_BY_AFFILIATION: ['由申报人按隶属选择', 'the applicant chooses by affiliation'],
    BY_LOCATION: ['按所在地', 'by location'],
  },
  '/routing/district': {
    BY_AFFILIATION: ['按隶属', 'by affiliation'],
    BY_LOCATION: ['按所在地', 'by location'],
  },
  '/routing/paperMuniDirect': {
    MUNI_UNIT: ['市直单位', 'the municipal direct unit'],
    POINT: ['受理点', 'the acceptance point'],
  },
  '/stages/*/code': stageNames,
  '/publicity/fields': shown,
  '/certificate/fields': shown,
  '/committee/denominator': {
    ATTENDING: ['出席的评委', 'those attending'],
    ELIGIBLE: ['出席且未回避的评委', 'those attending and not recused'],
  },
  '/certificate/qualificationDate': {
    VOTE_DATE: ['评审通过之日', 'day of the vote'],
    DOCUMENT_DATE: ['发文之日', 'day of the document'],
  },
  '/notifications': {
    UNIT_BOUND: ['单位绑定', 'unit bound'],
    ARCHIVE_RESULT: ['业绩审查结果', 'verdict on the archive'],
    STAGE_RESULT: ['环节结果', 'result of a stage'],
    RETURNED: ['退回补正', 'returned'],
    PAYMENT_OPEN: ['可以缴费', 'payment opens'],
    PAYMENT_CLOSING: ['缴费将截止', 'payment closes soon'],
    FORM_RECEIVED: ['收到评审表', 'form received'],
    PUBLICITY_OPENED: ['公示开始', 'publicity opens'],
    PUBLICITY_CLOSED: ['公示结束', 'publicity closes'],
    RESULT: ['评审结果', 'result'],
    DOCUMENT: ['发文', 'document'],
    CERTIFICATE: ['证书', 'certificate'],
    FORM_RETURNED: ['退还评审表', 'form returned'],
    OVERDUE: ['办理逾期', 'overdue'],
  },
};

/** Lists whose codes are those of another list of the same plan: its place, by whose names they are said. */
export const namedBy: Readonly<Record<string, string>> = {
  '/title/specialties/*/close': '/title/specialties',
  '/committee/specialties': '/title/specialties',
  '/tracks/*/categories': '/categories',
  '/tracks/*/options/*/categories': '/categories',
  '/directory/points/*/divisions': '/jurisdiction/divisions',
  '/preconditions/*/document': '/attachments/documents',
  '/form/sections/*/fields/*/document': '/attachments/documents',
  '/attachments/rows/*/code': '/attachments/documents',
  '/attachments/rows/*/oneOf': '/attachments/documents',
};
