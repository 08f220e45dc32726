import * as z from 'zod/mini';
import type { Act } from '../contracts/acts.ts';
import { type Application, ApplicationSchema, type Position } from '../contracts/application.ts';
import { type Declaration, DeclarationSchema } from '../contracts/declaration.ts';
import { ProblemError } from '../errors.ts';
import { applyAct } from '../rules/application/apply.ts';
import { stagesAllowing } from '../rules/application/transitions.ts';
import { positionAt } from '../rules/application/turns.ts';
import type { Context } from '../rules/base/context.ts';
import { queueOf } from '../rules/desk/queues.ts';
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
  /** Runs the rules; refusals become problems. Nothing is stored yet. */
  prepare(application: Application, act: Act, context: Context): PreparedAct;
  /** A change that is no act of the transition table (draft step, paper custody) but is audited like one. */
  change(
    before: Application | undefined,
    next: Application,
    event: AuditedChange<Application>['event'],
  ): PreparedAct;
  putDeclaration(applicationId: string, declaration: Declaration): Write;
  putSnapshot(applicationId: string, revision: number, declaration: Declaration): Write;
  position(application: Application, turn: number, now: string): Position;
}

export function createApplicationStore(table: Table): ApplicationStore {
  const change: ApplicationStore['change'] = (before, next, event) =>
    auditedWrites({
      tableName: table.name,
      key: keys.application(next.applicationId),
      type: 'APPLICATION',
      before,
      next,
      indexes: indexesOf(next),
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
    prepare(application, act, context) {
      const decision = applyAct(application, act, context);
      if (!decision.ok) throw new ProblemError(decision.code, decision.findings);
      const { event, next } = decision;
      const { turn: _turn, ...chained } = event;
      return auditedWrites({
        tableName: table.name,
        key: keys.application(next.applicationId),
        type: 'APPLICATION',
        before: application,
        next,
        indexes: indexesOf(next),
        stages: stagesAllowing(act.name),
        event: chained,
      });
    },
    putDeclaration: (id, declaration) =>
      put(table.name, keys.declaration(id), { ...declaration, type: 'DECLARATION' }),
    putSnapshot: (id, revision, declaration) =>
      put(table.name, keys.snapshot(id, revision), { ...declaration, type: 'SNAPSHOT' }),
    position: positionAt,
  };
  return store;
}

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
