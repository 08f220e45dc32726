import { type CityDirectory, CityDirectorySchema } from '../../contracts/directory.ts';
import type { Plan } from '../../contracts/plan.ts';
import { stored } from '../../contracts/stored.ts';
import { log } from '../../log.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { directoryForSeason, directoryOfPlans, inForceOn } from '../../rules/directory/directory.ts';
import { planHash } from '../../rules/plan/versions.ts';
import { type Table, TransactionRefused } from '../../store/base/table.ts';
import {
  type DirectoryHead,
  type DirectoryRecord,
  directoryHeads,
  directoryRecords,
  directoryWrites,
  newestDirectoryWrite,
} from '../../store/directories.ts';
import { shippedBy } from '../../store/plans.ts';
import type { DirectoryBook } from '../base/deps.ts';

/** A published version: its day, where it comes from, what it says. */
export interface KeptDirectory {
  readonly directoryVersion: number;
  readonly effectiveFrom: string;
  readonly origin: DirectoryHead['origin'];
  readonly sha256: string;
  readonly directory: CityDirectory;
}

/** The published versions of the directories, as they were when `learn` was last called. */
export interface DirectoryShelf {
  /** Stores the first version of a city that has none. */
  settle(): Promise<void>;
  learn(): Promise<void>;
  codes(): string[];
  /** The version that counts on a day; undefined where nobody keeps a directory of that city. */
  on(directoryCode: string, date: string): KeptDirectory | undefined;
  version(directoryCode: string, directoryVersion: number): KeptDirectory | undefined;
}

/**
 * Directories of cities by version (R28, G1): each published one is read once and kept. What the plans that ship say of
 * their city is its first version, stored when it is first met; from then on the city's people make the next ones.
 */
export function createDirectoryShelf(
  table: Table,
  shipped: readonly Plan[],
  now: () => string,
): DirectoryShelf {
  const known = new Map<string, KeptDirectory[]>();

  const learn = async (heads: readonly DirectoryHead[]): Promise<void> => {
    const missing = heads.filter(
      ({ directoryCode, directoryVersion }) =>
        !known.get(directoryCode)?.some((k) => k.directoryVersion === directoryVersion),
    );
    for (const record of missing.length > 0 ? await directoryRecords(table, missing) : []) {
      const kept = readStored(record);
      if (kept) known.set(record.directoryCode, [...(known.get(record.directoryCode) ?? []), kept]);
      else tell(record);
    }
  };
  return {
    async settle() {
      const heads = await directoryHeads(table);
      const missing = citiesOf(shipped).filter(([code]) => !ofCity(heads, code));
      for (const [, plans] of missing) await storeFirst(table, directoryOfPlans(plans), now());
    },
    learn: async () => learn((await directoryHeads(table)).filter((h) => h.status === 'PUBLISHED')),
    codes: () => [...known.keys()].sort(),
    on: (directoryCode, date) => inForceOn(known.get(directoryCode) ?? [], date),
    version: (directoryCode, directoryVersion) =>
      known.get(directoryCode)?.find((k) => k.directoryVersion === directoryVersion),
  };
}

const ofCity = (heads: readonly DirectoryHead[], code: string): boolean =>
  heads.some((h) => h.directoryCode === code);

/** Plans by the division of their city, in their order. */
export function citiesOf(plans: readonly Plan[]): [code: string, plans: [Plan, ...Plan[]]][] {
  const cities = new Map<string, [Plan, ...Plan[]]>();
  for (const plan of plans) {
    const code = plan.jurisdiction.division;
    const others = cities.get(code);
    cities.set(code, others ? [...others, plan] : [plan]);
  }
  return [...cities];
}

/** @param plans the newest of each, with their own directories, in their season */
export function createDirectoryBook(
  shelf: DirectoryShelf,
  plans: () => Plan[],
  now: () => string,
): DirectoryBook {
  const today = () => localDateOf(now());
  const plansOf = (code: string) => citiesOf(plans()).find(([city]) => city === code)?.[1];
  const shown = ({ origin, directory }: KeptDirectory): CityDirectory =>
    origin === 'SHIPPED' ? directoryForSeason(directory, plansOf(directory.directoryCode) ?? []) : directory;
  const get = (code: string): CityDirectory | undefined => {
    const kept = shelf.on(code, today());
    if (kept) return shown(kept);
    const own = plansOf(code);
    return own && directoryOfPlans(own);
  };
  return {
    get,
    list: () =>
      [...new Set([...citiesOf(plans()).map(([code]) => code), ...shelf.codes()])].flatMap(
        (code) => get(code) ?? [],
      ),
    version(code, directoryVersion) {
      const kept = shelf.version(code, directoryVersion);
      return kept && shown(kept);
    },
    inForce: (code) => shelf.on(code, today())?.directoryVersion,
  };
}

function tell({ directoryCode, directoryVersion }: DirectoryRecord): void {
  const why = 'a version of a directory is not what its hash says, and is not in force';
  log.metric('PlanRefused', why, {
    planCode: directoryCode,
    planVersion: directoryVersion,
    findings: ['DIRECTORY_SHAPE'],
  });
}

/** What was published once is read for ever (stored); undefined when it is not what its hash says. */
function readStored(record: DirectoryRecord): KeptDirectory | undefined {
  const { document, sha256, directoryVersion, effectiveFrom, origin } = record;
  const raw: unknown = JSON.parse(document);
  if (planHash(raw) !== sha256) return undefined;
  const read = stored(CityDirectorySchema).safeParse(raw);
  return read.success ? { directoryVersion, effectiveFrom, origin, sha256, directory: read.data } : undefined;
}

/** A city's first version; of two functions that start at once, one stores it. */
async function storeFirst(table: Table, directory: CityDirectory, at: string): Promise<void> {
  const { directoryCode, version: directoryVersion, effectiveFrom, names } = directory;
  const record: DirectoryRecord = {
    ...{ directoryCode, directoryVersion, effectiveFrom, name: names.zh },
    ...{ status: 'PUBLISHED', sha256: planHash(directory), origin: 'SHIPPED' },
    ...{ changedBy: shippedBy, changedAt: at, publishedAt: at },
    ...{ document: JSON.stringify(directory), version: 0, auditHash: '' },
  };
  const event = { act: 'LOAD_DIRECTORY', actor: shippedBy, at, payload: { sha256: record.sha256 } };
  const { writes } = directoryWrites(table, undefined, record, event);
  try {
    await table.transact([...writes, newestDirectoryWrite(table, directoryCode, directoryVersion)]);
  } catch (error) {
    if (!(error instanceof TransactionRefused)) throw error;
  }
}
