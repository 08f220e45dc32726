import type { CityDirectory, DirectoryCommittee, DirectoryPoint } from '../../contracts/directory.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { PlanText } from '../../contracts/plan-text.ts';
import { checkPrintable } from '../base/printable.ts';
import { addDays, addYears } from '../calendar/local-date.ts';
import { COMMITTEE_FLOORS } from '../committee/committee.ts';
import { readCreditCode, readMobile } from '../people/identifiers.ts';
import { toPointer } from '../plan/plan.ts';
import { parseDirectory } from './document.ts';
import { find } from './findings.ts';

/** What is amiss with a directory, each finding at its JSON Pointer (R28, L2). */

export interface LintContext {
  /** Under which it is kept. */
  readonly kept?: { readonly directoryCode: string; readonly directoryVersion: number };
  /** What was published last, which it would follow. */
  readonly follows?: CityDirectory | undefined;
  /** The newest versions of the plans of the city. */
  readonly plans: readonly Plan[];
  /** Sessions that are planned and have not met. */
  readonly sessions: readonly { readonly planCode: string; readonly date: string }[];
}

export function lintDirectory(raw: unknown, context: LintContext): Finding[] {
  const parsed = parseDirectory(raw);
  if (!parsed.ok) return [...parsed.problems];
  const { directory } = parsed;
  return [
    ...checkKept(directory, context.kept),
    ...unknownFields(raw, directory),
    ...checkCodes(directory),
    ...checkDates(directory),
    ...checkReferences(directory),
    ...checkSuccession(directory),
    ...checkService(directory),
    ...checkNumbers(directory),
    ...checkCommittees(directory),
    ...checkPlans(directory, context),
    ...checkFollows(directory, context.follows),
    ...checkTexts(directory),
  ];
}

const said = ({ zh, en }: PlanText): Bilingual => ({ zh, en: en ?? zh });

function checkKept({ directoryCode, version }: CityDirectory, kept: LintContext['kept']): Finding[] {
  if (!kept) return [];
  const wrong = (field: string, found: string | number, allowed: string | number) =>
    found === allowed ? [] : [find('DIRECTORY_VERSION', { field, found, allowed })];
  return [
    ...wrong('/directoryCode', directoryCode, kept.directoryCode),
    ...wrong('/version', version, kept.directoryVersion),
  ];
}

function unknownFields(raw: unknown, known: unknown, path: PropertyKey[] = []): Finding[] {
  if (typeof raw !== 'object' || raw === null || typeof known !== 'object' || known === null) return [];
  return Object.entries(raw).flatMap(([key, value]) => {
    const at = [...path, key];
    if (!Object.hasOwn(known, key))
      return [find('DIRECTORY_UNKNOWN_FIELD', { field: toPointer(at), found: key })];
    return unknownFields(value, (known as Record<string, unknown>)[key], at);
  });
}

interface Entry {
  readonly section: 'districts' | 'points' | 'muniUnits' | 'committees';
  readonly at: string;
  readonly id: string;
  readonly name: Bilingual;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly successor?: string | undefined;
}

/** Everything that has days on which it counts. */
export function entriesOf(directory: CityDirectory): Entry[] {
  const { districts, points, muniUnits, committees } = directory;
  const of = (
    section: Entry['section'],
    list: readonly (Omit<Entry, 'section' | 'at' | 'id' | 'name'> & { name: PlanText })[],
    ids: readonly string[],
  ): Entry[] =>
    list.map(({ name, validFrom, validTo, successor }, i) => ({
      ...{ section, at: `/${section}/${i}`, id: ids[i]!, name: said(name) },
      ...{ validFrom, validTo, successor },
    }));
  return [
    ...of(
      'districts',
      districts,
      districts.map((d) => d.code),
    ),
    ...of(
      'points',
      points,
      points.map((p) => p.pointId),
    ),
    ...of(
      'muniUnits',
      muniUnits,
      muniUnits.map((m) => m.muniUnitId),
    ),
    ...of(
      'committees',
      committees,
      committees.map((c) => c.committeeId),
    ),
  ];
}

