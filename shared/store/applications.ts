import * as z from 'zod/mini';
import { type Application, ApplicationSchema } from '../contracts/application.ts';
import { type Declaration, DeclarationSchema } from '../contracts/declaration.ts';
import type { Stage } from '../contracts/stages.ts';
import { ProblemError } from '../errors.ts';
import { queueOf } from '../rules/desk/queues.ts';
import { type AuditedChange, auditedWrites, type StoredEvent, StoredEventSchema } from './base/audited.ts';
import { type Key, keys, personPartition, queuePartition, queueSort } from './base/keys.ts';
import { type Page, put, type Table, type Write } from './base/table.ts';
import { executionWrite } from './executions.ts';

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
  /**
   * The frozen copy of what is under review (R58), as last corrected (D16).
   * @throws {ProblemError} NOT_FOUND
   */
  snapshotOf(application: Frozen): Promise<Declaration>;
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
  /** Beside the older ones, which stay. */
  putSnapshot(application: Frozen, declaration: Declaration): Write;
}

export function createApplicationStore(table: Table): ApplicationStore {
  const change: ApplicationStore['change'] = (before, next, event, stages) => {
    const changed = auditedWrites({
      tableName: table.name,
      key: keys.application(next.applicationId),
      type: 'APPLICATION',
      before,
      next,
      indexes: indexesOf(next),
      ...(stages ? { stages } : {}),
      event,
    });
    // With the revision itself, so that its execution is missed even if no consumer ever hears of it.
    if (next.revision > (before?.revision ?? 0))
      changed.writes.push(executionWrite(table.name, changed.next));
    return changed;
  };

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
    async snapshotOf(application) {
      const found = await table.get(DeclarationSchema, snapshotKey(application));
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
    putSnapshot: (application, declaration) =>
      put(table.name, snapshotKey(application), { ...declaration, type: 'SNAPSHOT' }),
  };
  return store;
}

/** What says which snapshot is in force. */
export type Frozen = Pick<Application, 'applicationId' | 'revision' | 'corrections'>;

export const snapshotKey = ({ applicationId, revision, corrections = [] }: Frozen): Key =>
  keys.snapshot(applicationId, revision, corrections.filter((one) => one.revision === revision).length);

const ApplicationPointer = z.object({ applicationId: z.string() });

function indexesOf(application: Application): Record<string, string | undefined> {
  const queue = queueOf(application);
  return {
    queuePk: queue && queuePartition(queue.name, queue.desk),
    queueSk: queue && queueSort(application.dueAt, application.applicationId),
    ownerPk: personPartition(application.applicantId),
    ownerSk: `APP#${application.createdAt}#${application.applicationId}`,
  };
}
