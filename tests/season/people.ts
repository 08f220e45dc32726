import { residentIdOf, usccOf } from '../../local/demo/made-up.ts';
import type { BodyOf } from '../../shared/contracts/api/index.ts';
import type { DeclarationData, PreconditionAnswer } from '../../shared/contracts/declaration.ts';
import type { Plan } from '../../shared/contracts/plan.ts';
import { titleLevels } from '../../shared/contracts/plan-attachments.ts';
import { sampleAnswers } from './answers.ts';
import { plan } from './plan.ts';
import type { Random } from './random.ts';

/** People and units as they come: what they are called, what they type, what they were. */

export interface Person {
  id: string;
  /** As typed; the product may tidy it. */
  name: string;
  profile: BodyOf<'ProfileBody'>;
  unit: number;
  data: DeclarationData;
  /** The first attempt at the statement, where it is one that the rules refuse. */
  badStatement?: string;
}

export interface Unit {
  account: string;
  body: BodyOf<'UnitBody'>;
}

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'];
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英'];
/** Extensions A–F and marks, as registers of names hold them. */
const rare = ['䶮', '𬱖', '𠮷', '㛃', '𪚥', '𫖯', '𬭚', '𮧵', '煊', '喆'];

export const names = {
  plain: (r: Random) => r.pick(surnames) + r.pick(given) + (r.chance(0.6) ? r.pick(given) : ''),
  one: (r: Random) => r.pick(surnames),
  rare: (r: Random) => r.pick(surnames) + r.pick(rare),
  dotted: (r: Random) => `阿卜杜${r.pick(given)}·买买提${r.pick(given)}`,
  long: (r: Random) => `${'古丽'.repeat(8)}${r.pick(given)}·${'阿依'.repeat(6)}`.slice(0, 30),
  spaced: (r: Random) => ` ${r.pick(surnames)}\u3000${r.pick(given)} `,
  latin: (r: Random) => `Zoë ${r.pick(['Müller', 'O’Brien', 'García'])}`,
  wide: (r: Random) => `${r.pick(surnames)}Ａ${r.pick(given)}`,
} as const;

const sentence =
  '主持编制混凝土裂缝控制作业指导书一项，在三个项目中使用，渗漏返修率由百分之四降至百分之一以下。';
const thousand = sentence.repeat(40);
const codePoints = (text: string, n: number) => [...text].slice(0, n).join('');

export const statements = {
  plain: () => `本人长期从事建筑工程施工技术与质量管理。${sentence}`,
  emoji: () => `现场管理👷‍♂️成效突出👍。${sentence}`,
  bullets: () => `\uF0B7 深基坑支护\n\uF0D8 高支模论证\n${sentence}`,
  scientific: () => `CO₂排放减少10ⁿ，桩径⌀800，验收✔。${sentence}`,
  marks: () => `\u200B\u200E${sentence}\u200F\u202A`,
  thousand: () => codePoints(thousand, 1000),
  blanks: () => `${sentence}${' '.repeat(6000)}`,
} as const;
const badStatements = {
  tooLong: () => codePoints(thousand, 1001),
  empty: () => '\u200B'.repeat(50),
} as const;

/** Mostly the first; the others by their share. */
function oneOf<T>(r: Random, usual: T, others: readonly T[], share: number): T {
  return r.chance(share) ? r.pick(others) : usual;
}

const idNumberOf = (r: Random, seed: string): string => {
  const id = residentIdOf(seed, '330106', `19${r.int(75, 92)}-0${r.int(1, 9)}-1${r.int(0, 9)}`);
  return id.endsWith('X') ? r.pick([id, id.replace('X', 'x'), id.replace('X', 'Ｘ')]) : id;
};
const mobileOf = (r: Random): string => {
  const digits = `1${r.pick(['38', '59', '86'])}${String(r.int(0, 99_999_999)).padStart(8, '0')}`;
  const dashed = `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`;
  return oneOf(r, digits, [`+86${digits}`, `+86 ${digits}`, dashed], 0.15);
};

/** Those that some point serves all the season. */
const divisions = () =>
  plan.directory.points
    .filter((p) => p.validTo === null || p.validTo > plan.windows.cutoffDate)
    .flatMap((p) => p.divisions);

export function makeUnit(r: Random, n: number): Unit {
  const division = r.pick(divisions());
  const kind = r.pick([
    'ENTERPRISE_STATE',
    'ENTERPRISE_PRIVATE',
    'NON_PUBLIC',
    'PUBLIC_INSTITUTION',
    'OTHER',
  ] as const);
  const muni = r.chance(0.25) && kind !== 'ENTERPRISE_PRIVATE';
  return {
    account: `hr-${n}`,
    body: {
      uscc: usccOf(`season unit ${n}`, '330106'),
      name: `杭州示例第${n}建设有限公司`,
      kind,
      affiliation: muni
        ? { type: 'MUNI_DIRECT', muniUnitId: r.pick(plan.directory.muniUnits).muniUnitId }
        : { type: 'DIVISION', division },
      location: { division },
      hrName: names.plain(r),
      hrMobile: mobileOf(r),
    },
  };
}

const birthDateOf = (idNumber: string): string => {
  const digits = idNumber.replaceAll(/[^\dXx]/g, '');
  return `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`;
};

