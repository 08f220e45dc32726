import type { Act } from '../../contracts/acts.ts';
import type { BodyOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/application/findings.ts';
import type { Context } from '../../rules/base/context.ts';
import { listHashOf, listRow } from '../../rules/publicity/list.ts';
import type { Table, Write } from '../../store/base/table.ts';
import { closeObjections, type ObjectionRecord, objectionWrites } from '../../store/objections.ts';
import {
  entriesOf,
  entryStatusWrites,
  entryWrite,
  getEntry,
  publicityWrites,
  requirePublicity,
} from '../../store/publicities.ts';
import type { Deps } from '../base/deps.ts';

/** Decisions on an objection (T24, T25, T34, T35): application, objection and list entry change together. */

type Decision = BodyOf<'ObjectionDecisionBody'> & { actor: Actor };
interface Case {
  objection: ObjectionRecord;
  application: Application;
}

/** @throws {ProblemError} whatever the transition table has against it */
export async function objectionDecision(
  deps: Pick<Deps, 'table' | 'applications'>,
  { objection, application }: Case,
  context: Context,
  decision: Decision,
): Promise<Write[]> {
  const { table } = deps;
  const { actor } = decision;
  const finding = findingOf(objection, decision);
  const prepared = deps.applications.prepare(application, actOf(objection, decision, finding), context);
  const { next } = prepared;
  const at = context.now;
  const { objectionId, publicityId, applicationId } = objection;
  const changed = changedBy(objection, decision, finding);
  const writes = [
    ...prepared.writes,
    ...objectionWrites(table, objection, changed, {
      act: decision.decision,
      actor,
      at,
      reason: finding,
      payload: { objectionId, applicationId },
    }),
  ];
  if (decision.decision === 'UPHOLD') {
    const closing = { actor, at, finding: `见异议 ${objectionId}`, except: objectionId };
    writes.push(...(await entryStatusWrites(table, publicityId || undefined, applicationId, 'UPHELD')));
    writes.push(...(await closeObjections(table, application, closing)));
  }
  if (decision.decision === 'CLEAR' && publicityId) {
    const reopened = decision.entryCorrected === true && next.stage !== application.stage;
    writes.push(
      ...(reopened
        ? await correctedEntry(table, publicityId, next, context, actor)
        : await entryStatusWrites(
            table,
            publicityId,
            applicationId,
            stillHeld(next) ? 'OBJECTED' : 'CLEARED',
          )),
    );
  }
  return writes;
}

/** D26: upheld is the finding of the first person; everybody else writes an own one. */
function findingOf(objection: ObjectionRecord, { decision, finding }: Decision): string {
  const stood = decision === 'UPHOLD' ? objection.finding : undefined;
  return finding ?? stood ?? refuse('INVALID', find('REASON_REQUIRED', { rule: 'L24', field: '/finding' }));
}

function changedBy(
  objection: ObjectionRecord,
  { decision, actor }: Decision,
  finding: string,
): ObjectionRecord {
  switch (decision) {
    case 'PROPOSE_UPHOLD':
      return { ...objection, status: 'UPHOLD_PROPOSED', proposedBy: actor, finding };
    case 'REFUSE_UPHOLD':
      return { ...objection, status: 'OPEN', proposedBy: undefined, finding: undefined };
    default: {
      const status = decision === 'CLEAR' ? ('CLEARED' as const) : ('UPHELD' as const);
      return { ...objection, status, decidedBy: actor, finding };
    }
  }
}

function actOf({ objectionId }: ObjectionRecord, decision: Decision, finding: string): Act {
  const { actor, proposal = '' } = decision;
  switch (decision.decision) {
    case 'CLEAR':
      return {
        name: 'CLEAR_OBJECTION',
        actor,
        objectionId,
        finding,
        entryCorrected: decision.entryCorrected === true,
      };
    case 'PROPOSE_UPHOLD':
      return { name: 'PROPOSE_UPHOLD', actor, objectionId, finding };
    case 'UPHOLD':
      return {
        name: 'UPHOLD_OBJECTION',
        actor,
        objectionId,
        heard: decision.heard === true,
        reason: finding,
        proposal,
      };
    case 'REFUSE_UPHOLD':
      return { name: 'REFUSE_UPHOLD', actor, objectionId, reason: finding, proposal };
  }
}

const stillHeld = ({ objections }: Application): boolean =>
  objections.some((o) => o.status === 'OPEN' || o.status === 'UPHOLD_PROPOSED');

/** A corrected entry runs a window of its own (T24), and the list with it has a new hash (K4). */
async function correctedEntry(
  table: Table,
  publicityId: string,
  next: Application,
  context: Context,
  actor: Actor,
): Promise<Write[]> {
  const { applicationId, window } = next;
  const [publicity, entries, entry] = await Promise.all([
    requirePublicity(table, publicityId),
    entriesOf(table, publicityId),
    getEntry(table, publicityId, applicationId),
  ]);
  if (!entry || !window) return [];
  const corrected = { ...entry, ...listRow(next, context.plan), status: 'CLEARED' as const };
  const listHash = listHashOf(entries.map((e) => (e.applicationId === applicationId ? corrected : e)));
  const { publicityId: _id, ...own } = window;
  const others = (publicity.reopened ?? []).filter((r) => r.applicationId !== applicationId);
  const changed = publicityWrites(
    table,
    publicity,
    { ...publicity, listHash, reopened: [...others, { applicationId, window: own }] },
    {
      act: 'REOPEN_ENTRY',
      actor,
      at: context.now,
      payload: { applicationId, listHash, closeAt: window.closeAt },
    },
  );
  return [entryWrite(table, corrected), ...changed.writes];
}
