import type { SourceRule } from './rule.ts';

/** R1–R40: the flow, profile and archive, and the pages up to the achievements (lines 5–20 of the source document). */
export const sourceRulesA: readonly SourceRule[] = [
  {
    id: 'R1',
    quotes: [
      {
        line: 5,
        text: '申报主要由“完善个人信息和业绩档案库—申报人申报—单位审核—区、县（市）受理点审核—区、县（市）人社部门审核—评委会审核、评审—发文、发证等流程”。要求如下：',
      },
    ],
    meaning: {
      zh: '七个阶段依次进行，不可跳过，各由其经办人办理：完善信息与档案、申报、单位审核、受理点审核、人社部门审核、评委会（办公室审核、专家评审两步）、发文发证。',
      en: 'Seven phases in strict order, none skipped, each acted on only by its own actor: profile and archive, declaration, unit review, acceptance-point review, district HRSS review, committee (office audit, then expert review), document and certificate.',
    },
  },
  {
    id: 'R2',
    quotes: [
      { line: 6, text: '一、完善个人信息和业绩档案库' },
      {
        line: 7,
        text: '申报人员登录浙江省专业技术职务任职资格申报与评审管理服务平台(网址：https://zcps.rlsbt.zj.gov.cn)后',
      },
    ],
    meaning: { zh: '须登录后办理。', en: 'Everything here needs an authenticated session.' },
  },
  {
    id: 'R3',
    quotes: [{ line: 7, text: '分别点击进入“个人基本信息”和“我的业绩档案”菜单，完成有关内容填写和资料上传' }],
    meaning: {
      zh: '“个人基本信息”与“我的业绩档案”是两个菜单，均含数据和文件。',
      en: 'Profile and archive are two separate menus; both hold data and files.',
    },
  },
  {
    id: 'R4',
    quotes: [{ line: 7, text: '经检查无误后，点击“保存”' }],
    meaning: {
      zh: '须由本人点击“保存”；自动暂存不算保存，只有保存后的业绩条目才进入单位审查。',
      en: 'An explicit save by the person. An autosaved draft is not saved: only a saved archive item can be reviewed by the unit.',
    },
  },
  {
    id: 'R5',
    quotes: [{ line: 7, text: '（具体操作详见平台首页的《个人用户操作手册》）。' }],
    meaning: {
      zh: '平台首页无须登录即可查看《个人用户操作手册》。',
      en: 'The user manual is reachable from the home page without logging in.',
    },
  },
  {
    id: 'R6',
    quotes: [{ line: 8, text: '1.“我的业绩档案”保存后需经用人单位审查通过后才可在申报时提取。' }],
    meaning: {
      zh: '业绩条目的所选版本经所绑定用人单位审查通过，方可提取；其他条目显示但不可选，并说明原因。修改已通过的条目产生待审的新版本，已提交的申报保留原版本。',
      en: "An archive item can be used only in the version that the applicant's bound unit approved; others are shown, disabled, with the reason. Editing an approved item makes a new version; submitted declarations keep the old one.",
    },
  },
  {
    id: 'R7',
    quotes: [{ line: 9, text: '2.若本单位初次使用本平台，需先由单位人事负责人注册用人单位账号' }],
    meaning: {
      zh: '单位初次使用时由单位人事负责人注册账号，一个统一社会信用代码一个账号。',
      en: "A unit's first account is registered by its HR head; one account for each unified social credit code.",
    },
  },
  {
    id: 'R8',
    quotes: [{ line: 9, text: '登录并通过本平台提交授权委托证明，绑定单位名称后' }],
    meaning: {
      zh: '授权委托证明通过平台提交，被接受后账号与单位名称绑定。',
      en: 'The letter of authorisation is submitted through the platform; its acceptance binds the account to the exact unit name.',
    },
  },
  {
    id: 'R9',
    quotes: [{ line: 9, text: '本单位申报人员才可填写“个人基本信息/现工作单位名称”信息。' }],
    meaning: {
      zh: '“现工作单位名称”只能选择已绑定的单位，不能自由填写；没有现单位就不能审查业绩，也不能申报。',
      en: 'The current unit is a reference to a bound unit, never free text. Without one there is no archive review and no declaration.',
    },
  },
  {
    id: 'R10',
    quotes: [
      { line: 10, text: '二、职称申报' },
      { line: 11, text: '完善个人信息和业绩档案库后，申报人员进入“用户中心首页/中级职称评审”' },
    ],
    meaning: {
      zh: '先完善个人信息和业绩档案，再进入申报；计划按级别列出。',
      en: 'Profile and archive come first; plans are listed under their level.',
    },
  },
  {
    id: 'R11',
    quotes: [{ line: 11, text: '选择“2020度杭州市建设工程专业技术人员工程师资格评审申报计划”' }],
    meaning: {
      zh: '申报人选择一个计划，计划名称原样显示。',
      en: 'The applicant picks one plan; its name is shown literally.',
    },
  },
  {
    id: 'R12',
    quotes: [{ line: 11, text: '查看所有要求后，点击最下方的“马上申报”，进入职称评审申报页面。' }],
    meaning: {
      zh: '所有要求先于按钮显示，“马上申报”在最下方；所看要求的版本随申报记录。',
      en: 'All requirements are shown before the button, which stands at the very bottom; the version seen is recorded with the declaration.',
    },
  },
  {
    id: 'R13',
    quotes: [{ line: 12, text: '（一）上传证件照。照片用于制作职称电子证书' }],
    meaning: {
      zh: '电子证书使用的就是这份照片（按 SHA-256 认定）。',
      en: 'This very file, by its SHA-256, is printed on the e-certificate.',
    },
  },
  {
    id: 'R14',
    quotes: [{ line: 12, text: '不符合相应要求将无法通过审核' }],
    meaning: {
      zh: 'R16 至 R19 任一项不符即拒绝上传，不能继续。',
      en: 'A hard gate: a photo that fails R16–R19 is refused and the page cannot be left.',
    },
  },
  {
    id: 'R15',
    quotes: [{ line: 12, text: '照片应为1寸、2寸白底证件照' }],
    meaning: {
      zh: '1 寸或 2 寸白底证件照。像素不能证明冲印尺寸；白底由机器提示、由人判断。',
      en: 'One-inch or two-inch ID photo on white. Printed size cannot be proven from pixels; the background is advised by machine and decided by a person.',
    },
  },
  {
    id: 'R16',
    quotes: [{ line: 12, text: 'JPG或JPEG格式' }],
    meaning: {
      zh: '以文件内容为准：可解码的 JPEG；改名为 .jpg 的 PNG 不通过。',
      en: 'The content decides: a decodable JPEG. A PNG renamed .jpg fails.',
    },
  },
  {
    id: 'R17',
    quotes: [{ line: 12, text: '文件大于30K且小于1M' }],
    meaning: {
      zh: '严格大于 30×1024 字节且严格小于 1024×1024 字节：30720 不通过，30721 通过，1048575 通过，1048576 不通过。',
      en: 'Strictly more than 30×1024 and less than 1024×1024 bytes: 30 720 fails, 30 721 passes, 1 048 575 passes, 1 048 576 fails.',
    },
  },
  {
    id: 'R18',
    quotes: [{ line: 12, text: '大于215*300（宽*高）像素' }],
    meaning: {
      zh: '按 EXIF 方向校正后，宽严格大于 215 且高严格大于 300 像素。',
      en: 'After EXIF orientation, width strictly over 215 and height strictly over 300 pixels.',
    },
  },
  {
    id: 'R19',
    quotes: [{ line: 12, text: '照片宽高比大于等于0.65且小于等于0.8' }],
    meaning: {
      zh: '宽高比 0.65 至 0.8，含两端，以整数比较。',
      en: 'Width to height from 0.65 to 0.8, both included, compared in integers.',
    },
  },
  {
    id: 'R20',
    quotes: [{ line: 12, text: '上传后点击“下一步”，进入个人承诺页面。' }],
    meaning: {
      zh: '证件照完成后，方可进入个人承诺。',
      en: 'The commitment page opens only after the photo.',
    },
  },
  {
    id: 'R21',
    quotes: [{ line: 13, text: '（二）签署个人承诺。申报人员对提交的所有材料真实性负责并作出承诺' }],
    meaning: {
      zh: '承诺涵盖所提交的全部材料；内容变更后须重新签署。',
      en: 'The commitment covers all material submitted; changed content must be signed again.',
    },
  },
  {
    id: 'R22',
    quotes: [{ line: 13, text: '扫描页面上的二维码，在线签署《专业技术资格申报材料真实性保证书》' }],
    meaning: {
      zh: '电脑页面显示二维码，由本人手机扫描后在线签署；二维码一次有效、限时，绑定此申报与本人。',
      en: 'The page shows a QR code; the person scans it with a phone and signs online. The code is short-lived, single-use and bound to this declaration and person.',
    },
  },
  {
    id: 'R23',
    quotes: [{ line: 13, text: '字迹要求清晰' }],
    meaning: {
      zh: '签名须清晰可辨：机器提示，审核人员可以退回。',
      en: 'The handwriting must be legible: advised by machine, and a reviewer may return it.',
    },
  },
  {
    id: 'R24',
    quotes: [{ line: 13, text: '签署成功后点击“下一步”，进入“填写申报信息”页面。' }],
    meaning: { zh: '签署成功后，方可填写申报信息。', en: 'The data page opens only after signing.' },
  },
  {
    id: 'R25',
    quotes: [{ line: 14, text: '（三）填写申报信息。按要求填报各项申报信息' }],
    meaning: {
      zh: '计划标为必填的栏目须全部填写，已开始填写的每一行须填全。日期须存在、先后合理：早于出生、晚于今日、结束早于开始的不予通过；少见而可能的（重叠任职、过早参加工作等）只作提示。',
      en: 'All fields that the plan marks required, and every row that was begun. Days exist and stand in their order: before birth, after today, an end before its beginning are refused; what is rare but possible (two employers at once, a very early start) is advice.',
    },
  },
  {
    id: 'R26',
    quotes: [{ line: 14, text: '其中“本人述职”内容为专业工作业绩情况（限1000字以内）' }],
    meaning: {
      zh: '本人述职为专业工作业绩情况，不超过 1000 字（含 1000）。',
      en: 'The work statement is about professional achievements and has at most 1000 characters, 1000 included.',
    },
  },
  {
    id: 'R27',
    quotes: [{ line: 14, text: '民营企业或非公单位根据单位所属关系选择相应的各区、县（市）受理点' }],
    meaning: {
      zh: '民营企业、非公单位由申报人按单位所属关系选择受理点；与单位登记不同的，须说明理由并提示受理点。',
      en: 'In private and other non-public units the applicant chooses the point by affiliation; a choice other than the registered one needs a reason and is flagged.',
    },
  },
  {
    id: 'R28',
    quotes: [{ line: 14, text: '（各区、县（市）受理点，评委会办公室咨询电话和纸质材料受理地址详见附件5）' }],
    meaning: {
      zh: '选择受理点和导出评审表处，显示各受理点和办公室的电话与纸质材料地址（计划数据）。',
      en: 'Telephone and paper address of every point and of the office are shown where a point is chosen and where the form is exported; they are plan data.',
    },
  },
  {
    id: 'R29',
    quotes: [{ line: 14, text: '然后点击“下一步”，进入“选择相关业绩”页面。' }],
    meaning: {
      zh: '申报信息完成后，方可选择业绩。',
      en: 'The achievements page opens only after the data page.',
    },
  },
  {
    id: 'R30',
    quotes: [
      {
        line: 14,
        text: '（杭州市直各单位所属国有企事业单位申报也需根据属地原则，通过企事业单位所属地的各区、县（市）的受理点进行上报）。',
      },
    ],
    meaning: {
      zh: '市直单位所属国有企事业单位按属地上报，由其所在地的受理点受理，不能另选。',
      en: 'State-owned enterprises and institutions under municipal direct units report through the point of the place where they are; there is no choice.',
    },
  },
  {
    id: 'R31',
    quotes: [{ line: 15, text: '（1）若选择“正常申报”，需再相应选择项打钩。' }],
    meaning: {
      zh: '选择“正常申报”须至少勾选一项。',
      en: 'The normal track needs at least one option ticked.',
    },
  },
  {
    id: 'R32',
    quotes: [{ line: 16, text: '（2）若选择“自评申报”，点击“开始自评”，自评分需达到105分才能申报' }],
    meaning: {
      zh: '选择“自评申报”须完成系统自评，不低于 105 分（含 105）：104.99 不通过，105.00 通过。',
      en: 'The self-evaluation track needs a system score of 105 or more: 104.99 fails, 105.00 passes.',
    },
  },
  {
    id: 'R33',
    quotes: [
      {
        line: 16,
        text: '（除系统自评外还需在附件中上传2名具有本专业或相近专业高级工程师签字的《自评表》扫描件和推荐人的高级工程师证书）。',
      },
    ],
    meaning: {
      zh: '另须两名本专业或相近专业高级工程师签字的《自评表》及其证书；两人须为不同的自然人，且不是申报人本人。',
      en: 'In addition a form signed by two senior engineers of the same or a close specialty, and their certificates: two distinct natural persons, neither of them the applicant.',
    },
  },
  {
    id: 'R34',
    quotes: [{ line: 17, text: '（3）直接申报人员请选择“正常申报”。' }],
    meaning: {
      zh: '直接申报人员只能选择“正常申报”。',
      en: 'Direct-declaration persons use the normal track.',
    },
  },
  {
    id: 'R35',
    quotes: [{ line: 18, text: '（4）技能人才、高技能人才请选择“正常申报”，并上传佐证材料。' }],
    meaning: {
      zh: '技能人才、高技能人才只能选择“正常申报”，并至少上传一份佐证材料。',
      en: 'Skilled and highly-skilled talent use the normal track and give at least one supporting document.',
    },
  },
  {
    id: 'R36',
    quotes: [{ line: 19, text: '（5）若选择“标志性业绩直接申报”，需再相应选择项打钩，并上传佐证材料。' }],
    meaning: {
      zh: '选择“标志性业绩直接申报”须至少勾选一项，并至少上传一份佐证材料。',
      en: 'The landmark track needs at least one option ticked and at least one supporting document.',
    },
  },
  {
    id: 'R37',
    quotes: [
      {
        line: 20,
        text: '（四）选择相关业绩。根据建设工程专业工程师评审要求，从个人业绩档案库中提取相应业绩材料。',
      },
    ],
    meaning: {
      zh: '业绩只能从个人业绩档案库提取，不在此处填写；收哪些种类由计划规定。',
      en: 'Achievements come only from the personal archive; nothing is typed in here. The plan says which kinds.',
    },
  },
  {
    id: 'R38',
    quotes: [{ line: 20, text: '工程业绩材料要求突出专业代表性，不宜过多过杂' }],
    meaning: {
      zh: '宜突出代表性，不宜过多过杂：超出计划的建议数只提示，不禁止。',
      en: "Representative, not too many: above the plan's soft maximum there is advice, never a prohibition.",
    },
  },
  {
    id: 'R39',
    quotes: [{ line: 20, text: '集体项目须提供本人系主要贡献者依据。' }],
    meaning: {
      zh: '每一集体项目须至少有一份本人系主要贡献者的依据。',
      en: 'Every collective item needs at least one proof that the applicant is a main contributor.',
    },
  },
  {
    id: 'R40',
    quotes: [{ line: 20, text: '完成后点击“下一步”，进入“上传相关附件”页面。' }],
    meaning: {
      zh: '业绩完成后，方可上传附件。',
      en: 'The attachments page opens only after the achievements.',
    },
  },
];
