import { residentIdOf, usccOf } from '../../local/demo/made-up.ts';
import type { BodyOf } from '../../shared/contracts/api/index.ts';
import type { DeclarationData } from '../../shared/contracts/declaration.ts';
import type { Plan } from '../../shared/contracts/plan.ts';
import { sampleAnswers } from '../../shared/rules/dryrun/answers.ts';
import type { Random } from '../../shared/rules/dryrun/random.ts';
import { sampleData } from '../../shared/rules/dryrun/sample-data.ts';
import { plan } from './plan.ts';

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

function declarationOf(r: Random, mobile: string): DeclarationData {
  const [usual, ...others] = plan.tracks as [Plan['tracks'][number], ...Plan['tracks']];
  const { code: track, categories } = oneOf(r, usual, [usual, ...others], 0.4);
  return sampleData(plan, {
    track,
    category: r.pick(categories),
    specialty: r.pick(plan.title.specialties).code,
    education: oneOf(
      r,
      'E1',
      plan.educations.map((one) => one.kind),
      0.5,
    ),
    graduated: '2011-06-30',
    workFrom: '2011-07-15',
    heldFrom: '2013-07-01',
    title: { passedAt: '2013-05-20', issuedAt: '2013-06-28' },
    document: 'APPOINTMENT',
    statement: oneOf(r, statements.plain, Object.values(statements), 0.4)(),
    siOutOfProvince: r.chance(0.2),
    mobile,
  });
}
