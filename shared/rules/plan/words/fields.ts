/**
 * What every field of a plan is called, and how its value is said: the only list of it. Pages show it beside each field of
 * the editor, findings name their place by it, and whoever reads what a new version changes reads these words (D30).
 *
 * A place is a JSON Pointer of the schema with `*` for the elements of lists and tables. The sections themselves are in
 * `sections.ts`, codes that a field may have in `codes.ts`. What means the same everywhere stands once, in `everywhere`.
 */

/** How a value is said beyond a number, a text, yes or no: an amount in 分, a score ×100, a proportion, a count of something. */
export type Saying = 'yuan' | 'score' | 'bytes' | 'ratio' | 'date' | 'condition' | Counted;

/** Of what so many are meant. */
export const counted = {
  workingDays: ['个工作日', 'working days'],
  days: ['天', 'days'],
  minutes: ['分钟', 'minutes'],
  seconds: ['秒', 'seconds'],
  years: ['年', 'years'],
  px: ['像素', 'pixels'],
  letters: ['字', 'characters'],
  strokes: ['笔', 'strokes'],
  people: ['人', 'people'],
  times: ['次', 'times'],
  items: ['项', 'items'],
  copies: ['份', 'copies'],
} as const satisfies Record<string, Words>;
type Counted = keyof typeof counted;

type Words = readonly [zh: string, en: string];
export type FieldWords = readonly [zh: string, en: string, say?: Saying];

/** Fields that are called the same wherever they stand. */
export const everywhere: Readonly<Record<string, FieldWords>> = {
  zh: ['中文', 'Chinese'],
  en: ['英文', 'English'],
  code: ['代码', 'Code'],
  name: ['名称', 'Name'],
  names: ['名称', 'Name'],
  text: ['文字', 'Text'],
  hint: ['说明', 'Hint'],
  rule: ['依据', 'Rule'],
  rules: ['依据', 'Rules'],
  when: ['适用情形', 'When it applies', 'condition'],
  phone: ['咨询电话', 'Telephone'],
  paperAddress: ['纸质材料受理地址', 'Address for paper'],
  validFrom: ['有效期自', 'Valid from', 'date'],
  validTo: ['有效期至', 'Valid to', 'date'],
  categories: ['适用的人员类别', 'Categories that it is for'],
  open: ['开始日期', 'First day', 'date'],
  close: ['截止日期', 'Last day', 'date'],
};

