import type { OtherRule } from './rule.ts';

/** National rules (L) and conventions that are plan settings (C), as far as the software acts on them. */
export const lawRules: readonly OtherRule[] = [
  {
    id: 'L2',
    source: '人社部令第40号《职称评审管理暂行规定》',
    meaning: {
      zh: '评委会须核准备案，有效期不超过 3 年；超出备案系列、专业、层级或有效期的评审结果不予认可。',
      en: 'A committee is approved and filed for at most three years; results outside its series, specialties, level or validity are not recognised.',
    },
  },
  {
    id: 'L4',
    source: '人社部令第40号',
    meaning: {
      zh: '评审专家聘期不超过 3 年，且须在聘期内。',
      en: 'An expert serves at most three years, and within that term.',
    },
  },
  {
    id: 'L5',
    source: '人社部令第40号',
    meaning: {
      zh: '从专家库中随机抽取专家组成评委会。',
      en: 'The committee is drawn at random from the pool.',
    },
  },
  {
    id: 'L6',
    source: '人社部令第40号；《事业单位人事管理条例》',
    meaning: {
      zh: '申报人应为在职人员；离退休人员、处分期内（记过 12 个月，降低岗位等级或撤职 24 个月）的事业单位人员不得申报。',
      en: 'Applicants are in service; retired people, and staff of public institutions under sanction (12 or 24 months), may not apply.',
    },
  },
  {
    id: 'L8',
    source: '人社部令第40号；国务院令第716号',
    meaning: {
      zh: '能通过共享、核验取得的材料，不再要求申报人提供。',
      en: 'What can be had by sharing or checking is not asked of the applicant again.',
    },
  },
  {
    id: 'L9',
    source: '人社部令第40号',
    meaning: {
      zh: '用人单位审核并在单位内公示不少于 5 个工作日（计划可关闭）。',
      en: 'The unit audits the materials and publicises them inside for at least five working days (a plan may switch this off).',
    },
  },
  {
    id: 'L11',
    source: '人社部令第40号',
    meaning: {
      zh: '须补正的一次性告知全部内容；逾期未补正视为放弃。',
      en: 'All that must be corrected is told once; not corrected in time counts as giving up.',
    },
  },
  {
    id: 'L12',
    source: '人社部令第40号',
    meaning: {
      zh: '会议由主任或副主任委员主持，出席专家不少于三分之二。',
      en: 'The chair or a vice-chair presides; at least two thirds attend.',
    },
  },
  {
    id: 'L13',
    source: '人社部令第40号',
    meaning: {
      zh: '无记名投票，同意票达到出席专家三分之二以上通过；不得委托投票或补充投票。',
      en: 'Secret ballot; two thirds of those attending pass; no voting by proxy or later.',
    },
  },
  {
    id: 'L14',
    source: '人社部令第40号',
    meaning: {
      zh: '每名申报人有不少于 3 名专家的书面评议意见。',
      en: 'At least three experts give written opinions on each candidate.',
    },
  },
  {
    id: 'L15',
    source: '人社部令第40号',
    meaning: { zh: '主持人宣布并签署结果。', en: 'The presiding member announces and signs the result.' },
  },
  {
    id: 'L17',
    source: '人社部令第40号',
    meaning: {
      zh: '评审会议封闭进行，专家姓名不公开，材料不得外传。',
      en: 'The meeting is closed; experts stay unnamed and files inside.',
    },
  },
  {
    id: 'L18',
    source: '人社部令第40号',
    meaning: {
      zh: '有利害关系的专家应当回避，办公室发现的应当责令回避。',
      en: 'An expert with an interest must recuse; the office must order it.',
    },
  },
  {
    id: 'L19',
    source: '人社部令第40号',
    meaning: {
      zh: '评审结果公示不少于 5 个工作日。',
      en: 'Results are publicised for at least five working days.',
    },
  },
  {
    id: 'L21',
    source: '人社部令第40号',
    meaning: {
      zh: '对涉及本人的结果不服的，可以申请复查。',
      en: 'A person not satisfied with the own result may ask for re-examination.',
    },
  },
  {
    id: 'L24',
    source: '人社部令第40号',
    meaning: {
      zh: '以虚假材料等不正当手段取得的职称予以撤销，记录期 3 年；当事人有权陈述。',
      en: 'A title got by false material is revoked and recorded for three years; the person is heard first.',
    },
  },
  {
    id: 'L26',
    source: '《民法典》第201、203、204条',
    meaning: {
      zh: '按日计算的期间，开始的当日不计入；最后一日 24 时届满，遇法定休假日顺延。',
      en: 'The starting day does not count; the last day ends at 24:00 and moves past a holiday.',
    },
  },
  {
    id: 'L27',
    source: '《民法典》第202条',
    meaning: {
      zh: '按年月计算的，到期月的对应日届满；没有对应日的，为月末日。',
      en: 'Months and years end on the corresponding day, or on the last of the month.',
    },
  },
  {
    id: 'L28',
    source: '《民法典》第1259条',
    meaning: {
      zh: '“以上”“以下”“以内”“届满”包括本数。',
      en: '"Or above", "or below", "within" and "full" include the number.',
    },
  },
  {
    id: 'L29',
    source: '《全国年节及纪念日放假办法》；国务院办公厅年度通知',
    meaning: {
      zh: '工作日以国务院办公厅通知为准，含调休上班日。',
      en: "Working days follow the State Council's yearly notice, make-up days included.",
    },
  },
  {
    id: 'L30',
    source: '国务院办公厅通知的修订',
    meaning: {
      zh: '放假安排可能中途调整，公示期随之重算。',
      en: 'Notices are amended in flight; open windows are counted again.',
    },
  },
  {
    id: 'L33',
    source: '《个人信息保护法》',
    meaning: {
      zh: '个人信息的处理限于目的、影响最小。',
      en: 'Personal information: bound to its purpose, with least impact.',
    },
  },
  {
    id: 'L36',
    source: '《个人信息保护法》第24条',
    meaning: {
      zh: '对个人有重大影响的决定不能只由机器作出：机器判断仅作提示，可以测量的要求除外并予说明。',
      en: 'No decision of weight by machine alone: machine judgements advise; only measurable rules gate, and they are explained.',
    },
  },
  {
    id: 'L41',
    source: 'GB 11643；GB 32100；GB/T 2260',
    meaning: {
      zh: '证件号码与统一社会信用代码按国家标准校验。',
      en: 'Identity numbers and unified social credit codes are checked by their standards.',
    },
  },
  {
    id: 'C1',
    source: '惯例（计划设置）',
    meaning: {
      zh: '不得审核本人或本人推荐的申报。',
      en: 'Nobody reviews an application in which they are applicant or recommender.',
    },
  },
  {
    id: 'C2',
    source: '惯例（计划设置）',
    meaning: { zh: '专家不得申报同一计划。', en: 'An expert of a plan cannot apply in it.' },
  },
  {
    id: 'C3',
    source: '惯例（计划设置）',
    meaning: {
      zh: '开启表决与关闭表决不能由一人完成。',
      en: 'The person who opens a vote cannot close it alone.',
    },
  },
  {
    id: 'C4',
    source: '惯例（计划设置）',
    meaning: { zh: '每次交接由不同的人经办。', en: 'Every hand-over is by a different natural person.' },
  },
  {
    id: 'C5',
    source: '惯例（计划设置）',
    meaning: {
      zh: '一人在一个计划中只有一份有效申报。',
      en: 'One active declaration for each person in a plan.',
    },
  },
  {
    id: 'C6',
    source: '惯例（计划设置）',
    meaning: {
      zh: '退回补正 5 个工作日；同一环节再次退回须上级说明理由。',
      en: "Five working days to correct; a second return by a stage needs a supervisor's reason.",
    },
  },
  {
    id: 'C7',
    source: '惯例（计划设置）',
    meaning: {
      zh: '审核时限只提醒，不自动通过。',
      en: 'Time limits of reviewers remind; silence approves nothing.',
    },
  },
  {
    id: 'C8',
    source: '惯例（计划设置）',
    meaning: {
      zh: '补正后回到退回的环节。',
      en: 'A corrected application comes back to the stage that returned it.',
    },
  },
  {
    id: 'C9',
    source: '惯例（计划设置）',
    meaning: {
      zh: '提交后只能修改退回所列各项。',
      en: 'After submit only the items named in a return can change.',
    },
  },
  {
    id: 'C10',
    source: '惯例（计划设置）',
    meaning: {
      zh: '承诺与内容的散列绑定，内容变更须重签。',
      en: "The commitment is bound to the content's hash; changed content is signed again.",
    },
  },
  {
    id: 'C11',
    source: '惯例（计划设置）',
    meaning: {
      zh: '评前公示前可自由撤回，其后须申请。',
      en: 'Free withdrawal until the first publicity, on request after it.',
    },
  },
  {
    id: 'C15',
    source: '惯例（计划设置）',
    meaning: {
      zh: '异议应实名或有具体线索，只影响被提名者。',
      en: 'An objection is real-name or has concrete leads; it holds only the person named.',
    },
  },
  {
    id: 'C16',
    source: '惯例（计划设置）',
    meaning: {
      zh: '评审表带版本、条码和内容散列，旧版本拒收。',
      en: 'The paper form carries version, barcode and hash; an older version is refused.',
    },
  },
  {
    id: 'C17',
    source: '惯例（计划设置）',
    meaning: { zh: '机器检查仅作提示。', en: 'Machine checks advise.' },
  },
  {
    id: 'C19',
    source: '惯例（计划设置）',
    meaning: {
      zh: '计划可设面试答辩，记录供评委会参考，不代替表决。',
      en: 'A plan may have an interview; its record goes to the committee and never replaces the vote.',
    },
  },
  {
    id: 'C20',
    source: '惯例（计划设置）',
    meaning: { zh: '弃权不计为同意。', en: 'An abstention is not an agreeing vote.' },
  },
];
