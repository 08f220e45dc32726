import type { Stage } from '../../shared/contracts/stages.ts';
import { type Declarant, viewOf } from './acts-declare.ts';
import { isCutOff, until } from './http.ts';
import { demonstrationCalendar } from './made-up.ts';
import type { SampleUnit } from './samples.ts';
import { type ApplicationView, download, type World } from './world.ts';

/** The road of one application from its unit to the office (phases 3–6, R58–R63). */

/** The main road in order; an application that is further on has done what lies before. */
export const mainRoad = [
  'DRAFT',
  'UNIT_REVIEW',
  'UNIT_PUBLICITY',
  'POINT_REVIEW',
  'DISTRICT_REVIEW',
  'PAYMENT_DUE',
  'FORM_DUE',
  'FORM_IN_TRANSIT',
  'OFFICE_REVIEW',
  'PRE_PUBLICITY',
  'READY',
  'GROUP_REVIEW',
  'VOTING',
  'PASSED_PENDING',
  'RESULT_PUBLICITY',
  'JOINT_AUDIT',
  'DOCUMENT_ISSUED',
  'CERTIFIED',
  'ARCHIVED',
] as const satisfies readonly Stage[];
export type RoadStage = (typeof mainRoad)[number];

export function isPast(view: Pick<ApplicationView, 'stage'>, stage: RoadStage): boolean {
  return (mainRoad as readonly Stage[]).indexOf(view.stage) > mainRoad.indexOf(stage);
}

/** Waits until the application has come to that stage, or beyond it. */
export function arrival(world: World, d: Declarant, stage: RoadStage): Promise<ApplicationView> {
  return until(`${d.applicationId} at ${stage}`, async () => {
    const view = await viewOf(world, d);
    return (view.stage === stage || isPast(view, stage)) && view;
  });
}

/** The present turn if the application is still at `stage`; undefined when that is behind it. */
async function turnAt(world: World, d: Declarant, stage: RoadStage): Promise<number | undefined> {
  const view = await arrival(world, d, stage);
  return isPast(view, stage) ? undefined : view.turn;
}

export async function unitApprove(world: World, d: Declarant, unit: SampleUnit): Promise<void> {
  const turn = await turnAt(world, d, 'UNIT_REVIEW');
  if (turn === undefined) return;
  const hr = world.client.as(unit.account);
  const params = { applicationId: d.applicationId };
  await hr.call('get-unit-application', { params });
  await hr.call('decide-unit', {
    params,
    body: { turn, decision: 'APPROVE', opinion: '材料属实，同意推荐。' },
    key: world.key(`unit ${d.applicationId} ${turn}`),
  });
}

/** One approval at a desk of the government. */
export async function deskApprove(
  world: World,
  d: Declarant,
  stage: 'POINT_REVIEW' | 'DISTRICT_REVIEW',
  officer: string,
): Promise<void> {
  const turn = await turnAt(world, d, stage);
  if (turn === undefined) return;
  const desk = world.client.as(officer);
  const params = { applicationId: d.applicationId };
  await desk.call('get-desk-application', { params });
  await desk.call('decide-application', {
    params,
    body: { turn, decision: 'APPROVE', opinion: '材料齐全，符合要求。' },
    key: world.key(`${stage} ${d.applicationId} ${turn}`),
  });
}

/** The office's audit leaves the application where it is; the list that it is published in takes it on (T21). */
export async function officeAudit(world: World, d: Declarant, clerk: string): Promise<void> {
  const turn = await turnAt(world, d, 'OFFICE_REVIEW');
  if (turn === undefined) return;
  const desk = world.client.as(clerk);
  const params = { applicationId: d.applicationId };
  const { timeline } = await desk.call('get-desk-application', { params });
  if (timeline.some((e) => e.act === 'OFFICE_AUDIT')) return;
  await desk.call('decide-application', {
    params,
    body: { turn, decision: 'APPROVE', opinion: '审核通过，提请公示。' },
    key: world.key(`audit ${d.applicationId} ${turn}`),
  });
}

/** R59: the fee at the cashier. Paying is never sent twice: after a lost answer the application is looked at first. */
export async function pay(world: World, d: Declarant): Promise<void> {
  await until('the payment', async () => {
    if ((await turnAt(world, d, 'PAYMENT_DUE')) === undefined) return true;
    const order = await world.client.as(d.person.account).call('start-payment', {
      params: { applicationId: d.applicationId },
      key: crypto.randomUUID(),
    });
    await world.stack.pay(order.url).catch((error: unknown) => {
      if (!isCutOff(error)) throw error;
    });
    return false;
  });
}