function checkCodes(directory: CityDirectory): Finding[] {
  const entries = entriesOf(directory);
  const twice = entries.filter((one, i) =>
    entries.slice(0, i).some((other) => other.section === one.section && other.id === one.id),
  );
  const { committees } = directory;
  const filings = committees.flatMap(({ filingNo: found }, i) =>
    committees.slice(0, i).some((other) => other.filingNo === found)
      ? [find('DIRECTORY_FILING_TWICE', { field: `/committees/${i}/filingNo`, found })]
      : [],
  );
  const specialties = committees.flatMap((committee, i) =>
    committee.specialties.flatMap(({ code: found }, j) =>
      committee.specialties.slice(0, j).some((other) => other.code === found)
        ? [find('DIRECTORY_CODE_TWICE', { field: `/committees/${i}/specialties/${j}/code`, found })]
        : [],
    ),
  );
  return [
    ...twice.map(({ at, id: found }) => find('DIRECTORY_CODE_TWICE', { field: at, found })),
    ...filings,
    ...specialties,
  ];
}

const checkDates = (directory: CityDirectory): Finding[] =>
  entriesOf(directory).flatMap(({ at, name, validFrom, validTo }) =>
    validTo !== null && validTo < validFrom
      ? [
          find('DIRECTORY_DATES', {
            ...{ field: `${at}/validTo`, found: validTo, allowed: validFrom },
            words: { name },
          }),
        ]
      : [],
  );

function checkReferences(directory: CityDirectory): Finding[] {
  const { directoryCode, districts, points, committees } = directory;
  const divisions = new Set(districts.map((d) => d.code));
  const missing = (field: string, found: string, name: PlanText) =>
    find('DIRECTORY_REFERENCE', { field, found, words: { name: said(name) } });
  return [
    ...points.flatMap((point, i) => [
      ...point.divisions.flatMap((code, j) =>
        divisions.has(code) ? [] : [missing(`/points/${i}/divisions/${j}`, code, point.name)],
      ),
      // A zone may have a bureau of its own, which is no division.
      ...(/^\d{6}$/.test(point.hrss) && !divisions.has(point.hrss)
        ? [missing(`/points/${i}/hrss`, point.hrss, point.name)]
        : []),
    ]),
    ...committees.flatMap((committee, i) =>
      committee.regions.flatMap((code, j) =>
        code === directoryCode || divisions.has(code)
          ? []
          : [missing(`/committees/${i}/regions/${j}`, code, committee.name)],
      ),
    ),
  ];
}

/** §6: who gets what still lies with an entry that has ended. */
function checkSuccession(directory: CityDirectory): Finding[] {
  const entries = entriesOf(directory).filter((one) => one.section !== 'committees');
  return entries.flatMap((one) => {
    const { at, name, validTo, successor: found } = one;
    const words = { name };
    if (found === undefined)
      return validTo === null
        ? []
        : [find('DIRECTORY_NO_SUCCESSOR', { field: `${at}/validTo`, found: validTo, words })];
    const field = `${at}/successor`;
    const heir = entries.find((other) => other.section === one.section && other.id === found);
    if (!heir || heir.id === one.id) return [find('DIRECTORY_REFERENCE', { field, found, words })];
    return leadsOn(heir, entries) ? [] : [find('DIRECTORY_SUCCESSOR_ENDED', { field, found, words })];
  });
}

/** Whether a chain of successors ends at an entry that runs on. */
function leadsOn(from: Entry, entries: readonly Entry[]): boolean {
  const seen = new Set<string>();
  let one: Entry | undefined = from;
  while (one && !seen.has(one.id)) {
    if (one.validTo === null) return true;
    seen.add(one.id);
    const { section, successor }: Entry = one;
    one = entries.find((other) => other.section === section && other.id === successor);
  }
  return false;
}

const runs = (one: { validFrom: string; validTo: string | null }, on: string): boolean =>
  one.validFrom <= on && (one.validTo === null || on <= one.validTo);

