import { join } from 'node:path';
import sharp from 'sharp';
import type { CertificateInput, ReviewFormInput } from '../../../shared/contracts/documents.ts';
import { certificateFields } from '../../../shared/contracts/plan.ts';
import type { DocumentAssets } from '../../../shared/documents/typst.ts';

const repository = join(import.meta.dirname, '../../..');

export const assets: DocumentAssets = {
  fontDirectory: join(repository, 'node_modules/@expo-google-fonts'),
  templateDirectory: join(repository, 'shared/documents'),
};

/** R60, domain-spec §1 `STR.watermark`: verbatim. */
export const watermark = '浙江省专业技术任职资格申报与评审管理平台';

/** A drawn portrait, by default 413×579 (2寸), with the grain and so the bytes of a real photo; the same every time. */
export async function portrait(width = 413, height = 579, grain = 24): Promise<Uint8Array> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 413 579" width="${width}" height="${height}"
    preserveAspectRatio="none">
    <rect width="413" height="579" fill="#fff"/><path d="M40 579c0-130 70-170 166-170s166 40 166 170z" fill="#27364a"/>
    <path d="M170 360h74v70l-37 40-37-40z" fill="#e3b896"/><ellipse cx="207" cy="255" rx="92" ry="122" fill="#f0c8a8"/>
    <path d="M112 240c-8-110 50-150 98-150s106 42 94 150c-14-60-40-80-96-80s-84 24-96 80z" fill="#221c1a"/></svg>`;
  const pixels = await sharp(Buffer.from(drawing)).flatten({ background: '#fff' }).raw().toBuffer();
  let state = 20201120;
  for (let i = 0; i < pixels.length; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    if (pixels[i]! < 250)
      pixels[i] = Math.max(0, Math.min(249, pixels[i]! + ((state >>> 24) % grain) - grain / 2));
  }
  const jpeg = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 88 })
    .toBuffer();
  return new Uint8Array(jpeg);
}

const signatureSvg = new TextEncoder().encode(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 110" width="300" height="110"><g fill="none" stroke="#111"
  stroke-width="4" stroke-linecap="round"><path d="M20 30q30-6 48 0M44 12q2 50-22 76M44 50q14 20 28 34"/>
  <path d="M110 20q30 0 50-4M134 8q0 60-4 84M104 58q34-8 64-6"/><path d="M196 30l70-6M230 10q-4 50-34 80M226 50q20 24 50 34"/>
  </g></svg>`,
);

const statementParts = [
  '本人自2012年参加工作以来，一直从事房屋建筑与市政基础设施工程的施工技术与质量管理工作，先后担任技术员、施工员、项目技术负责人，熟悉《建筑地基基础工程施工质量验收规范》《混凝土结构工程施工质量验收规范》等现行规范标准。',
  '在杭州市某安置房项目（总建筑面积18.6万㎡，地下二层，最大开挖深度11.2 m）中，主持编制深基坑支护与降水专项施工方案，针对粉砂土层易发生流砂的特点，提出三轴水泥搅拌桩止水帷幕结合坑内管井降水的组合措施，基坑最大水平位移控制在22 mm以内，较设计预警值减少约30%，工期提前18天，节约造价约126万元。',
  '在某综合管廊工程中负责预制装配式管廊节段的拼装技术，组织研究“大节段预制管廊毫米级拼装工法”，获评2018年度浙江省省级工法，并作为第二发明人取得实用新型专利2项。推广应用BIM技术开展管线综合与施工模拟，累计消除碰撞点1 300余处，减少返工损失约80万元。',
  '注重总结与传帮带，近四年在《浙江建筑》等期刊发表论文3篇，参与编制企业标准2项，指导青年技术人员6名，其中4人已取得助理工程师资格。坚持继续教育，每年完成不少于90学时的学习任务，专业科目学时占比超过三分之二。',
];

/** Exactly `length` characters that are not white space (Q7), in paragraphs. */
export function statementOf(length: number): string {
  const source = statementParts.join('\n');
  let text = '';
  let count = 0;
  for (let i = 0; count < length; i += 1) {
    const character = [...source][i % [...source].length]!;
    text += character;
    if (!/\s/u.test(character)) count += 1;
  }
  return text;
}

