import type { CityDirectory, DirectoryCommittee } from '../../contracts/directory.ts';
import type { Plan } from '../../contracts/plan.ts';
import { addDays } from '../calendar/local-date.ts';

/** The directory of a city (R28, L2): made of its plans at first, and what it means for them once people keep it. */

/** Of two entries with one code the first is kept, for as long as either runs. */
function joined<T extends { validFrom: string; validTo: string | null }>(
  entries: readonly T[],
  idOf: (entry: T) => string,
): T[] {
  const found = new Map<string, T>();
  for (const entry of entries) {
    const before = found.get(idOf(entry));
    const validFrom = before && before.validFrom < entry.validFrom ? before.validFrom : entry.validFrom;
    const ends = before ? [before.validTo, entry.validTo] : [entry.validTo];
    const validTo = ends.includes(null) ? null : (ends.sort().at(-1) ?? null);
    found.set(idOf(entry), { ...entry, ...before, validFrom, validTo });
  }
  return [...found.values()];
}

/**
 * What the plans of a city say of it, as its first directory. All of it is marked as sample data where a plan marks its own.
 * @param plans of one city, the first one names it; their own dates
 */
export function directoryOfPlans(plans: readonly [Plan, ...Plan[]]): CityDirectory {
  const [first] = plans;
  const points = joined(
    plans.flatMap((p) => p.directory.points),
    (p) => p.pointId,
  );
  const effectiveFrom = points.map((p) => p.validFrom).sort()[0] ?? first.windows.declare.open;
  const lasting = { validFrom: effectiveFrom, validTo: null };
  // A district that lost its last point has become part of another one; into which, no plan says.
  const lastDay = (code: string): string | null => {
    const ends = points.filter((p) => p.divisions.includes(code)).map((p) => p.validTo);
    return ends.includes(null) ? null : (ends.sort().at(-1) ?? null);
  };
  const districts = plans.flatMap(({ jurisdiction }) =>
    jurisdiction.divisions.map(({ code, name }) => ({ code, name, ...lasting, validTo: lastDay(code) })),
  );
  const { name } = first.jurisdiction;
  return {
    directoryCode: first.jurisdiction.division,
    version: 1,
    names: { zh: `${name.zh}职称受理名录`, ...(name.en ? { en: `Directory of ${name.en}` } : {}) },
    effectiveFrom,
    districts: joined(districts, (d) => d.code),
    points,
    muniUnits: joined(
      plans.flatMap(({ directory }) => directory.muniUnits.map((m) => ({ ...m, ...lasting }))),
      (m) => m.muniUnitId,
    ),
    committees: committeesOf(plans),
    sampleData: plans.some((p) => p.sampleData.some((at) => at === '' || at === '/directory')) ? [''] : [],
  };
}

function committeesOf(plans: readonly Plan[]): DirectoryCommittee[] {
  const all = plans.map(({ committee, title, directory, jurisdiction }): DirectoryCommittee => {
    const specialties = title.specialties.filter((s) => committee.specialties.includes(s.code));
    return {
      committeeId: committee.filingNo.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, 60) || 'COMMITTEE',
      name: committee.name,
      series: committee.series,
      level: committee.level,
      specialties: specialties.map(({ code, name }) => ({ code, name })),
      regions: [jurisdiction.division],
      filingNo: committee.filingNo,
      validFrom: committee.validFrom,
      validTo: committee.validTo,
      office: directory.office,
    };
  });
  return all.filter((one, i) => all.findIndex((other) => other.filingNo === one.filingNo) === i);
}

/**
 * The directory in a demonstration season: the days of what came with the software are moved as those of its plans are.
 * @param plans of the city in their season
 */
export function directoryForSeason(directory: CityDirectory, plans: readonly Plan[]): CityDirectory {
  const ofCity = plans.find((p) => p.season);
  const by = (days: number) => (date: string) => addDays(date, days);
  const moved = by(ofCity?.season?.shiftedDays ?? 0);
  const period = <T extends { validFrom: string; validTo: string | null }>(one: T): T => ({
    ...one,
    validFrom: moved(one.validFrom),
    validTo: one.validTo === null ? null : moved(one.validTo),
  });
  return {
    ...directory,
    effectiveFrom: moved(directory.effectiveFrom),
    districts: directory.districts.map(period),
    points: directory.points.map(period),
    muniUnits: directory.muniUnits.map(period),
    committees: directory.committees.map((one) => {
      const plan = plans.find((p) => p.season && p.committee.filingNo === one.filingNo) ?? ofCity;
      const shift = by(plan?.season?.shiftedDays ?? 0);
      return { ...one, validFrom: shift(one.validFrom), validTo: shift(one.validTo) };
    }),
  };
}

/**
 * A plan as the directory of its city has it now: points, municipal units and divisions are the directory's, and the
 * committee's filing is the one of the same number (L2). What else the plan orders stays.
 * @param date civil date: what a committee no longer takes on it is not in its filing
 */
export function withDirectory(plan: Plan, city: CityDirectory, date: string): Plan {
  const { points, muniUnits, districts, committees } = city;
  const filed = committees.find((one) => one.filingNo === plan.committee.filingNo);
  const own = plan.jurisdiction.divisions.filter(({ code }) => !districts.some((d) => d.code === code));
  return {
    ...plan,
    jurisdiction: {
      ...plan.jurisdiction,
      divisions: [
        ...districts.map(({ code, name, validTo, successor }) => ({ code, name, validTo, successor })),
        ...own,
      ],
    },
    directory: { ...plan.directory, points, muniUnits, ...(filed ? { office: filed.office } : {}) },
    committee: filed ? { ...plan.committee, ...filingOf(filed, date) } : plan.committee,
  };
}

const filingOf = ({ name, validFrom, validTo, specialties }: DirectoryCommittee, date: string) => ({
  name,
  validFrom,
  validTo,
  specialties: specialties.filter((s) => s.validTo === undefined || date <= s.validTo).map((s) => s.code),
});

/** Of the published versions the newest whose day has come; before the first day of all, the oldest. */
export function inForceOn<T extends { effectiveFrom: string; directoryVersion: number }>(
  versions: readonly T[],
  date: string,
): T | undefined {
  const byVersion = [...versions].sort((a, b) => a.directoryVersion - b.directoryVersion);
  return byVersion.filter((one) => one.effectiveFrom <= date).at(-1) ?? byVersion[0];
}
