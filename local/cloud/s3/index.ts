import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { drain } from '../body.ts';
import type { CloudClock } from '../clock/clock.ts';
import { openBlobs } from './blobs.ts';
import { openCatalog } from './catalog.ts';
import type { Engine } from './engine.ts';
import { checkRules } from './events.ts';
import { createOutbox } from './outbox.ts';
import { errorReply, sendReply } from './reply.ts';
import { readRequest, type S3Request } from './request.ts';
import { route } from './router.ts';
import type { Credentials } from './signature.ts';
import { createTimeline } from './timeline.ts';
import type { BucketDefinition, S3Event } from './types.ts';

export type { BucketDefinition, S3Event } from './types.ts';

export interface S3Options {
  /** Data folder; made when missing. One store owns it at a time. */
  dir: string;
  clock: CloudClock;
  /** The only region that signatures may name. */
  region: string;
  credentials: Credentials[];
  /** Called at least once for every event; a rejection means "again later". */
  deliver: (target: string, event: S3Event) => Promise<void>;
}

export interface S3 {
  /** Makes the bucket, or takes over a changed definition; objects stay. */
  ensureBucket(def: BucketDefinition): void;
  /** Answers one HTTP request, path-style. Never rejects. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Resolves when no notification is waiting. */
  idle(): Promise<void>;
  /** Lets requests under way finish, stops deliveries and closes the files. */
  close(): Promise<void>;
}

/**
 * The embedded S3. See README.md beside this file for its operations.
 * @throws Error when the folder cannot be written or holds data of another version
 */
export function createS3(options: S3Options): S3 {
  mkdirSync(options.dir, { recursive: true });
  const catalog = openCatalog(join(options.dir, 'catalog.sqlite'));
  const blobs = openBlobs(options.dir, catalog);
  blobs.sweep();
  const { timeline, stop } = createTimeline(catalog, options.clock);
  const outbox = createOutbox(catalog, options.deliver);
  const { region, credentials } = options;
  const engine: Engine = { region, credentials, timeline, catalog, blobs, outbox, buckets: new Map() };
  const active = new Set<Promise<void>>();
  outbox.wake();

  return {
    ensureBucket(def) {
      checkRules(def.bucketName, def.notifications ?? []);
      catalog.run('INSERT OR IGNORE INTO buckets VALUES (?, ?)', def.bucketName, timeline.now());
      const created = Number(
        catalog.get('SELECT created FROM buckets WHERE name = ?', def.bucketName)?.created,
      );
      engine.buckets.set(def.bucketName, { ...def, created });
    },
    handle(req, res) {
      const work = answer(engine, req, res).finally(() => active.delete(work));
      active.add(work);
      return work;
    },
    idle: () => outbox.idle(),
    async close() {
      stop();
      await Promise.allSettled(active);
      await outbox.stop();
      catalog.close();
    },
  };
}

async function answer(engine: Engine, req: IncomingMessage, res: ServerResponse): Promise<void> {
  let request: S3Request;
  try {
    request = readRequest(req);
  } catch (error) {
    const lost = { ...EMPTY_REQUEST, method: req.method ?? 'GET', rawPath: req.url ?? '/', body: req };
    await sendReply(res, lost, errorReply(error, lost)).catch(() => {});
    drain(req);
    return;
  }
  try {
    await sendReply(res, request, await route(engine, request));
  } catch {
    // The answer had begun: all that can be said now is that it is not whole.
    res.destroy();
  } finally {
    drain(req);
  }
}

const EMPTY_REQUEST = {
  ...{
    bucket: '',
    key: '',
    query: [],
    headers: new Map<string, string>(),
    requestId: '0000000000000000',
    sourceIp: '',
  },
} as const;