const achievementTitles: [kind: string, title: string, role: string, collective: boolean][] = [
  ['工程业绩', '杭州市江干区某单元R21-05地块安置房项目深基坑工程', '项目技术负责人', true],
  ['工程业绩', '沿江大道地下综合管廊工程（一期）预制装配段', '施工技术主管', true],
  ['工程业绩', '某高校新校区学术交流中心钢结构屋盖工程', '技术员', true],
  ['工法', '大节段预制综合管廊毫米级拼装施工工法（省级工法）', '主要完成人（排名第2）', true],
  ['专利', '一种用于预制管廊节段拼装的可调式导向装置（实用新型）', '第二发明人', true],
  ['专利', '一种基坑降水井自动启停控制装置（实用新型）', '第一发明人', false],
  ['论文', '粉砂地层深基坑组合止水技术的应用与监测分析，《浙江建筑》2019年第4期', '独立作者', false],
  ['论文', 'BIM-based Clash Detection for Underground Utility Tunnels in Soft Soil', '第一作者', false],
  ['标准', '《装配式综合管廊施工质量控制标准》（企业标准）', '参编', true],
  ['获奖', '2019年度杭州市建设工程“西湖杯”优质工程奖', '项目技术负责人', true],
];

/** A whole form as it is exported after payment: electronic opinions given, paper ones open. */
export async function fullForm(): Promise<ReviewFormInput> {
  return {
    watermark,
    platformName: '浙江省专业技术职务任职资格申报与评审管理服务平台',
    formTitle: '杭州市建设工程专业工程师职务任职资格评审表',
    planName: '2020度杭州市建设工程专业技术人员工程师资格评审申报计划',
    applicationNo: 'HZ-CONSTR-ENG-2020-330104-000123K',
    version: 2,
    contentSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    exportedAt: '2020-11-20T17:30:00Z',
    declared: {
      qualification: '工程师',
      level: '中级',
      series: '工程',
      specialty: '建筑施工',
      mode: '正常申报',
      category: '普通申报人员',
      options: ['取得助理工程师资格后，从事本专业技术工作满4年', '具备大学本科学历'],
      pointName: '江干区建设工程专业职称受理点',
    },
    sections: [
      {
        title: '继续教育与考核',
        answers: [
          { name: '外语水平', text: '全国大学英语六级' },
          { name: '计算机水平', text: '二级' },
          {
            name: '破格理由',
            text: '主持完成省级科研项目一项，作为第一完成人获得设区市科技进步奖二等奖。'.repeat(3),
          },
          {
            name: '继续教育学时',
            rows: {
              header: ['年度', '公需科目', '专业科目'],
              cells: [
                ['2018', '18 学时', '72 学时'],
                ['2019', '20 学时', '76 学时'],
              ],
            },
          },
        ],
      },
    ],
    photo: await portrait(),
    person: {
      name: '沈思远',
      gender: '男',
      birthDate: '1990-06-15',
      identityNumber: '330106********0027',
      mobile: '138****5678',
      ethnicity: '汉族',
      workStartDate: '2012-07',
      unitName: '杭州钱塘建设集团有限公司',
      unitKind: '民营企业',
      unitCode: '91330100MA0000015W',
      department: '工程管理部',
      presentTitle: '助理工程师',
      presentTitleDate: '2014-12-20',
      practisedSpecialty: '建筑施工',
      practisedYears: 8,
    },
    education: [
      {
        school: '浙江工业大学',
        major: '土木工程',
        level: '大学本科',
        degree: '工学学士',
        period: { from: '2008-09', to: '2012-06' },
        graduated: '2012-06-30',
        certificateNo: '103371201205000123',
        verification: '教育部学历证书电子注册备案表（有效期至2021年3月1日）',
      },
    ],
    appointments: [
      {
        title: '助理工程师',
        level: '助理级',
        unitName: '杭州钱塘建设集团有限公司',
        period: { from: '2015-01' },
        evidence: '聘任书（钱建人〔2015〕3号）',
      },
      {
        title: '技术员',
        level: '员级',
        unitName: '浙江宏业建筑工程有限公司',
        period: { from: '2013-07', to: '2014-12' },
      },
    ],
    work: [
      {
        period: { from: '2015-01' },
        unitName: '杭州钱塘建设集团有限公司',
        post: '施工技术管理，项目技术负责人',
      },
      {
        period: { from: '2012-07', to: '2014-12' },
        unitName: '浙江宏业建筑工程有限公司',
        post: '施工员、技术员',
      },
    ],
    statement: statementOf(1000),
    achievements: achievementTitles.map(([kind, title, role, collective], i) => ({
      kind,
      title,
      role,
      collective,
      period: { from: `${2015 + (i % 4)}-0${1 + (i % 8)}`, to: `${2017 + (i % 4)}-1${i % 3}` },
      summary:
        i % 3 === 0
          ? '总建筑面积18.6万㎡，地下二层，合同造价4.2亿元。本人负责专项施工方案的编制与技术交底，组织监测数据分析，解决流砂与管涌隐患两处。'
          : '本人完成主要技术内容的研究与成果整理。',
      ...(collective ? { contributionProof: '建设单位出具的主要贡献者证明' } : {}),
      approvedBy: '杭州钱塘建设集团有限公司',
    })),
    commitment: {
      title: '专业技术资格申报材料真实性保证书',
      paragraphs: [
        '本人承诺：此次申报专业技术资格所提交的全部材料（含学历、资历、业绩、论文、获奖及各类证明）均真实、准确、完整，无弄虚作假、抄袭剽窃行为。',
        '如有不实，本人愿意承担由此产生的一切责任，并接受按有关规定作出的处理，包括取消申报资格、撤销已取得的专业技术资格并记入诚信档案。',
      ],
      signature: { format: 'svg', bytes: signatureSvg },
      signedAt: '2020-10-12T03:20:00Z',
    },
    unitPublicity: { from: '2020-10-14', to: '2020-10-21', result: '公示期内无异议' },
    unitOpinion: {
      text: '经审核，申报材料真实、完整，业绩属实，公示无异议，同意推荐申报。',
      by: '王丽华',
      date: '2020-10-22',
    },
    pointOpinion: { text: '材料齐全，符合受理条件，予以受理。', by: '陈建平', date: '2020-10-28' },
    districtName: '江干区人力资源和社会保障局',
    districtOpinion: { text: '经审核，符合申报条件，同意上报。', by: '徐晓峰', date: '2020-11-05' },
    committeeName: '杭州市建设工程专业中级专业技术资格评审委员会',
    issuingBodies: ['杭州市人力资源和社会保障局', '杭州市城乡建设委员会'],
    copies: 2,
    destination: {
      name: '江干区建设工程专业职称受理点材料接收点',
      address: '杭州市江干区示例路1号行政服务中心2楼（示例地址）',
      telephone: '0571-00000000',
    },
  };
}