export const fields: Readonly<Record<string, FieldWords>> = {
  '/source/attachmentNo': ['附件编号', 'Number of the annex'],
  '/source/title': ['标题', 'Title'],
  '/source/missing': ['文件未载明的内容', 'What the document does not give'],

  '/title/series': ['系列', 'Series'],
  '/title/level': ['级别', 'Level'],
  '/title/levelName': ['级别名称', 'Name of the level'],
  '/title/qualification': ['任职资格名称', 'Qualification'],
  '/title/field': ['专业领域', 'Field'],
  '/title/specialties': ['专业', 'Specialties'],
  '/title/specialties/*/close': ['相近专业', 'Close specialties'],

  '/jurisdiction/division': ['区划代码', 'Code of the division'],
  '/jurisdiction/divisions': ['下辖区、县（市）', 'Districts and counties'],

  '/strings/platformName': ['平台名称', 'Name of the platform'],
  '/strings/platformUrl': ['平台网址', 'Address of the platform'],
  '/strings/platformShort': ['平台简称', 'Short name of the platform'],
  '/strings/planName': ['计划名称（原文）', 'Name of the plan, literally'],
  '/strings/watermark': ['水印', 'Watermark'],
  '/strings/commitmentTitle': ['保证书标题', 'Title of the commitment'],
  '/strings/menuProfile': ['菜单“个人基本信息”', 'Menu: profile'],
  '/strings/menuArchive': ['菜单“我的业绩档案”', 'Menu: archive'],
  '/strings/fieldCurrentUnit': ['栏目“现工作单位名称”', 'Field: present unit'],
  '/strings/entry': ['申报入口', 'Way in'],
  '/strings/btnDeclare': ['按钮“马上申报”', 'Button: declare'],
  '/strings/btnNext': ['按钮“下一步”', 'Button: next'],
  '/strings/btnSelfEval': ['按钮“开始自评”', 'Button: self-evaluation'],
  '/strings/btnSubmit': ['按钮“提交”', 'Button: submit'],
  '/strings/pages': ['六个步骤的名称', 'Names of the six steps'],
  '/strings/pages/PHOTO': ['证件照步骤', 'Step of the photo'],
  '/strings/pages/COMMITMENT': ['个人承诺步骤', 'Step of the commitment'],
  '/strings/pages/DATA': ['申报信息步骤', 'Step of the data'],
  '/strings/pages/ACHIEVEMENTS': ['业绩步骤', 'Step of the achievements'],
  '/strings/pages/ATTACHMENTS': ['附件步骤', 'Step of the attachments'],
  '/strings/pages/PREVIEW': ['预览步骤', 'Step of the preview'],
  '/strings/manual': ['操作手册名称', 'Name of the manual'],

  '/requirements/*/heading': ['标题', 'Heading'],
  '/requirements/*/body': ['正文', 'Text'],

  '/windows/declare': ['申报时间', 'Declaring'],
  '/windows/cutoffDate': ['年限计算截止日', 'Day at which seniority is measured', 'date'],
  '/windows/unitReview': ['单位审核', 'Review by the unit'],
  '/windows/pointReview': ['受理点审核', 'Review by the acceptance point'],
  '/windows/districtReview': ['区县人社审核', 'Review by the district'],
  '/windows/payment': ['缴费期限', 'Deadline of payment'],
  '/windows/payment/mode': ['期限种类', 'Kind of deadline'],
  '/windows/payment/days': ['天数', 'Number of days'],
  '/windows/payment/unit': ['天数按', 'Days are'],
  '/windows/form': ['评审表报送期限', 'Deadline of the review form'],
  '/windows/form/mode': ['期限种类', 'Kind of deadline'],
  '/windows/form/days': ['天数', 'Number of days'],
  '/windows/form/unit': ['天数按', 'Days are'],

  '/preconditions/*/kind': ['前提种类', 'Kind of precondition'],
  '/preconditions/*/when': ['对哪些人员', 'Of whom', 'condition'],
  '/preconditions/*/series': ['职称系列', 'Series'],
  '/preconditions/*/levels': ['职称级别', 'Levels'],
  '/preconditions/*/elsewhere': ['在本地以外取得', 'Granted elsewhere'],
  '/preconditions/*/exams': ['考试', 'Exams'],
  '/preconditions/*/exams/*/pass': ['合格分数', 'Pass mark', 'score'],
  '/preconditions/*/validOn': ['成绩须有效至', 'The result must hold on'],
  '/preconditions/*/document': ['所需附件', 'Document'],

  '/photo/bytes': ['文件大小', 'Size of the file'],
  '/photo/bytes/gt': ['大于', 'More than', 'bytes'],
  '/photo/bytes/lt': ['小于', 'Less than', 'bytes'],
  '/photo/px': ['像素', 'Pixels'],
  '/photo/px/wGt': ['宽大于', 'Width more than', 'px'],
  '/photo/px/hGt': ['高大于', 'Height more than', 'px'],
  '/photo/ratio': ['宽高比', 'Width to height'],
  '/photo/ratio/min': ['宽高比不小于', 'At least', 'ratio'],
  '/photo/ratio/max': ['宽高比不大于', 'At most', 'ratio'],
  '/photo/background': ['白底', 'White background'],
  '/photo/background/mode': ['白底检查', 'Check of the background'],
  '/photo/sizes': ['照片尺寸', 'Print sizes'],

  '/commitment/template': ['保证书版本', 'Version of the letter'],
  '/commitment/paragraphs': ['保证书正文', 'Paragraphs of the letter'],
  '/commitment/qrTtlSeconds': ['二维码有效时间', 'Validity of the QR code', 'seconds'],
  '/commitment/bindToContentHash': ['内容变更后须重新签署', 'Changed content is signed again'],
  '/commitment/signature': ['签名要求', 'Signature'],
  '/commitment/signature/minStrokes': ['最少笔数', 'Least number of strokes', 'strokes'],
  '/commitment/signature/minPathPx': ['最短笔迹', 'Shortest path', 'px'],

  '/statement/max': ['字数上限', 'At most', 'letters'],

  '/form/fields': ['栏目', 'Fields'],
  '/form/fields/*/key': ['栏目代码', 'Key'],
  '/form/fields/*/required': ['必填情形', 'When it must be filled in', 'condition'],

  '/educations/*/kind': ['学历代码', 'Code'],

  '/tracks/*/optionsMin': ['至少勾选', 'Options to tick at least', 'items'],
  '/tracks/*/options': ['选择项', 'Options'],
  '/tracks/*/scoring': ['自评', 'Self-evaluation'],
  '/tracks/*/scoring/table': ['所用自评表', 'Table'],
  '/tracks/*/scoring/pass': ['合格线', 'Pass mark'],
  '/tracks/*/scoring/pass/gte': ['不低于', 'At least', 'score'],
  '/tracks/*/recommenders': ['推荐人', 'Recommenders'],
  '/tracks/*/recommenders/min': ['最少人数', 'At least', 'people'],
  '/tracks/*/recommenders/titles': ['推荐人职称', 'Their titles'],
  '/tracks/*/recommenders/specialty': ['推荐人专业', 'Their specialty'],

  '/scoringTables/*/note': ['说明', 'Note'],
  '/scoringTables/*/groups': ['分组', 'Groups'],
  '/scoringTables/*/groups/*/cap': ['本组最高分', 'The group brings at most', 'score'],
  '/scoringTables/*/groups/*/items': ['评分项', 'Items'],
  '/scoringTables/*/groups/*/items/*/kind': ['计分方式', 'How it is scored'],
  '/scoringTables/*/groups/*/items/*/choices': ['选项', 'Choices'],
  '/scoringTables/*/groups/*/items/*/choices/*/score': ['分值', 'Score', 'score'],
  '/scoringTables/*/groups/*/items/*/each': ['每项分值', 'Each brings', 'score'],
  '/scoringTables/*/groups/*/items/*/max': ['最高分', 'At most', 'score'],
  '/scoringTables/*/groups/*/items/*/evidence': ['证明来自', 'Proved by'],

  '/achievements/min': ['最少数量', 'At least', 'items'],
  '/achievements/softMax': ['建议不超过', 'Better not more than', 'items'],
  '/achievements/collectiveProof': [
    '集体项目须附主要贡献者依据',
    'Collective ones need proof of the part played',
  ],

  '/attachments/documents': ['附件', 'Documents'],
  '/attachments/documents/*/files': ['文件格式', 'File formats'],
  '/attachments/documents/*/maxBytes': ['每个文件最大', 'Largest file', 'bytes'],
  '/attachments/documents/*/humanChecks': ['人工核对要点', 'What people check'],
  '/attachments/rows': ['附件要求', 'When documents are asked for'],
  '/attachments/rows/*/code': ['附件', 'Document'],
  '/attachments/rows/*/oneOf': ['附件（其一即可）', 'Any one of these documents'],
  '/attachments/rows/*/min': ['最少数量', 'At least', 'items'],
  '/attachments/rows/*/failing': ['不符合时的提示代码', 'Codes of what is amiss'],
  '/attachments/rows/*/failing/missing': ['缺少', 'Missing'],
  '/attachments/rows/*/failing/expired': ['过期', 'Expired'],
  '/attachments/rows/*/failing/kind': ['种类不符', 'Wrong kind'],
  '/attachments/rows/*/distinctBy': ['每份须属于不同的', 'Each of another'],
  '/attachments/rows/*/forEach': ['逐项提供', 'For each of'],
  '/attachments/rows/*/fetch': ['先由平台获取', 'Fetched first'],
  '/attachments/rows/*/fetchInProvince': ['省内部分由平台获取', 'Fetched inside the province'],
  '/attachments/rows/*/validUntil': ['有效期须至', 'Valid until'],
  '/attachments/rows/*/kinds': ['可用的文件种类', 'Kinds that are accepted'],
  '/attachments/rows/*/kinds/*/accept': ['种类', 'Kinds'],
  '/attachments/rows/*/level': ['职称级别要求', 'Level that is asked for'],
  '/attachments/rows/*/level/*/need': ['级别', 'Level'],
  '/attachments/rows/*/level/*/minYears': ['任职年限', 'Years in the post', 'years'],
  '/attachments/rows/*/level/*/at': ['年限计算至', 'Measured at'],
  '/attachments/rows/*/level/*/failing': ['不符合时的提示代码', 'Code of what is amiss'],

  '/routing/private': ['民营企业和非公单位', 'Private and non-public units'],
  '/routing/muniDirect': ['市直单位所属', 'Units under a municipal direct unit'],
  '/routing/district': ['区、县（市）所属', 'Units under a district or county'],
  '/routing/paperMuniDirect': ['市直单位所属的评审表交至', 'Paper of units under a municipal direct unit'],

  '/directory/points': ['受理点', 'Acceptance points'],
  '/directory/points/*/pointId': ['受理点代码', 'Code of the point'],
  '/directory/points/*/divisions': ['受理区划', 'Divisions that it serves'],
  '/directory/points/*/hrss': ['对应的区县人社', 'District bureau that follows'],
  '/directory/muniUnits': ['市直单位', 'Municipal direct units'],
  '/directory/muniUnits/*/muniUnitId': ['市直单位代码', 'Code of the unit'],
  '/directory/office': ['评委会办公室', 'Committee office'],

  '/stages/*/on': ['开启', 'On'],
  '/stages/*/minWorkingDays': ['公示期限不少于', 'Publicity lasts at least', 'workingDays'],
  '/stages/*/copies': ['一式', 'Copies', 'copies'],
  '/stages/*/approvers': ['审核单位', 'Authorities that approve'],
  '/stages/*/limitWorkingDays': ['办理时限', 'Time limit', 'workingDays'],

  '/publicity/countStartDay': ['首日计入', 'The first day counts'],
  '/publicity/fields': ['公示内容', 'What is shown'],
  '/publicity/unlistDays': ['结束后继续展示', 'Stays on the site after the close', 'days'],

  '/returns/dueWorkingDays': ['补正期限', 'Time to correct', 'workingDays'],
  '/returns/maxPerStage': ['每个环节最多退回', 'Returns from each stage at most', 'times'],

  '/committee/filingNo': ['核准备案文号', 'Number of the filing'],
  '/committee/series': ['核准系列', 'Approved series'],
  '/committee/specialties': ['核准专业', 'Approved specialties'],
  '/committee/level': ['核准级别', 'Approved level'],
  '/committee/min': ['评委最少人数', 'Least number of members', 'people'],
  '/committee/quorum': ['出席比例不低于', 'Quorum', 'ratio'],
  '/committee/pass': ['通过比例不低于', 'Share of votes to pass', 'ratio'],
  '/committee/denominator': ['通过比例的基数', 'Share of whom'],
  '/committee/groupMin': ['专业组最少人数', 'Least number in a group', 'people'],
  '/committee/requireQuorumAfterRecusal': ['回避后仍须达到出席比例', 'Quorum holds after recusals'],

  '/certificate/numberPattern': ['证书编号格式', 'Pattern of its number'],
  '/certificate/qualificationDate': ['取得资格时间', 'Date of the qualification'],
  '/certificate/issuingBodies': ['发证单位', 'Issuing bodies'],
  '/certificate/fields': ['证书内容', 'What it shows'],

  '/fee/amountFen': ['收费金额', 'Amount', 'yuan'],
  '/fee/basis': ['收费依据', 'Standard that it rests on'],
  '/fee/inProgressMinutes': [
    '截止前已发起的缴费可延后',
    'A payment begun in time may end later by',
    'minutes',
  ],
  '/fee/reopenGraceDays': ['截止后可申请重新开放', 'Can be re-opened after the close within', 'days'],

  '/season/originalOpen': ['原开始日期', 'First day at first', 'date'],
  '/season/shiftedDays': ['移动天数', 'Moved by', 'days'],
};

/** Names of the fields that are conditions: whatever stands in one is said as one sentence. */
export const conditions: ReadonlySet<string> = /* @__PURE__ */ new Set(
  Object.entries({ ...everywhere, ...fields }).flatMap(([place, [, , say]]) =>
    say === 'condition' ? [place.slice(place.lastIndexOf('/') + 1)] : [],
  ),
);
