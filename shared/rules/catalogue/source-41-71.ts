import type { SourceRule } from './rule.ts';

/** R41–R71: attachments, submit and everything after (lines 21–41 of the source document). */
export const sourceRulesB: readonly SourceRule[] = [
  {
    id: 'R41',
    quotes: [{ line: 21, text: '（五）上传相关附件。根据评审工作计划要求，上传以下附件：' }],
    meaning: {
      zh: '需要哪些附件由计划的决策表确定。',
      en: "The set of required attachments comes from the plan's table.",
    },
  },
  {
    id: 'R42',
    quotes: [{ line: 22, text: '1.学历证书及认证材料。认证材料要求如下：' }],
    meaning: {
      zh: '所有人均须提供学历证书及相应的认证材料。',
      en: 'Everyone gives the education certificate and its verification material.',
    },
  },
  {
    id: 'R43',
    quotes: [
      {
        line: 23,
        text: '（1）国内大专以上学历（不含技工院校学历）人员应提供验证有效期内的《教育部学历证书电子注册备案表》',
      },
    ],
    meaning: {
      zh: '国内大专以上学历（含大专，不含技工院校）：备案表，检查当日仍在验证有效期内。',
      en: 'Domestic junior college or above (included), technician schools excluded: the registration form, inside its verification validity on the day of the check.',
    },
  },
  {
    id: 'R44',
    quotes: [{ line: 23, text: '（“省平台”可自动获取该“备案表”，若无法提取请自行上传。）' }],
    meaning: {
      zh: '先由平台自动获取备案表，获取不到才请上传；记录来源。',
      en: 'The form is fetched first and an upload asked for only if that fails; its source is recorded.',
    },
  },
  {
    id: 'R45',
    quotes: [
      {
        line: 24,
        text: '（2）无法提供《教育部学历证书电子注册备案表》的人员，应上传相应的《中国高等教育学历认证报告》。该“认证报告”向中国高等教育学生信息网（https://www.chsi.com.cn/）申请。',
      },
    ],
    meaning: {
      zh: '无法提供备案表的，上传《中国高等教育学历认证报告》。',
      en: 'Without the registration form: the CHSI education certification report.',
    },
  },
  {
    id: 'R46',
    quotes: [
      {
        line: 25,
        text: '（3）只取得国内硕士学位人员应上传教育部学位与研究生教育发展中心认证的《中国学位认证报告》。',
      },
    ],
    meaning: {
      zh: '只取得国内硕士学位的，上传《中国学位认证报告》。',
      en: "With only a domestic master's degree: the degree certification report.",
    },
  },
  {
    id: 'R47',
    quotes: [
      {
        line: 26,
        text: '（4）获得国外或港、澳、台地区学历、学位人员应提供教育部留学服务中心认证的《国外学历学位认证书》或《港澳台学历学位认证书》。',
      },
    ],
    meaning: {
      zh: '国外学历学位与港澳台学历学位各用其认证书。',
      en: 'Foreign credentials and those of Hong Kong, Macao and Taiwan: each its own certificate.',
    },
  },
  {
    id: 'R48',
    quotes: [
      {
        line: 27,
        text: '（5）技工院校毕业人员应提供全国技工院校毕业证书查询系统（http://jxzs.mohrss.gov.cn）查询结果截图或人事档案管理部门盖章的《毕业生登记表》。中专学历毕业人员应提供人事档案管理部门盖章的《毕业生登记表》。',
      },
    ],
    meaning: {
      zh: '技工院校：查询结果截图或盖章的毕业生登记表，二者任一；中专：只能是盖章的毕业生登记表。',
      en: 'Technician school: query screenshot or stamped registration form. Secondary vocational: the stamped form, no alternative.',
    },
  },
  {
    id: 'R49',
    quotes: [
      {
        line: 28,
        text: '2.现任专业技术职务资格聘书。正常申报人员至少应上传助理级专业技术职务聘任满 4 年的聘任文件或聘任书',
      },
    ],
    meaning: {
      zh: '正常申报：至计划截止日，助理级以上职务聘任满 4 年（满当日即算）。',
      en: 'Normal track: assistant level or above held for four full years at the cut-off date, the anniversary included.',
    },
  },
  {
    id: 'R50',
    quotes: [{ line: 28, text: '转评人员至少应上传中级专业技术职务聘任文件或聘任书。' }],
    meaning: {
      zh: '转评：中级专业技术职务聘任文件或聘任书，不要求年限。',
      en: 'Conversion: a mid-level appointment document, no minimum of years.',
    },
  },
  {
    id: 'R51',
    quotes: [{ line: 28, text: '事业单位编制人员应提供职务聘任书或聘任文件' }],
    meaning: {
      zh: '事业单位编制人员须提供聘任书或聘任文件，不能用劳动合同代替。',
      en: 'Established staff of public institutions give an appointment document; a labour contract is not accepted.',
    },
  },
  {
    id: 'R52',
    quotes: [
      {
        line: 28,
        text: '企业人员可以提供劳动合同代替（内容应明确在什么专业技术岗位工作，应能反映专业工作经历)。',
      },
    ],
    meaning: {
      zh: '企业人员可以劳动合同代替；合同是否写明专业技术岗位由人判断。',
      en: "Enterprise staff may give a labour contract; whether it names the technical post is a person's judgement.",
    },
  },
  {
    id: 'R53',
    quotes: [
      {
        line: 29,
        text: '3.事业单位人员职称申报岗位信息表（适用于事业单位在编人员，非在编人员需提供单位说明）。',
      },
    ],
    meaning: {
      zh: '事业单位在编人员：岗位信息表；非在编人员：单位说明；其他单位不要求。',
      en: 'Public institutions: established staff give the post-information form, others a statement by the unit. Nobody else is asked.',
    },
  },
  {
    id: 'R54',
    quotes: [
      {
        line: 30,
        text: '4.杭州市建设工程专业工程师职务任职资格自评表。（适用于自评申报人员，需自评达到105分并提供2名具有本专业或相近专业高级工程师签字的《自评表》扫描件和推荐人的高级工程师证书扫描件）。',
      },
    ],
    meaning: {
      zh: '仅自评申报：自评表及两名推荐人的证书。',
      en: "Self-evaluation only: the form and two recommenders' certificates.",
    },
  },
  {
    id: 'R55',
    quotes: [
      { line: 31, text: '5.省外社保缴纳证明（系统可自动获取省内社保记录，外省社保记录请自行上传）。' },
    ],
    meaning: {
      zh: '省内社保自动获取；有外省记录的才上传外省证明。',
      en: 'In-province insurance is fetched; proof from elsewhere is asked only of those who have any.',
    },
  },
  {
    id: 'R56',
    quotes: [
      {
        line: 32,
        text: '6.学时登记证明。申报人员可以登录杭州市专业技术人员学习新干线单位账号，在“教务管理—学员管理—打印证书”选项中打印相关申报人员的学习情况证明并加盖单位公章。',
      },
    ],
    meaning: {
      zh: '所有人均须提供加盖单位公章的学时登记证明；公章由人判断，源文件未定学时数。',
      en: "Everyone gives the learning-hours certificate with the unit's seal. The seal is a person's check; no number of hours is stated.",
    },
  },
  {
    id: 'R57',
    quotes: [{ line: 33, text: '所有附件确认上传无误后，点击“下一步”，进入“预览确认提交”页面。' }],
    meaning: {
      zh: '附件齐全、检查通过并经申报人确认后，方可预览提交。',
      en: 'All required attachments present, clean and confirmed by the applicant before the preview opens.',
    },
  },
  {
    id: 'R58',
    quotes: [{ line: 34, text: '（六）确认申报信息。预览所有申报信息无误后，点击“提交”，由所在单位审核。' }],
    meaning: {
      zh: '全部预览后提交；提交即冻结为不可更改的快照，由现所在单位审核。',
      en: 'A full preview; submitting freezes an immutable snapshot and opens the review by the current unit.',
    },
  },
  {
    id: 'R59',
    quotes: [
      {
        line: 35,
        text: '（七）费用缴纳。区、县（市）人力社保部门审核通过后申报人员可根据“省平台”提示信息，在规定时间内完成相关费用缴纳。',
      },
    ],
    meaning: {
      zh: '区、县（市）人力社保部门审核通过后才能缴费，平台通知；须在规定时间内完成，逾期失效。',
      en: 'Payment opens only on district approval, is notified, and must be made within the set time; missing it lapses the application.',
    },
  },
  {
    id: 'R60',
    quotes: [
      {
        line: 36,
        text: '（八）报送评审表。缴费成功后，企业申报人员导出带有“浙江省专业技术任职资格申报与评审管理平台”水印的评审表（一式两份）',
      },
    ],
    meaning: {
      zh: '缴费成功后才能导出评审表；带规定水印，一式两份。',
      en: 'The form can be exported only after payment; it bears the literal watermark, in two identical copies.',
    },
  },
  {
    id: 'R61',
    quotes: [{ line: 36, text: '经所在单位审核盖章后报所属区、县（市）受理点材料接收点（地址见附件5）。' }],
    meaning: {
      zh: '单位审核盖章后，报送所属受理点的材料接收点。',
      en: 'The unit checks and seals both copies; they go to the material desk of the owning point.',
    },
  },
  {
    id: 'R62',
    quotes: [
      {
        line: 37,
        text: '市直单位所属的企事业单位申报人员，评审表应报送至各自所属的市直单位，由各市直单位审核盖章后报评委会办公室。',
      },
    ],
    meaning: {
      zh: '市直单位所属企事业单位：评审表送该市直单位，由其审核盖章后报办公室；电子审核仍按属地。',
      en: 'Under a municipal direct unit the form goes to that unit, which checks, seals and forwards it; the electronic road stays by location.',
    },
  },
  {
    id: 'R63',
    quotes: [
      { line: 38, text: '（九）组织评审。中评委办公室负责对申报人相关信息进行公示，公示期不少于 5个工作日' },
    ],
    meaning: {
      zh: '评前公示由办公室进行，至少 5 个工作日。',
      en: 'First publicity by the office, at least five working days.',
    },
  },
  {
    id: 'R64',
    quotes: [{ line: 38, text: '无异议后，组织专家评审。' }],
    meaning: {
      zh: '公示期满且没有未结异议的，才组织专家评审。',
      en: 'Expert review only for those whose first publicity ended with no open objection.',
    },
  },
  {
    id: 'R65',
    quotes: [
      { line: 39, text: '（十）评审结果公示。评审结束后，中评委办公室公示评审结果，公示期不少于5个工作日' },
    ],
    meaning: {
      zh: '评审结束后公示结果，至少 5 个工作日。',
      en: 'Second publicity after the review ended, at least five working days.',
    },
  },
  {
    id: 'R66',
    quotes: [{ line: 39, text: '无异议后，评审结果报市人力社保局。' }],
    meaning: {
      zh: '公示期满且无未结异议的，结果报市人力社保局。',
      en: 'Then results without open objections are reported to the municipal HRSS bureau.',
    },
  },
  {
    id: 'R67',
    quotes: [{ line: 40, text: '（十一）发文公布。市人力社保局和市建委审核评审结果并发文公布。' }],
    meaning: {
      zh: '市人力社保局与市建委均须审核同意，方可发文公布；先后不限。',
      en: 'Both the municipal HRSS bureau and the construction commission approve, in any order; then the document is issued and published.',
    },
  },
  {
    id: 'R68',
    quotes: [{ line: 40, text: '文件公布后，“省平台”生成电子证书信息。' }],
    meaning: {
      zh: '文件公布之后才生成电子证书信息。',
      en: 'E-certificate data exist only after the document is published.',
    },
  },
  {
    id: 'R69',
    quotes: [
      {
        line: 41,
        text: '（十二）评审表归档。评委会办公室将评审表退还至各区、县（市）受理点或市直单位，由区、县（市）受理点或市直单位退至申报人。',
      },
    ],
    meaning: {
      zh: '评审表按来路退还：经受理点或市直单位退至申报人，通过与否均退。',
      en: 'Forms go back by the road they came, through the point or the municipal direct unit to the applicant, passed or not.',
    },
  },
  {
    id: 'R70',
    quotes: [{ line: 41, text: '申报人自行将评审表放入个人档案。' }],
    meaning: {
      zh: '申报人自行归入个人档案；平台只记录确认，流程结束。',
      en: 'The applicant files it in the personal dossier; the platform only records the acknowledgement. End.',
    },
  },
  {
    id: 'R71',
    quotes: [
      { line: 1, text: '附件：2' },
      { line: 3, text: '申报评审流程和材料要求' },
    ],
    meaning: {
      zh: '本文件为通知的附件 2；通知正文、附件 1、3、4、5 均未附，其内容为计划数据，未提供前以示例数据标明。',
      en: 'This is annex 2 of a notice; the notice and its other annexes are absent, so what they hold is plan data, marked as sample until supplied.',
    },
  },
];
