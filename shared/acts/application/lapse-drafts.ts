import * as z from 'zod/mini';
import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import type { Context } from '../../rules/base/context.ts';
import { planForDraft, type UploadTimes } from '../../rules/plan/lapse.ts';
import { queuePartition } from '../../store/base/keys.ts';
import { TransactionRefused } from '../../store/base/table.ts';
import { uploadKey, uploadsOf } from '../../store/files.ts';
import type { Attempt, OutOfTime } from '../base/attempt.ts';
import type { Deps } from '../base/deps.ts';

const PAGE = 50;

const Head = z.object({ applicationId: z.string() });

/** T4: drafts fall due when declaring closes. What a longer window has spared is refused by the rules, and stays. */
export async function lapseDrafts(
  deps: Deps,
  actor: Actor,
  stop: OutOfTime,
  attempt: Attempt,
): Promise<number> {
  let lapsed = 0;
  let cursor: string | undefined;
  do {
    const page = await deps.table.query(Head, {
      index: 'queue',
      partition: queuePartition('DRAFTING', '-'),
      upTo: `${deps.now()}~`,
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    });
    for (const { applicationId } of page.items) {
      if (stop()) return lapsed;
      if (await attempt(() => lapse(deps, actor, applicationId))) lapsed += 1;
    }
    cursor = page.cursor;
  } while (cursor);
  return lapsed;
}

/** D28: what has been sent and not judged yet is the platform's delay, up to this moment. */
async function contextOfDraft(deps: Deps, { planCode, applicantId }: Application): Promise<Context> {
  const context = await deps.plans.context(planCode, deps.now());
  const { now, plan } = context;
  const times: UploadTimes[] = [];
  for (const { fileId, createdAt: beganAt, judgedAt, status } of await uploadsOf(deps.table, applicantId)) {
    if (judgedAt) times.push({ beganAt, judgedAt });
    else if (status === 'AWAITED' && (await deps.quarantine.has(uploadKey(fileId))))
      times.push({ beganAt, judgedAt: now });
  }
  return { ...context, plan: planForDraft(plan, times) };
}

async function lapse(deps: Deps, actor: Actor, applicationId: string): Promise<boolean> {
  const application = await deps.applications.get(applicationId);
  if (application?.stage !== 'DRAFT') return false;
  try {
    const context = await contextOfDraft(deps, application);
    const act = { name: 'LAPSE', actor } as const;
    await deps.table.transact(deps.applications.prepare(application, act, context).writes);
    return true;
  } catch (error) {
    // Refused by the rules, or submitted at this very moment.
    if (error instanceof ProblemError || error instanceof TransactionRefused) return false;
    throw error;
  }
}