/** The least that a form can hold, on the municipal road (R62), nothing yet said by any desk. */
export async function sparseForm(): Promise<ReviewFormInput> {
  const { unitPublicity, unitOpinion, pointOpinion, districtOpinion, ...form } = await fullForm();
  void [unitPublicity, unitOpinion, pointOpinion, districtOpinion];
  return {
    ...form,
    person: {
      name: '余一',
      gender: '女',
      birthDate: '1988-02-29',
      identityNumber: '330127********0033',
      unitName: '杭州市城建设计研究院有限公司',
      unitKind: '国有企业',
      practisedSpecialty: '建筑设计',
    },
    declared: { ...form.declared, options: [], mode: '自评申报', selfEvaluationScore: 11250 },
    education: [],
    appointments: [],
    work: [],
    achievements: form.achievements.slice(0, 1),
    statement: '从事建筑设计工作十年。',
    municipalUnit: { name: '杭州市城市建设投资集团有限公司' },
  };
}

export async function certificate(): Promise<CertificateInput> {
  return {
    fields: [...certificateFields],
    platformName: '浙江省专业技术职务任职资格申报与评审管理服务平台',
    title: '职称电子证书',
    name: '沈思远',
    identityNumberMasked: '330106********0027',
    photo: await portrait(),
    qualification: '工程师',
    level: '中级',
    series: '工程',
    specialty: '建筑施工',
    qualificationDate: '2020-12-18',
    committeeName: '杭州市建设工程专业中级专业技术资格评审委员会',
    issuingBodies: ['杭州市人力资源和社会保障局', '杭州市城乡建设委员会'],
    documentNo: '杭人社发〔2021〕8号',
    documentDate: '2021-01-15',
    certificateNo: 'ZC3301-2020-M-00012345',
    verificationUrl: 'https://zhiping.example.cn/public/verify?no=ZC3301-2020-M-00012345',
    issuedAt: '2021-01-18T02:00:00Z',
  };
}
