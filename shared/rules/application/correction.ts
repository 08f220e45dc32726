import type { Application, CorrectedText } from '../../contracts/application.ts';
import { cleanLine, cleanName, cleanProse, isVisible, unwantedIn } from '../../contracts/characters.ts';
import type { Declaration, DeclaredPerson } from '../../contracts/declaration.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import { identityKinds } from '../../contracts/identity.ts';
import { limits } from '../../contracts/limits.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import type { Stage } from '../../contracts/stages.ts';
import { find as shared } from '../base/findings.ts';
import { checkPrinted } from '../base/printed.ts';
import { textFinding } from '../base/text.ts';
import { isUnprinted } from '../paper/custody.ts';
import { readIdentity } from '../people/profile.ts';
import { find } from './findings.ts';

/**
 * D16, D15: what two persons may correct after the payment. Who somebody is, at any time; every other text only while
 * the document cannot be printed because of it.
 */

/** Subject of a proposal to correct (D26). */
export const CORRECTION = 'CORRECTION';

/** Where a correction can be made: the unit's, the point's and the district's reviews return instead. */
export const correctable: readonly Stage[] = [
  'FORM_DUE',
  'FORM_IN_TRANSIT',
  'OFFICE_REVIEW',
  'GROUP_CHECK',
  'INTERVIEW',
  'READY',
  'PASSED_PENDING',
  'JOINT_AUDIT',
  'DOCUMENT_ISSUED',
];

type TextKind = 'NAME' | 'LINE' | 'PROSE' | 'ID_KIND' | 'ID_NUMBER' | 'GENDER' | 'DATE';

export interface CorrectableText {
  readonly path: string;
  readonly label: Bilingual;
  readonly kind: TextKind;
  readonly max: number;
  readonly value: string;
}

/** What is looked at: the snapshot with its person, and the descriptions of its achievements by item. */
export interface Content {
  readonly snapshot: Declaration;
  readonly person: DeclaredPerson | undefined;
  readonly descriptions: Readonly<Record<string, string | undefined>>;
}

/** What each is called; a star is its place in a list. */
const labels: Readonly<Record<string, readonly [string, string]>> = {
  '/person/name': ['姓名', 'Name'],
  '/person/idKind': ['证件类型', 'Kind of document'],
  '/person/idNumber': ['证件号码', 'Number of the document'],
  '/person/gender': ['性别', 'Sex'],
  '/person/birthDate': ['出生日期', 'Date of birth'],
  '/person/unit/name': ['单位名称', 'Name of the unit'],
  '/person/currentTitle': ['现任职称', 'Present title'],
  '/data/workStatement': ['本人述职', 'Work statement'],
  '/data/appointment/title': ['任职名称', 'Title of the post'],
  '/data/appointment/unitName': ['聘任单位', 'Appointing unit'],
  '/data/educations/*/school': ['学历 {n}：毕业院校', 'Education {n}: school'],
  '/data/educations/*/major': ['学历 {n}：专业', 'Education {n}: major'],
  '/data/educations/*/level': ['学历 {n}：学历', 'Education {n}: level'],
  '/data/educations/*/degree': ['学历 {n}：学位', 'Education {n}: degree'],
  '/data/educations/*/certificateNo': ['学历 {n}：证书编号', 'Education {n}: certificate number'],
  '/data/work/*/unitName': ['工作经历 {n}：单位', 'Work {n}: employer'],
  '/data/work/*/post': ['工作经历 {n}：工作及职务', 'Work {n}: post'],
  '/achievements/*/title': ['业绩 {n}：名称', 'Achievement {n}: title'],
  '/achievements/*/role': ['业绩 {n}：本人角色', 'Achievement {n}: role'],
  '/achievements/*/description': ['业绩 {n}：内容', 'Achievement {n}: text'],
  '/approvals/UNIT_REVIEW/opinion': ['单位意见', 'Opinion of the unit'],
  '/approvals/POINT_REVIEW/opinion': ['受理点意见', 'Opinion of the point'],
  '/approvals/DISTRICT_REVIEW/opinion': ['人社部门意见', 'Opinion of the district'],
  '/document/documentNo': ['发文文号', 'Document number'],
};

