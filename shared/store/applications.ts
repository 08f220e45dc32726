import * as z from 'zod/mini';
import { type Application, ApplicationSchema } from '../contracts/application.ts';
import { type Declaration, DeclarationSchema } from '../contracts/declaration.ts';
import type { Stage, Step } from '../contracts/stages.ts';
import { ProblemError } from '../errors.ts';
import { type AuditedChange, auditedWrites, type StoredEvent, StoredEventSchema } from './base/audited.ts';
import { keys, personPartition, queuePartition, queueSort } from './base/keys.ts';
import { type Page, put, type Table, type Write } from './base/table.ts';

/** An act that the rules have let through, as writes that still have to be stored. */
export interface PreparedAct {
  next: Application;
  event: StoredEvent;
  writes: Write[];
}

export interface ApplicationStore {
  get(applicationId: string): Promise<Application | undefined>;
  /** @throws {ProblemError} NOT_FOUND */
  require(applicationId: string): Promise<Application>;
  getMany(applicationIds: string[]): Promise<Application[]>;
  byNumber(applicationNo: string): Promise<Application | undefined>;
  declaration(applicationId: string): Promise<Declaration>;
  /** The frozen copy of a revision (R58). */
  snapshot(applicationId: string, revision: number): Promise<Declaration>;
  ofPerson(personId: string, cursor?: string): Promise<Page<Application>>;
  events(applicationId: string): Promise<StoredEvent[]>;
  /**
   * A change with its audit event, on the condition that the item is still `before`.
   * @param stages the stages that the item may be in; any where it is left out
   */
  change(
    before: Application | undefined,
    next: Application,
    event: AuditedChange<Application>['event'],
    stages?: readonly Stage[],
  ): PreparedAct;
  putDeclaration(applicationId: string, declaration: Declaration): Write;
  putSnapshot(applicationId: string, revision: number, declaration: Declaration): Write;
}

export function createApplicationStore(table: Table): ApplicationStore {
  const change: ApplicationStore['change'] = (before, next, event, stages) =>
    auditedWrites({
      tableName: table.name,
      key: keys.application(next.applicationId),
      type: 'APPLICATION',
      before,
      next,
      indexes: indexesOf(next),
      ...(stages ? { stages } : {}),
      event,
    });

  const store: ApplicationStore = {
    get: (id) => table.get(ApplicationSchema, keys.application(id)),
    async require(id) {
      const application = await store.get(id);
      if (!application) throw new ProblemError('NOT_FOUND');
      return application;
    },
    getMany: (ids) => table.getMany(ApplicationSchema, ids.map(keys.application)),
    async byNumber(no) {
      const pointer = await table.get(ApplicationPointer, keys.applicationNo(no));
      return pointer && store.get(pointer.applicationId);
    },
    async declaration(id) {
      const found = await table.get(DeclarationSchema, keys.declaration(id));
      if (!found) throw new ProblemError('NOT_FOUND');
      return found;
    },
    async snapshot(id, revision) {
      const found = await table.get(DeclarationSchema, keys.snapshot(id, revision));
      if (!found) throw new ProblemError('NOT_FOUND');
      return found;
    },
    ofPerson: (personId, cursor) =>
      table.query(ApplicationSchema, {
        index: 'owner',
        partition: personPartition(personId),
        prefix: 'APP#',
        newestFirst: true,
        limit: 50,
        cursor,
      }),
    events: (id) =>
      table.queryAll(StoredEventSchema, { partition: keys.application(id).pk, prefix: 'EVENT#' }),
    change,
    putDeclaration: (id, declaration) =>
      put(table.name, keys.declaration(id), { ...declaration, type: 'DECLARATION' }),
    putSnapshot: (id, revision, declaration) =>
      put(table.name, keys.snapshot(id, revision), { ...declaration, type: 'SNAPSHOT' }),
  };
  return store;
}

const ApplicationPointer = z.object({ applicationId: z.string() });

/** The queue that an application waits in: a step, or OFFICE_AUDITED for what the office has passed but not published. */
export type QueueName = Step | 'OFFICE_AUDITED';

/** Which desk has it: a unit, a point, a district, a municipal unit, or the plan's office and authorities. */
export function queueOf(application: Application): { name: QueueName; desk: string } | undefined {
  const step = application.turns.at(-1)?.step ?? 'DRAFTING';
  const { route, planCode, unit } = application;
  switch (step) {
    case 'END':
    case 'PAPER_RETURN':
      return paperReturnQueue(application);
    case 'DRAFTING':
    case 'CORRECTION':
    case 'PAYMENT':
    case 'CERTIFICATE':
      return { name: step, desk: '-' };
    case 'UNIT_REVIEW':
    case 'UNIT_PUBLICITY':
      return { name: step, desk: unit.uscc };
    case 'POINT_REVIEW':
      return { name: step, desk: route?.pointId ?? '-' };
    case 'DISTRICT_REVIEW':
      return { name: step, desk: route?.division ?? '-' };
    case 'PAPER_DELIVERY':
      return { name: step, desk: route?.paper.id ?? '-' };
    case 'PAPER_TRANSIT':
      return { name: step, desk: onTheWayToOffice(application) ? planCode : (route?.paper.id ?? '-') };
    case 'OFFICE_REVIEW':
      return { name: application.officeAudit ? 'OFFICE_AUDITED' : step, desk: planCode };
    default:
      return { name: step, desk: planCode };
  }
}

/** R61, R62: the desk has let the form go, and the office has to take it in. */
function onTheWayToOffice({ paper }: Application): boolean {
  return paper.status === 'RECEIVED_POINT' || paper.status === 'MUNI_SEALED';
}

/** R69: every form goes back by the road it came, that of a person who did not pass as well. */
function paperReturnQueue(application: Application): { name: QueueName; desk: string } | undefined {
  const { paper, planCode, route } = application;
  switch (paper.status) {
    case 'AT_OFFICE':
      return { name: 'PAPER_RETURN', desk: planCode };
    case 'RETURNING':
    case 'AT_POINT_FOR_PICKUP':
    case 'AT_MUNI_FOR_PICKUP':
      return { name: 'PAPER_RETURN', desk: route?.paper.id ?? '-' };
    default:
      return undefined;
  }
}

function indexesOf(application: Application): Record<string, string | undefined> {
  const queue = queueOf(application);
  return {
    queuePk: queue && queuePartition(queue.name, queue.desk),
    queueSk: queue && queueSort(application.dueAt, application.applicationId),
    ownerPk: personPartition(application.applicantId),
    ownerSk: `APP#${application.createdAt}#${application.applicationId}`,
  };
}