/** Every district has one point on each day from the one on which this version counts (R27). */
function checkService({ effectiveFrom, districts, points }: CityDirectory): Finding[] {
  // What serves a district changes only where something begins, or has ended the day before.
  const days = [effectiveFrom, ...points.map((p) => p.validFrom), ...points.flatMap(dayAfterOf)]
    .filter((day) => day >= effectiveFrom)
    .sort();
  return districts.flatMap((district, i) => {
    const field = `/districts/${i}`;
    const words = { name: said(district.name) };
    const serving = (day: string): DirectoryPoint[] =>
      points.filter((p) => runs(p, day) && p.divisions.includes(district.code));
    const served = days.filter((day) => runs(district, day));
    const none = served.find((day) => serving(day).length === 0);
    const many = served.find((day) => serving(day).length > 1);
    return [
      ...(none ? [find('DIRECTORY_UNSERVED', { field, found: none, words })] : []),
      ...(many
        ? [
            find('DIRECTORY_OVERLAP', {
              ...{ field, found: many },
              words: {
                ...words,
                allowed: serving(many)
                  .map((p) => p.name.zh)
                  .join('、'),
              },
            }),
          ]
        : []),
    ];
  });
}

const dayAfterOf = ({ validTo }: { validTo: string | null }): string[] =>
  validTo === null ? [] : [addDays(validTo, 1)];

/** A telephone: area code and number, a mobile, or a hotline such as 12333 and 400 numbers (§10.3). */
export const isPhone = (phone: string): boolean =>
  /^0\d{2,3}-?\d{7,8}(?:-\d{1,6})?$/.test(phone) ||
  /^(?:400-?\d{3}-?\d{4}|1\d{4}|9\d{4,5})$/.test(phone) ||
  readMobile(phone).ok;

function checkNumbers({ districts, points, muniUnits, committees }: CityDirectory): Finding[] {
  const wrong = (
    code: 'DIRECTORY_PHONE' | 'DIRECTORY_MOBILE' | 'DIRECTORY_USCC',
    field: string,
    found: string | undefined,
    name: PlanText,
  ): Finding[] => {
    const judge = { DIRECTORY_PHONE: isPhone, DIRECTORY_MOBILE: isMobile, DIRECTORY_USCC: isUscc }[code];
    return found === undefined || judge(found)
      ? []
      : [find(code, { field, found, words: { name: said(name) } })];
  };
  return [
    ...districts.flatMap((d, i) =>
      wrong('DIRECTORY_PHONE', `/districts/${i}/hrss/phone`, d.hrss?.phone, d.name),
    ),
    ...points.flatMap((p, i) => [
      ...wrong('DIRECTORY_PHONE', `/points/${i}/phone`, p.phone, p.name),
      ...wrong('DIRECTORY_MOBILE', `/points/${i}/mobile`, p.mobile, p.name),
    ]),
    ...muniUnits.flatMap((m, i) => [
      ...wrong('DIRECTORY_PHONE', `/muniUnits/${i}/phone`, m.phone, m.name),
      ...wrong('DIRECTORY_USCC', `/muniUnits/${i}/uscc`, m.uscc, m.name),
    ]),
    ...committees.flatMap((c, i) =>
      wrong('DIRECTORY_PHONE', `/committees/${i}/office/phone`, c.office.phone, c.name),
    ),
  ];
}

const isMobile = (mobile: string): boolean => readMobile(mobile).ok;
const isUscc = (uscc: string): boolean => readCreditCode(uscc).ok;

/** L2: three years at most, and one committee for a specialty, a level and a region at a time. */
function checkCommittees({ directoryCode, committees }: CityDirectory): Finding[] {
  return committees.flatMap((one, i) => {
    const words = { name: said(one.name) };
    const latest = addYears(one.validFrom, COMMITTEE_FLOORS.filingYears);
    const field = `/committees/${i}/validTo`;
    const long =
      one.validTo > latest
        ? [find('DIRECTORY_FILING_PERIOD', { field, found: one.validTo, allowed: latest, words })]
        : [];
    const doubled = committees.slice(0, i).flatMap((other) => {
      const meet = one.validFrom <= other.validTo && other.validFrom <= one.validTo;
      const city = [one, other].some((c) => c.regions.includes(directoryCode));
      const where = city || one.regions.some((code) => other.regions.includes(code));
      if (!meet || !where || one.series !== other.series || one.level !== other.level) return [];
      return bothTake(one, other).map((found) =>
        find('DIRECTORY_COMMITTEES_OVERLAP', {
          ...{ field: `/committees/${i}/specialties`, found },
          words: { ...words, other: said(other.name) },
        }),
      );
    });
    return [...long, ...doubled];
  });
}