export function correctionLabel(path: string): Bilingual {
  const n = /\/(\d+)\//.exec(path)?.[1];
  const [zh, en] = labels[path.replace(/\/\d+\//, '/*/')] ?? [path, path];
  const numbered = (words: string) => words.replace('{n}', String(Number(n ?? 0) + 1));
  return { zh: numbered(zh), en: numbered(en) };
}

/** A text with the places in the document's input where it is printed. */
type Printed = CorrectableText & { readonly printed: readonly string[] };

const text = (
  path: string,
  kind: TextKind,
  max: number,
  value: string | undefined,
  ...printed: string[]
): Printed => ({ path, label: correctionLabel(path), kind, max, value: value ?? '', printed });

function ofPerson(person: DeclaredPerson | undefined): Printed[] {
  if (!person) return [];
  const { name, idKind, idNumber, gender, birthDate, unit } = person;
  const unitPlaces = ['person.unitName', 'appointments'];
  return [
    text('/person/name', 'NAME', limits.personName, name, 'person.name', 'name'),
    text('/person/idKind', 'ID_KIND', 40, idKind),
    text('/person/idNumber', 'ID_NUMBER', limits.idNumber, idNumber),
    text('/person/gender', 'GENDER', 10, gender, 'person.gender'),
    text('/person/birthDate', 'DATE', 10, birthDate, 'person.birthDate'),
    text('/person/unit/name', 'LINE', limits.unitName, unit.name, ...unitPlaces),
  ];
}

const ofEducation = {
  school: limits.school,
  major: limits.major,
  level: limits.educationLevel,
  degree: limits.degree,
  certificateNo: limits.certificateNo,
} as const;

function ofData({ data }: Declaration, person: DeclaredPerson | undefined): Printed[] {
  const { workStatement, appointment, educations = [], work = [] } = data;
  const keys = Object.keys(ofEducation) as (keyof typeof ofEducation)[];
  const held = '/data/appointment';
  return [
    text('/data/workStatement', 'PROSE', limits.statement, workStatement, 'statement'),
    text('/person/currentTitle', 'LINE', 60, person?.currentTitle, 'person.presentTitle'),
    text(`${held}/title`, 'LINE', 60, appointment?.title, 'appointments', 'person.presentTitle'),
    text(`${held}/unitName`, 'LINE', limits.unitName, appointment?.unitName, 'appointments'),
    ...educations.flatMap((one, i) =>
      keys.map((key) =>
        text(`/data/educations/${i}/${key}`, 'LINE', ofEducation[key], one[key], `education.${i}.${key}`),
      ),
    ),
    ...work.flatMap(({ unitName, post }, i) => [
      text(`/data/work/${i}/unitName`, 'LINE', limits.unitName, unitName, `work.${i}.unitName`),
      text(`/data/work/${i}/post`, 'LINE', limits.post, post, `work.${i}.post`),
    ]),
  ];
}

function ofAchievements({ snapshot, descriptions }: Content): Printed[] {
  return snapshot.achievements.flatMap(({ itemId, title, role, description }, i) => {
    const [at, printed] = [`/achievements/${i}`, `achievements.${i}`];
    const described = description ?? descriptions[itemId];
    return [
      text(`${at}/title`, 'LINE', limits.achievementTitle, title, `${printed}.title`),
      text(`${at}/role`, 'LINE', limits.achievementRole, role, `${printed}.role`),
      text(`${at}/description`, 'PROSE', limits.achievementText, described, `${printed}.summary`),
    ];
  });
}

const opinions = {
  UNIT_REVIEW: 'unitOpinion.text',
  POINT_REVIEW: 'pointOpinion.text',
  DISTRICT_REVIEW: 'districtOpinion.text',
} as const;

function ofDesks({ approvals, document }: Application): Printed[] {
  const stages = Object.keys(opinions) as (keyof typeof opinions)[];
  return [
    ...stages.map((stage) => {
      const last = approvals.filter((one) => one.stage === stage).at(-1);
      return text(`/approvals/${stage}/opinion`, 'PROSE', 1000, last?.opinion, opinions[stage]);
    }),
    text('/document/documentNo', 'LINE', 80, document?.documentNo, 'documentNo'),
  ];
}

/** What can be corrected now, with what it says. */
export function correctableTexts(application: Application, content: Content): CorrectableText[] {
  const person = ofPerson(content.person);
  const others = [
    ...ofData(content.snapshot, content.person),
    ...ofAchievements(content),
    ...ofDesks(application),
  ];
  const failing = isUnprinted(application) ? (application.unprinted?.reason.split(' ').slice(1) ?? []) : [];
  const named = ({ printed }: Printed) =>
    printed.some((place) => failing.some((field) => field === place || field.startsWith(`${place}.`)));
  return [...person, ...others.filter(named)].map(({ printed: _where, ...one }) => one);
}

const identity = ['idKind', 'idNumber', 'gender', 'birthDate'] as const;
type Identity = Pick<DeclaredPerson, (typeof identity)[number]>;

/**
 * The changes as they are proposed: cleaned, judged, and with what follows from them, for the second person confirms
 * exactly these.
 */
export function readCorrection(
  texts: readonly CorrectableText[],
  person: Identity | undefined,
  asked: readonly { readonly path: string; readonly to: string }[],
  today: string,
): { changes: CorrectedText[]; problems: Finding[] } {
  const problems: Finding[] = [];
  const changes = new Map<string, CorrectedText>();
  for (const [i, { path, to: typed }] of asked.entries()) {
    const field = `/changes/${i}`;
    const one = texts.find((known) => known.path === path);
    if (!one) {
      problems.push(find('CORRECTION_FIELD', { field, found: path }));
      continue;
    }
    const to = cleaned(one.kind, typed);
    const wrong = checkText(one, to, field);
    problems.push(...wrong);
    if (wrong.length === 0 && to !== one.value) changes.set(path, { path, from: one.value, to });
  }
  const placeOf = ({ field = '' }: Finding) => {
    const own = asked.findIndex(({ path }) => path === `/person${field}`);
    const any = asked.findIndex(({ path }) => identity.some((key) => path === `/person/${key}`));
    return `/changes/${own < 0 ? any : own}/to`;
  };
  const isWrong = (i: number) => problems.some(({ field }) => field === `/changes/${i}/to`);
  // Nothing is held against a number that is itself to be mended.
  if (!asked.some(({ path }, i) => /^\/person\/id/.test(path) && isWrong(i)))
    for (const one of followingFrom(texts, person, changes, today))
      problems.push({ ...one, field: placeOf(one) });
  if (problems.length === 0 && changes.size === 0)
    problems.push(find('CORRECTION_SAME', { field: '/changes' }));
  return { changes: [...changes.values()], problems };
}

function cleaned(kind: TextKind, typed: string): string {
  if (kind === 'NAME') return cleanName(typed);
  return kind === 'PROSE' ? cleanProse(typed) : cleanLine(typed);
}

function checkText({ kind, max }: CorrectableText, to: string, field: string): Finding[] {
  const at = `${field}/to`;
  if (!isVisible(to)) return [shared('TEXT_BLANK', { field: at })];
  const unwanted = unwantedIn(to, kind === 'PROSE').map((one) =>
    textFinding({ text: 'TEXT_CHARACTER', ...one }, at),
  );
  const found = [...to].length;
  const words = { most: max, unit: { zh: '字', en: 'characters' } };
  const long = found > max ? [shared('TOO_LONG', { field: at, found, allowed: `≤ ${max}`, words })] : [];
  const code =
    (kind === 'ID_KIND' && !identityKinds.some((one) => one === to)) ||
    (kind === 'GENDER' && to !== 'MALE' && to !== 'FEMALE');
  return [
    ...unwanted,
    ...long,
    ...(code ? [shared('INVALID_VALUE', { field: at })] : []),
    ...(kind === 'DATE' && !isLocalDate(to) ? [shared(dateCode(to), { field: at })] : []),
    ...checkPrinted({ to }, ['/to'], field),
  ];
}

const dateCode = (to: string) => (/^\d{4}-\d{2}-\d{2}$/.test(to) ? 'DATE_NO_SUCH_DAY' : 'DATE_INCOMPLETE');

/** The document's number says sex and birth date: what it changes goes along, and what contradicts it is refused. */
function followingFrom(
  texts: readonly CorrectableText[],
  person: Identity | undefined,
  changes: Map<string, CorrectedText>,
  today: string,
): Finding[] {
  const given = identity.filter((key) => changes.has(`/person/${key}`));
  if (!person || given.length === 0) return [];
  const to = (key: (typeof identity)[number]) => changes.get(`/person/${key}`)?.to;
  const number = given.includes('idKind') || given.includes('idNumber');
  const next = {
    idKind: (to('idKind') ?? person.idKind) as Identity['idKind'],
    idNumber: to('idNumber') ?? person.idNumber,
    gender: (to('gender') ?? (number ? undefined : person.gender)) as Identity['gender'],
    birthDate: to('birthDate') ?? (number ? undefined : person.birthDate),
  };
  const read = readIdentity(next, today);
  if (!read.ok) return [...read.problems];
  for (const key of ['idNumber', 'gender', 'birthDate'] as const) {
    const path = `/person/${key}`;
    const value = read.value[key] ?? next[key] ?? person[key] ?? '';
    const from = texts.find((one) => one.path === path)?.value ?? '';
    if (value !== from) changes.set(path, { path, from, to: value });
  }
  return [];
}

/** Does everything still say what the first person found? */
export const isAsFound = (texts: readonly CorrectableText[], changes: readonly CorrectedText[]): boolean =>
  changes.every(({ path, from }) => texts.some((one) => one.path === path && one.value === from));

/** The snapshot, or the working copy, with the changes in it. */
export function correctedDeclaration(
  declaration: Declaration,
  person: DeclaredPerson | undefined,
  changes: readonly CorrectedText[],
): Declaration {
  const next = structuredClone({ ...declaration, ...(person ? { person } : {}) });
  for (const { path, to } of changes) {
    const [, root = '', ...rest] = path.split('/');
    if (root !== 'person' && root !== 'data' && root !== 'achievements') continue;
    const last = rest.pop() ?? '';
    let place: Record<string, unknown> = next[root] as unknown as Record<string, unknown>;
    for (const key of rest) place = place[key] as Record<string, unknown>;
    place[last] = to;
  }
  return next;
}

/** What the application itself says of it. */
export function correctedFacts(
  { applicantName, unit, approvals, document }: Application,
  changes: readonly CorrectedText[],
): Pick<Application, 'applicantName' | 'unit' | 'approvals' | 'document'> {
  const to = (path: string) => changes.find((one) => one.path === path)?.to;
  const documentNo = to('/document/documentNo');
  return {
    applicantName: to('/person/name') ?? applicantName,
    unit: { ...unit, name: to('/person/unit/name') ?? unit.name },
    approvals: approvals.map((one, i) => {
      const last = approvals.findLastIndex(({ stage }) => stage === one.stage) === i;
      const opinion = to(`/approvals/${one.stage}/opinion`);
      return last && opinion !== undefined ? { ...one, opinion } : one;
    }),
    ...(document ? { document: { ...document, documentNo: documentNo ?? document.documentNo } } : {}),
  };
}
