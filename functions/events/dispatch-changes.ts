import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { closeLeftObjections } from '../../shared/acts/application/close-left-objections.ts';
import { runBatch } from '../../shared/acts/application/run-batch.ts';
import { settleMachine } from '../../shared/acts/application/settle-machine.ts';
import type { Attempt } from '../../shared/acts/base/attempt.ts';
import type { Deps } from '../../shared/acts/base/deps.ts';
import { tellOfEvent } from '../../shared/acts/notice/tell-of-event.ts';
import { extendWindows } from '../../shared/acts/publicity/extend-windows.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import { log } from '../../shared/log.ts';

/**
 * Consumer of the table's stream, the outbox of every act: starts executions, answers task tokens, carries out acts on
 * many applications, sends notices. Reads the truth from the table, not from the images, so that records may come
 * twice, late or out of order. What fails is reported by its sequence number and told with the partition that it is of,
 * and what came with it is done all the same: Lambda retries from the first failure a few times, then keeps the record
 * apart, and one application's trouble may not hold up the others.
 */
export function createChangeDispatcher(deps: Deps) {
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const batchItemFailures: DynamoDBBatchResponse['batchItemFailures'] = [];
    await deps.plans.refresh();
    for (const record of event.Records) {
      try {
        await dispatch(deps, record);
      } catch (error) {
        const sequence = record.dynamodb?.SequenceNumber ?? '';
        log.error('a change could not be dispatched', error, { sequence, ...namesOf(record) });
        batchItemFailures.push({ itemIdentifier: sequence });
      }
    }
    return { batchItemFailures };
  };
}

async function dispatch(deps: Deps, record: DynamoDBRecord): Promise<void> {
  const image = record.dynamodb?.NewImage;
  if (!image || record.eventName === 'REMOVE') return;
  switch (image.type?.S) {
    case 'APPLICATION':
    case 'TASK':
      if ((image.objections?.L?.length ?? 0) > 0)
        await closeLeftObjections(deps, image.applicationId?.S ?? '');
      await settleMachine(deps, image.applicationId?.S ?? '', startedRevision(record));
      return;
    case 'EVENT':
      if (record.eventName === 'INSERT') await tellOfEvent(deps, image.pk?.S ?? '', Number(image.seq?.N));
      return;
    case 'BATCH':
      await runBatch(deps, { pk: image.pk?.S ?? '', sk: image.sk?.S ?? '' });
      return;
    case 'CALENDAR_VERSION':
      await extendNow(deps);
      return;
    default:
  }
}

const system: Actor = { id: 'dispatch-changes', role: 'SYSTEM' };

/** Of the function's minute; other changes wait behind it, and the sweeper goes on where it stopped. */
const EXTEND_MS = 20_000;

/** D18: every open window at once. Nothing that fails here may hold up the stream: the sweeper tries again. */
async function extendNow(deps: Deps): Promise<void> {
  const end = performance.now() + EXTEND_MS;
  const attempt: Attempt = async (work) => {
    try {
      return await work();
    } catch (error) {
      log.error('a window could not be extended', error);
      return undefined;
    }
  };
  await attempt(() => extendWindows(deps, system, () => performance.now() >= end, attempt));
}

/** What a change is of: the application where it is one's, the partition in any case. */
function namesOf({ dynamodb }: DynamoDBRecord) {
  const { pk, type, applicationId } = dynamodb?.NewImage ?? {};
  const id = applicationId?.S ?? /^APP#(.+)$/.exec(pk?.S ?? '')?.[1];
  return { of: pk?.S, type: type?.S, ...(id ? { applicationId: id } : {}) };
}

/** The revision whose execution must be started because this change submitted it. */
function startedRevision({ dynamodb }: DynamoDBRecord): number | undefined {
  if (dynamodb?.NewImage?.type?.S !== 'APPLICATION') return undefined;
  const revision = Number(dynamodb.NewImage.revision?.N ?? 0);
  return revision > Number(dynamodb.OldImage?.revision?.N ?? 0) ? revision : undefined;
}