/** R60: exports the form once the machine has made it. @returns the PDF */
export async function exportForm(world: World, d: Declarant): Promise<Uint8Array> {
  await arrival(world, d, 'FORM_DUE');
  await until('the review form', async () => {
    const { paper } = await viewOf(world, d);
    return paper.documentKey !== undefined || paper.status !== 'EXPORTABLE';
  });
  const link = await world.client.as(d.person.account).call('export-form', {
    params: { applicationId: d.applicationId },
    key: world.key(`export ${d.applicationId}`),
  });
  return download(link);
}

/** What the scanner reads off the two copies (C16). */
export async function barcodesOf(world: World, d: Declarant): Promise<string[]> {
  const { applicationNo, paper } = await viewOf(world, d);
  return [1, 2].map(
    (copy) => `ZP1|${applicationNo}|v${paper.formVersion}|${paper.formHash?.slice(0, 16)}|${copy}`,
  );
}

/** R61: the unit seals both copies. */
export async function sealForm(world: World, d: Declarant, unit: SampleUnit): Promise<void> {
  if ((await viewOf(world, d)).paper.status !== 'EXPORTED') return;
  await world.client.as(unit.account).call('seal-form', {
    params: { applicationId: d.applicationId },
    body: { barcodes: await barcodesOf(world, d), unitSeal: true },
    key: world.key(`seal ${d.applicationId}`),
  });
}

type PaperStatus = ApplicationView['paper']['status'];

/** One scan at a desk; nothing when the paper is not in one of the states that this scan starts from. */
export async function scan(
  world: World,
  d: Declarant,
  officer: string,
  from: readonly PaperStatus[],
  receiver?: string,
): Promise<void> {
  const { status } = (await viewOf(world, d)).paper;
  if (!from.includes(status)) return;
  const result = await world.client.as(officer).call('scan-paper', {
    body: {
      barcodes: await barcodesOf(world, d),
      unitSeal: true,
      ...(receiver ? { receiver } : {}),
    },
    key: world.key(`scan ${d.applicationId} ${status} ${officer}`),
  });
  if (!result.accepted)
    throw new Error(`the scan is refused: ${result.findings.map((f) => f.message.zh).join('；')}`);
}

const DAY_MS = 24 * 3600_000;

/**
 * Windows may only close once the notice of every year that they touch is known (K3, D7). Where one is missing, two
 * persons load a calendar that says of itself that it is demonstration data (D9).
 */
export async function knowCalendars(world: World): Promise<number[]> {
  const now = await world.stack.now();
  const ahead = new Date(Date.parse(now) + 60 * DAY_MS).toISOString();
  const first = Number(now.slice(0, 4));
  const last = Number(ahead.slice(0, 4)) + (ahead.slice(5, 7) === '12' ? 1 : 0);
  const loaded: number[] = [];
  for (let year = first; year <= last; year++) {
    const known = await world.client.anyone.call('list-calendars');
    if (known.current.years.includes(year)) continue;
    const calendar = demonstrationCalendar(year, now.slice(0, 10));
    for (const person of ['ops.all', 'ops.all.2'])
      await world.client.as(person).call('load-calendar', {
        body: { calendar },
        key: `calendar-${calendar.id}-${person}`,
      });
    loaded.push(year);
  }
  return loaded;
}

/** Moves the clock to the close of the window that the application is in, and waits until it has gone on. */
export async function windowCloses(
  world: World,
  d: Declarant,
  stage: 'UNIT_PUBLICITY' | 'PRE_PUBLICITY' | 'RESULT_PUBLICITY',
): Promise<void> {
  for (let view = await arrival(world, d, stage); !isWindowOver(view, stage); view = await viewOf(world, d)) {
    if (!view.window) throw new Error(`${stage} without a window`);
    // A newer calendar may have moved the close (K2): look again after each move.
    await world.stack.moveTo(view.window.closeAt);
    const turn = view.turn;
    const { closeAt } = view.window;
    await until(`the window of ${stage} to close`, async () => {
      const seen = await viewOf(world, d);
      return seen.turn > turn || (seen.window?.closeAt ?? closeAt) > closeAt || undefined;
    });
  }
}

/** A closed result window leaves the application in its stage, waiting for the report (T36a). */
function isWindowOver(view: ApplicationView, stage: RoadStage): boolean {
  return isPast(view, stage) || view.turns.at(-1)?.step === 'RESULT_REPORT';
}
