import type { OtherRule } from './rule.ts';

/** Working days (K), clarifications (D), plans (G), privacy and evidence (V), readings of the source document (Q). */
export const otherRules: readonly OtherRule[] = [
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
      zh: '平台自身延误期间，任何申报均不失效；评审表打印迟延的，报送期限相应顺延。',
      en: 'Nothing lapses while the platform itself is what is late; the time that a late form took is given back.',
    },
  },
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
      zh: '证书查询只答有效、已撤销或未找到。',
      en: 'A certificate check answers valid, revoked or not found.',
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