export function makePerson(r: Random, n: number, units: number): Person {
  const name = oneOf(r, names.plain, Object.values(names), 0.35)(r);
  const mobile = mobileOf(r);
  const unit = r.int(0, units - 1);
  const bad = r.chance(0.1) ? r.pick(Object.values(badStatements))() : undefined;
  const idNumber = idNumberOf(r, `season ${n}`);
  const data = declarationOf(r, mobile);
  const asked = sampleAnswers({ plan, data, applicant: { birthDate: birthDateOf(idNumber) } });
  return {
    id: `person-${n}`,
    name,
    unit,
    profile: { name, idKind: 'RESIDENT_ID', idNumber, mobile },
    data: Object.keys(asked).length > 0 ? { ...data, asked } : data,
    ...(bad ? { badStatement: bad } : {}),
  };
}

const levels = {
  E1: '本科',
  E2: '大专',
  E3: '硕士',
  E4: '本科',
  E5: '本科',
  E6: '技工院校',
  E7: '中专',
} as const;
const optionOf: Record<string, string> = {
  ORDINARY: 'N1',
  DIRECT: 'N3',
  SKILLED: 'N4',
  HIGH_SKILLED: 'N4',
  CONVERSION: 'N5',
};

function declarationOf(r: Random, mobile: string): DeclarationData {
  const [usual, ...others] = plan.tracks as [Plan['tracks'][number], ...Plan['tracks']];
  const { code: track, categories, options: offered } = oneOf(r, usual, [usual, ...others], 0.4);
  const category = r.pick(categories);
  const specialty = r.pick(plan.title.specialties).code;
  const kinds = plan.educations.map((one) => one.kind).filter((one) => one in levels);
  const kind = oneOf(r, 'E1', kinds, 0.5) as keyof typeof levels;
  // Whoever the plan sorts by it says so: N1 ordinary, N3 direct, N4 skilled, N5 conversion.
  const own = offered.find((one) => one.code === optionOf[category]) ?? offered[0];
  const options = own ? [own.code] : [];
  return asked({
    track,
    category,
    specialty,
    ...(options.length > 0 ? { optionCodes: options } : {}),
    educations: [
      {
        kind,
        school: '示例大学',
        major: '土木工程',
        level: levels[kind],
        graduated: '2011-06-30',
        from: '2007-09-01',
      },
    ],
    titles: [{ level: held(category), name: '现有职称', passedAt: '2013-05-20', issuedAt: '2013-06-28' }],
    appointment: {
      level: held(category),
      kind: 'APPOINTMENT',
      title: '现任职务',
      periods: [{ from: '2013-07-01' }],
    },
    work: [{ period: { from: '2011-07-15' }, unitName: '示例建设', post: '施工技术员' }],
    workStatement: oneOf(r, statements.plain, Object.values(statements), 0.4)(),
    siOutOfProvince: r.chance(0.2),
    mobile,
    inService: true,
    preconditions: preconditionsMet(),
    exclusions: Object.fromEntries((plan.exclusions ?? []).map(({ code }) => [code, { applies: false }])),
    ...(track === 'SELF_EVAL' ? selfEvaluation(specialty) : {}),
  });
}

/** D39: a title or an exam just as the plan asks for it. */
function preconditionsMet(): NonNullable<DeclarationData['preconditions']> {
  const answers = (plan.preconditions ?? []).map((one): [string, PreconditionAnswer] => {
    const certificateNo = 'K2020001';
    if (one.kind === 'EXAM') {
      const { code: exam, pass } = one.exams[0] as (typeof one.exams)[number];
      return [one.code, { exam, certificateNo, validUntil: '2099-12-31', ...(pass ? { score: pass } : {}) }];
    }
    if (one.kind !== 'TITLE') return [one.code, {}];
    const [series, level] = [one.series[0]?.code, one.levels[0]];
    const title = { series, level, title: '现有职称', grantedOn: '2015-06-01', grantedBy: '示例人社局' };
    return [one.code, { ...title, certificateNo, ...(one.elsewhere ? { elsewhere: true } : {}) }];
  });
  return Object.fromEntries(answers);
}

/** Only what the plan's page asks for. */
function asked(data: DeclarationData): DeclarationData {
  const keys = plan.form.fields.map((field): string => field.key);
  return Object.fromEntries(Object.entries(data).filter(([key]) => keys.includes(key)));
}

/** What is held already: a title of the level below, or of the same one in another series. */
function held(category: string) {
  const at = titleLevels.indexOf(plan.title.level);
  return titleLevels[category === 'CONVERSION' ? at : Math.max(0, at - 1)] ?? 'ASSISTANT';
}

/** Enough points to pass (R32), and two recommenders (R33). */
function selfEvaluation(specialty: string): Partial<DeclarationData> {
  const answers: Record<string, number> = {};
  for (const table of Object.values(plan.scoringTables))
    for (const group of table.groups)
      for (const item of group.items)
        answers[item.code] =
          item.kind === 'CHOICE'
            ? Math.max(...item.choices.map((c) => c.score))
            : Math.ceil(item.max / item.each);
  return {
    selfEvaluation: answers,
    recommenders: ['甲', '乙'].map((one, i) => ({
      recommenderId: `r${i}`,
      name: `推荐人${one}`,
      title: plan.tracks.find((one) => one.recommenders)?.recommenders?.titles[0] ?? '',
      specialty,
      certificateNo: `Z${i}`,
    })),
  };
}
