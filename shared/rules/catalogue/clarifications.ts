import type { OtherRule } from './rule.ts';

/** Working days (K) and clarifications (D). */
export const clarificationRules: readonly OtherRule[] = [
  {
    id: 'K1',
    source: '工作日规则',
    meaning: {
      zh: '公示期以发布时最新的放假安排计算，并公布所计各日。',
      en: 'A window is counted by the newest calendar known and shows its days.',
    },
  },
  {
    id: 'K2',
    source: '工作日规则',
    meaning: { zh: '其后的调整只能延长公示期。', en: 'A later amendment can only extend an open window.' },
  },
  {
    id: 'K3',
    source: '工作日规则',
    meaning: {
      zh: '涉及年度的通知未发布前，截止日为暂定，不得结束公示。',
      en: 'Until the notice of a touched year is out, the close is provisional and the window cannot be closed.',
    },
  },
  {
    id: 'K4',
    source: '工作日规则',
    meaning: {
      zh: '公示期的证明公开，可以离线重算。',
      en: 'The proof of a window is public and can be recomputed offline.',
    },
  },
  {
    id: 'D1',
    source: '澄清',
    meaning: {
      zh: '照片不超过 2500 万像素，解码前即判断。',
      en: 'A photo has at most 25 megapixels, decided before decoding.',
    },
  },
  {
    id: 'D2',
    source: '澄清',
    meaning: {
      zh: '可解码指：8 位霍夫曼 JPEG，完整无误。',
      en: 'Decodable: an 8-bit Huffman JPEG that decodes to its end.',
    },
  },
  {
    id: 'D3',
    source: '澄清',
    meaning: {
      zh: '图像之后附带的内容不影响通过；读者只得到清理后的副本。',
      en: 'What follows the image fails nothing; readers get a cleaned copy.',
    },
  },
  {
    id: 'D4',
    source: '澄清',
    meaning: {
      zh: '以内容为准，文件名与声明类型仅作提示。',
      en: 'Content decides; name and declared type are only noted.',
    },
  },
  { id: 'D5', source: '澄清', meaning: { zh: '只看 EXIF 方向。', en: 'EXIF orientation only.' } },
  {
    id: 'D6',
    source: '澄清',
    meaning: {
      zh: '截止日变为休息日的，顺延至下一工作日，不缩短。',
      en: 'A close that becomes a day off rolls forward, never back.',
    },
  },
  {
    id: 'D7',
    source: '澄清',
    meaning: {
      zh: '涉及 12 月 20 日至 31 日而下一年通知未载入的，亦为暂定。',
      en: "Also provisional while it touches 20–31 December without the next year's notice.",
    },
  },
  {
    id: 'D8',
    source: '澄清',
    meaning: {
      zh: '9 时及以后或休息日发布的，当日不计。',
      en: 'A list out at or after 09:00, or on a day off, does not count that day.',
    },
  },
  {
    id: 'D9',
    source: '澄清',
    meaning: {
      zh: '放假安排载入前校验工作日数量。',
      en: 'A calendar is loaded only with a plausible count of working days.',
    },
  },
  {
    id: 'D10',
    source: '澄清',
    meaning: {
      zh: '组织机构代码内层校验按 A=10 至 Z=35。',
      en: 'The inner organisation code counts A = 10 … Z = 35.',
    },
  },
  {
    id: 'D11',
    source: '澄清',
    meaning: {
      zh: '证件号码去空格、转大写；出生日期自 1900-01-01 至今日。',
      en: 'Identifiers are trimmed and upper-cased; births from 1900-01-01 to today.',
    },
  },
  {
    id: 'D12',
    source: '澄清',
    meaning: {
      zh: '不影响任何像素的不规范写法只作提示。',
      en: 'What is written oddly and costs no pixel is only noted.',
    },
  },
  {
    id: 'D13',
    source: '澄清',
    meaning: {
      zh: '上传前、浏览器内与上传后的判断一致；上传前只看文件名和大小。',
      en: 'Ticket, browser and inspection give one verdict; the ticket judges name and size only.',
    },
  },
  {
    id: 'D14',
    source: '澄清',
    meaning: {
      zh: '姓名按原样保存，其他文字先规范化再判断；所判断的即所保存的。不可见字符在单行文字中去除，在多行文字中指明位置后拒绝。',
      en: 'Names are kept as typed, other text is normalised before it is judged: what was judged is what is stored. Invisible characters leave single lines and are refused elsewhere, with their place.',
    },
  },
  {
    id: 'D17',
    source: '澄清',
    meaning: {
      zh: '身份证件包括居民身份证、港澳台居民通行证和居住证、外国人永久居留身份证、护照，号码格式按公布的规则检查。',
      en: 'Identity documents are resident identity cards, permits of Hong Kong, Macao and Taiwan residents, permanent residents’ cards and passports, each checked by its published format.',
    },
  },
  {
    id: 'D15',
    source: '澄清',
    meaning: {
      zh: '打印的文字：GB 18030-2022 三级的汉字、常用符号、带附加符号的拉丁字母均可打印；不能打印的在填写处即提示位置与可替换的字符，凡已接受的必能打印。',
      en: 'Printed text: every ideograph of GB 18030-2022 level 3, common symbols and accented Latin print; what does not is told where it is typed, with place and replacement. What was accepted prints.',
    },
  },
  {
    id: 'D18',
    source: '澄清',
    meaning: {
      zh: '载入放假安排时，所有进行中的公示期即时重算，每次顺延均留痕；截止只会推后，结束后其日期、名单、日历版本和证明不再改变。',
      en: 'A loaded calendar recomputes every open window at once, each extension an event; a close only moves later, and once over its dates, list, calendar version and proof never change.',
    },
  },
  {
    id: 'D19',
    source: '澄清',
    meaning: {
      zh: '出席专家全部投票后结束投票；有人离席的，由主持人书面提出、另一人办理；不足三票不得结束。',
      en: 'A vote closes when all have voted, or by the chair with a reason and a second person; never with fewer than three ballots.',
    },
  },
  {
    id: 'D21',
    source: '澄清',
    meaning: {
      zh: '专家本人登录后凭会场大屏的签到码签到，选票只认该次登录；办公室代为签到须写明理由并由另一人确认。',
      en: 'Experts check in themselves, signed in, with the code in the room, and vote on that sign-in alone; the office does it by hand only with a reason and a second person.',
    },
  },
  {
    id: 'D22',
    source: '澄清',
    meaning: {
      zh: '异议有回执编号，可凭编号和姓名查询；次数按网络地址和个人限制，不对所有人设总量；发给一个人的通知同类每天有限，期限通知除外。',
      en: 'An objection has a receipt to follow it by; limits are per address and per person, never for everybody; notices of a kind to one person are bounded a day, those of deadlines are not.',
    },
  },
  {
    id: 'D24',
    source: '澄清',
    meaning: {
      zh: '同一份重复扫码只作提示；退回纸质表须写明理由并经确认；未盖章的留在原处，不作废。',
      en: 'Scanning a copy twice is a notice; refusing paper is an act with a reason; an unticked seal holds the paper, it does not void it.',
    },
  },
  {
    id: 'D25',
    source: '澄清',
    meaning: {
      zh: '退回核查后由计划规定的各机关重新审核，另行发文；一份报告可有几份发文，文号不得互相替换。',
      en: 'An entry sent back and cleared is audited again by all authorities of the plan and goes into a document of its own; no number replaces another.',
    },
  },
  {
    id: 'D26',
    source: '澄清',
    meaning: {
      zh: '第二人只能按第一人所提原样确认或不予确认；有变动须重新提出。',
      en: 'The second person confirms exactly what the first proposed, or refuses; a change is a new proposal.',
    },
  },
  {
    id: 'D28',
    source: '澄清',
    meaning: {
      zh: '平台自身延误期间，任何申报均不失效；评审表打印迟延的，报送期限相应顺延；截止前开始上传、截止后才查验完毕的，申报截止相应顺延至当日结束。',
      en: 'Nothing lapses while the platform itself is what is late; the time that a late form took is given back, and so is that of a file sent before declaring closed and judged after it.',
    },
  },
  {
    id: 'D31',
    source: '澄清',
    meaning: {
      zh: '职称有两个日期：评审通过日期（表决）与发文日期。两者均记录，年限按计划规定的日期计算。',
      en: 'A title has two dates, of the vote and of the document; both are kept, and the plan says which one counts for years.',
    },
  },
  {
    id: 'D40',
    source: '澄清',
    meaning: {
      zh: '年限按计划规定的方法计算：按周年、按年末、自取得次年起、按批次截止日；逐项向申报人说明。',
      en: 'Years are counted as the plan says: by anniversary, to the end of the year, from the year after, to the end of the batch; each count is explained to the applicant.',
    },
  },
  {
    id: 'D30',
    source: '澄清',
    meaning: {
      zh: '申报计划停用后不再受理申报；已按该计划提交的申报办理至终结。',
      en: 'A plan that is retired is no longer on offer; what was submitted under it is worked to its end.',
    },
  },
  {
    id: 'D32',
    source: '澄清',
    meaning: {
      zh: '个人提交与单位上报各有截止日，均公布并执行；单位提前得到提醒，申报人不会到截止后才知道单位未办。',
      en: 'The person submits by one day and the unit reports by another; both are shown and enforced. The unit is warned early, and nobody learns of its silence only after the close.',
    },
  },
  {
    id: 'D39',
    source: '澄清',
    meaning: {
      zh: '申报计划写明程序种类（评审、初定、认定、确认、转评、兼评、委托评审）：有哪些环节、以什么为前提，均为计划数据。',
      en: 'A plan declares its kind of procedure; which stages it has and what must be so before are data of the plan.',
    },
  },
];
