import type { BodyOf } from '../../shared/contracts/api/index.ts';
import type { Plan } from '../../shared/contracts/plan.ts';
import { mobileOf, residentIdOf, usccOf } from './made-up.ts';

/** Made-up people, units and texts of the demonstration. */

export interface SamplePerson {
  /** Sign-in of the applicant, and of the HR head of the unit. */
  account: string;
  name: string;
  idNumber: string;
  mobile: string;
}

export interface SampleUnit {
  account: string;
  body: BodyOf<'UnitBody'>;
}

const companies = ['示例建设', '演示市政', '样例设计', '示范工程', '试点建筑'];
const surnames = [...'沈钱褚蒋韩许何吕施孔'];
const givenNames = ['雨晴', '嘉宁', '思琪', '若兰', '静怡', '欣然', '文静', '晓雯'];

function pick<T>(list: readonly T[], seed: string): T {
  const sum = [...seed].reduce((s, c) => (s * 31 + (c.codePointAt(0) ?? 0)) % 99_991, 17);
  return list[sum % list.length] as T;
}

export function samplePerson(seed: string, account = `applicant.${seed}`): SamplePerson {
  return {
    account,
    name: pick(surnames, seed) + pick(givenNames, `${seed}*`),
    idNumber: residentIdOf(seed, '330106', '1990-05-12'),
    mobile: mobileOf(seed),
  };
}

/** A private company in 西湖区. */
export function sampleUnit(seed: string, account = `unit.${seed}`): SampleUnit {
  return {
    account,
    body: {
      uscc: usccOf(seed, '330106'),
      name: `杭州${pick(companies, seed)}有限公司（${seed}）`,
      kind: 'ENTERPRISE_PRIVATE',
      affiliation: { type: 'DIVISION', division: '330106' },
      location: { division: '330106' },
      hrName: pick(surnames, `hr ${seed}`) + pick(givenNames, `hr ${seed}`),
      hrMobile: mobileOf(`hr ${seed}`),
    },
  };
}

const statement = [
  '本人自参加工作以来一直从事建筑工程施工技术与质量管理。',
  '任助理工程师期间，先后负责两项公共建筑的施工组织设计、专项方案编制和现场技术交底，',
  '参与深基坑支护监测与高支模专项论证，提出的分区降水方案减少工期二十三天。',
  '主持编制混凝土裂缝控制作业指导书一项，在三个项目中使用，渗漏返修率由百分之四降至百分之一以下。',
  '协助完成两项工程的竣工验收与资料归档，并指导两名见习技术人员。',
].join('');

/** Page 3 of a normal declaration: bachelor, assistant engineer for more than four years at the plan's cut-off. */
export function sampleData(plan: Plan, person: SamplePerson, unitName: string): BodyOf<'DataStepBody'> {
  const year = Number(plan.windows.cutoffDate.slice(0, 4));
  const graduated = `${year - 9}-06-30`;
  return {
    track: 'NORMAL',
    category: 'ORDINARY',
    specialty: plan.title.specialties[0]?.code ?? '',
    optionCodes: [plan.tracks.find((t) => t.code === 'NORMAL')?.options[0]?.code ?? ''],
    educations: [
      {
        kind: 'E2',
        school: '示例大学',
        major: '土木工程',
        level: '本科',
        degree: '工学学士',
        from: `${year - 13}-09-01`,
        graduated,
        certificateNo: '100000000000000001',
      },
    ],
    appointment: {
      level: 'ASSISTANT',
      kind: 'LABOUR_CONTRACT',
      title: '助理工程师',
      unitName,
      periods: [{ from: `${year - 7}-07-01` }],
    },
    work: [{ period: { from: `${year - 9}-07-15` }, unitName, post: '施工技术员' }],
    workStatement: statement,
    siOutOfProvince: false,
    pointId: 'P330106',
    mobile: person.mobile,
    inService: true,
  };
}

/** Attachments that such a declaration needs, with what stands in them. */
export function sampleDocuments(
  person: SamplePerson,
  unitName: string,
): { code: string; title: string; lines: string[]; seal?: string; kind?: 'LABOUR_CONTRACT' }[] {
  return [
    {
      code: 'A1',
      title: '学历证书',
      lines: [`学生${person.name}，在示例大学土木工程专业学习期满，成绩合格，准予毕业。`],
      seal: '示例大学',
    },
    {
      code: 'A1b',
      title: '中国高等教育学历认证报告',
      lines: [`经核查，${person.name}的本科学历证书信息属实。`],
      seal: '学历认证（示例）',
    },
    {
      code: 'A2',
      title: '劳动合同',
      lines: [
        `甲方：${unitName}。乙方：${person.name}。`,
        '乙方在施工技术岗位从事专业技术工作，任助理工程师，负责施工组织设计与技术交底。',
      ],
      seal: unitName,
      kind: 'LABOUR_CONTRACT',
    },
    {
      code: 'A6',
      title: '学习情况证明',
      lines: [`${person.name}本年度参加专业技术人员继续教育九十六学时，其中专业科目六十八学时。`],
      seal: unitName,
    },
  ];
}
