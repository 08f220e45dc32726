import type { CityDirectory, DirectoryCommittee } from '../../contracts/directory.ts';
import type { TitleLevel } from '../../contracts/plan-attachments.ts';

/** 哪个评委会受理我的专业，到何时 (L2): which committee takes a specialty, until when; and if none does, what is nearest. */

export interface CommitteeQuery {
  /** Code, or part of a name. */
  readonly specialty?: string | undefined;
  readonly level?: TitleLevel | undefined;
  /** A division: of the city, or of one of its districts. */
  readonly region?: string | undefined;
}

/** RUNNING takes it on the day; COMING will; ENDED did. */
export type CommitteeState = 'RUNNING' | 'COMING' | 'ENDED';

/** In what a committee that was found differs from what was asked. */
export type Difference = 'SPECIALTY' | 'LEVEL' | 'REGION' | 'VALIDITY';

export interface CommitteeFound {
  readonly city: CityDirectory;
  readonly committee: DirectoryCommittee;
  /** Specialties that meet what was asked; all of them where none was asked or none does. */
  readonly specialties: DirectoryCommittee['specialties'];
  readonly state: CommitteeState;
  /** The last day on which it takes what was asked: of the filing, or earlier of the specialty. */
  readonly until: string;
  readonly differs: readonly Difference[];
}

export interface CommitteeAnswer {
  /** Takes it now, or will; those that take it now first. */
  readonly matches: readonly CommitteeFound[];
  /** While there is no match that runs: what comes closest, nearest first. */
  readonly nearest: readonly CommitteeFound[];
}

const NEAREST = 5;
const fold = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** @param date civil date of Asia/Shanghai */
export function findCommittees(
  cities: readonly CityDirectory[],
  query: CommitteeQuery,
  date: string,
): CommitteeAnswer {
  const all = cities.flatMap((city) => city.committees.map((one) => judged(city, one, query, date)));
  const matches = all
    .filter(({ differs }) => differs.length === 0)
    .sort((a, b) => rank(a) - rank(b) || (a.until < b.until ? 1 : a.until > b.until ? -1 : 0));
  if (matches.some(({ state }) => state === 'RUNNING')) return { matches, nearest: [] };
  const other = all.filter(({ differs }) => differs.length > 0 && differs.length < asked(query));
  // Of another specialty is near only where nobody anywhere takes this one.
  const same = all.filter(({ differs }) => !differs.includes('SPECIALTY'));
  const near = other
    .filter(({ differs }) => same.length === 0 || !differs.includes('SPECIALTY'))
    .sort((a, b) => distance(a) - distance(b) || rank(a) - rank(b) || (a.until < b.until ? 1 : -1));
  return { matches, nearest: near.slice(0, NEAREST) };
}

/** How many things were asked, validity among them; what differs in all of them is not near. */
const asked = ({ specialty, level, region }: CommitteeQuery): number =>
  [specialty, level, region].filter(Boolean).length + 1;

const rank = ({ state }: CommitteeFound): number => (state === 'RUNNING' ? 0 : 1);

/** The same specialty counts most, then the level, then the region; a filing that has ended is still the one to ask. */
const weights: Readonly<Record<Difference, number>> = { SPECIALTY: 8, LEVEL: 4, REGION: 2, VALIDITY: 1 };
const distance = ({ differs }: CommitteeFound): number => differs.reduce((sum, one) => sum + weights[one], 0);

function judged(
  city: CityDirectory,
  committee: DirectoryCommittee,
  { specialty, level, region }: CommitteeQuery,
  date: string,
): CommitteeFound {
  const wanted = fold(specialty ?? '');
  const own = committee.specialties;
  const named =
    wanted === ''
      ? own
      : own.filter(
          ({ code, name }) =>
            fold(code) === wanted || [name.zh, name.en ?? ''].some((text) => fold(text).includes(wanted)),
        );
  const specialties = named.length > 0 ? named : own;
  const until = lastDay(committee, specialties);
  const state = date > until ? 'ENDED' : date < committee.validFrom ? 'COMING' : 'RUNNING';
  const differs: Difference[] = [
    ...(named.length > 0 ? [] : (['SPECIALTY'] as const)),
    ...(level === undefined || level === committee.level ? [] : (['LEVEL'] as const)),
    ...(region === undefined || takes(city, committee, region) ? [] : (['REGION'] as const)),
    ...(state === 'ENDED' ? (['VALIDITY'] as const) : []),
  ];
  return { city, committee, specialties, state, until, differs };
}

const lastDay = ({ validTo }: DirectoryCommittee, specialties: DirectoryCommittee['specialties']): string => {
  const last = specialties.map((s) => (s.validTo !== undefined && s.validTo < validTo ? s.validTo : validTo));
  return last.sort().at(-1) ?? validTo;
};

/** Whoever takes the whole city takes each of its districts; asked for a city, whoever takes any part of it. */
function takes(city: CityDirectory, { regions }: DirectoryCommittee, region: string): boolean {
  const { directoryCode, districts } = city;
  if (region === directoryCode) return true;
  const inCity = districts.some((d) => d.code === region);
  return inCity && (regions.includes(directoryCode) || regions.includes(region));
}
