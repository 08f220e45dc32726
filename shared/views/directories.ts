import type { ResponseOf } from '../contracts/api/index.ts';
import type { CityDirectory } from '../contracts/directory.ts';
import type { Bilingual, Finding } from '../contracts/finding.ts';
import type { Plan } from '../contracts/plan.ts';
import type { PlanText } from '../contracts/plan-text.ts';
import type { DirectoryChange } from '../rules/directory/changes.ts';
import type { CommitteeAnswer, CommitteeFound } from '../rules/directory/search.ts';
import { declareWindow, declareWindowState } from '../rules/plan/plan.ts';
import type { StoredEvent } from '../store/base/audited.ts';
import type { DirectoryHead } from '../store/directories.ts';

/** Directories as everybody reads them, and versions of them as their makers do. */

const isSample = ({ sampleData }: CityDirectory): boolean => sampleData.length > 0;

export const directoryListView = (
  cities: readonly CityDirectory[],
  plans: readonly Plan[],
): ResponseOf<'DirectoryList'> => ({
  items: cities.map((city) => ({ ...city, city: cityName(city, plans), sample: isSample(city) })),
});

export function committeeAnswerView(
  { matches, nearest }: CommitteeAnswer,
  { plans, now, on }: { plans: readonly Plan[]; now: string; on: string },
): ResponseOf<'CommitteeAnswer'> {
  const view = (found: CommitteeFound) => hitView(found, plans, now);
  return { on, matches: matches.map(view), nearest: nearest.map(view) };
}

type Hit = ResponseOf<'CommitteeAnswer'>['matches'][number];

function hitView(found: CommitteeFound, plans: readonly Plan[], now: string): Hit {
  const { city, committee, specialties, state, until, differs } = found;
  const name = cityName(city, plans);
  const regionName = (code: string): PlanText =>
    city.districts.find((d) => d.code === code)?.name ?? (code === city.directoryCode ? name : { zh: code });
  return {
    ...committee,
    ...{ specialties: [...specialties], state, until, differs: [...differs] },
    city: { code: city.directoryCode, name },
    regionNames: committee.regions.map(regionName),
    plans: plans
      .filter((p) => p.committee.filingNo === committee.filingNo)
      .map((plan) => ({
        ...{ planCode: plan.planCode, names: plan.names, ...declareWindow(plan) },
        open: declareWindowState(plan, now) === 'OPEN',
      })),
    sample: isSample(city),
  };
}

const cityName = ({ directoryCode, names }: CityDirectory, plans: readonly Plan[]): PlanText =>
  plans.find((p) => p.jurisdiction.division === directoryCode)?.jurisdiction.name ?? names;

/** A version's line in the list. */
export function directoryHeadView(
  head: DirectoryHead,
  inForce: boolean,
): ResponseOf<'DirectoryVersionList'>['items'][number] {
  const { directoryCode, directoryVersion, name, effectiveFrom, status, sha256, origin } = head;
  const { basedOn, changedBy, changedAt, proposedBy, publishedBy, publishedAt, version } = head;
  return {
    ...{ directoryCode, directoryVersion, name, effectiveFrom, status, sha256, origin },
    ...{ changedBy, changedAt, version, inForce },
    ...(basedOn === undefined ? {} : { basedOn }),
    ...(proposedBy ? { proposedBy } : {}),
    ...(publishedBy ? { publishedBy } : {}),
    ...(publishedAt ? { publishedAt } : {}),
  };
}

export const directoryVersionView = (
  head: DirectoryHead,
  facts: {
    readonly inForce: boolean;
    readonly document: Record<string, unknown>;
    readonly findings: readonly Finding[];
    readonly events: readonly StoredEvent[];
  },
): ResponseOf<'DirectoryVersion'> => ({
  ...directoryHeadView(head, facts.inForce),
  document: facts.document,
  findings: [...facts.findings],
  history: facts.events.map(({ at, act, actor, reason, detail }) => {
    const changes = changesIn(detail);
    return { at, act, by: actor, ...(reason ? { reason } : {}), ...(changes ? { changes } : {}) };
  }),
});

/** What an event keeps of a saved draft; nothing of other events. */
function changesIn(detail: unknown): Bilingual[] | undefined {
  const { changes } = (detail ?? {}) as { changes?: unknown };
  return Array.isArray(changes) ? (changes as Bilingual[]) : undefined;
}

/** More than anybody reads through; the rest is counted. */
const MOST = 300;

export const directoryChangesView = (
  changes: readonly DirectoryChange[],
  since: number,
): ResponseOf<'ChangesOfDirectory'> => ({
  since,
  changes: changes.slice(0, MOST).map((one) => ({ ...one })),
  more: Math.max(0, changes.length - MOST),
});