/** Specialties that two committees take on one day. */
const bothTake = (one: DirectoryCommittee, other: DirectoryCommittee): string[] =>
  one.specialties.flatMap(({ code, name, validTo: last = one.validTo }) => {
    const twin = other.specialties.find((s) => s.code === code);
    const until = twin && (twin.validTo ?? other.validTo);
    return until !== undefined && one.validFrom <= until && other.validFrom <= last ? [name.zh] : [];
  });

/** L2: what the plans of the city need of its committees, while somebody may still declare under them. */
function checkPlans(
  { effectiveFrom, committees }: CityDirectory,
  { plans, sessions }: LintContext,
): Finding[] {
  return plans.flatMap((plan) => {
    const { close } = plan.windows.declare;
    const words = { plan: said(plan.names) };
    const at = committees.findIndex((c) => c.filingNo === plan.committee.filingNo);
    const filed = committees[at];
    const late = sessions
      .filter((s) => s.planCode === plan.planCode && filed && s.date > filed.validTo)
      .map((s) =>
        find('DIRECTORY_FILING_SESSION', {
          ...{ field: `/committees/${at}/validTo`, found: filed?.validTo, allowed: s.date },
          words: { name: said(filed!.name) },
        }),
      );
    if (close < effectiveFrom || plan.status === 'CLOSED') return late;
    if (!filed)
      return plan.title.specialties.map(({ name: found }) =>
        find('DIRECTORY_SPECIALTY_NONE', { field: '/committees', found: found.zh, words }),
      );
    const short =
      filed.validTo < close
        ? [
            find('DIRECTORY_FILING_SHORT', {
              ...{ field: `/committees/${at}/validTo`, found: filed.validTo, allowed: close },
              words: { ...words, name: said(filed.name) },
            }),
          ]
        : [];
    const lost = plan.title.specialties.flatMap(({ code, name }) => {
      const place = filed.specialties.findIndex((s) => s.code === code);
      const field = `/committees/${at}/specialties${place < 0 ? '' : `/${place}/validTo`}`;
      const last = filed.specialties[place]?.validTo;
      const facts = { field, found: name.zh };
      if (place < 0) return [find('DIRECTORY_SPECIALTY_NONE', { ...facts, words })];
      if (last === undefined || last >= close) return [];
      const more = { allowed: last, words: { ...words, name: said(filed.name) } };
      return [find('DIRECTORY_SPECIALTY_RETIRED', { ...facts, ...more })];
    });
    return [...late, ...short, ...lost];
  });
}

/** G1: nothing that was in force vanishes, and the days on which versions count follow one another. */
function checkFollows(directory: CityDirectory, follows: CityDirectory | undefined): Finding[] {
  if (!follows) return [];
  const now = entriesOf(directory);
  const { effectiveFrom, version } = follows;
  const gone = entriesOf(follows).filter(
    (one) => !now.some((other) => other.section === one.section && other.id === one.id),
  );
  return [
    ...gone.map(({ section, id, name }) =>
      find('DIRECTORY_VANISHED', {
        ...{ field: `/${section}`, allowed: version },
        words: { found: { zh: `${name.zh}（${id}）`, en: `${name.en} (${id})` } },
      }),
    ),
    ...(directory.effectiveFrom < effectiveFrom
      ? [
          find('DIRECTORY_EFFECTIVE', {
            ...{ field: '/effectiveFrom', found: directory.effectiveFrom, allowed: effectiveFrom },
          }),
        ]
      : []),
  ];
}

/** D15: every text can be printed. */
function checkTexts(value: unknown, path: PropertyKey[] = []): Finding[] {
  if (typeof value === 'string') return checkPrintable(value, toPointer(path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => checkTexts(one, [...path, key]));
}
