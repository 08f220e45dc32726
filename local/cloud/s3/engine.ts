import { randomBytes } from 'node:crypto';
import type { BlobStore } from './blobs.ts';
import type { Catalog } from './catalog.ts';
import { S3Error } from './errors.ts';
import { buildEvent, type EventName, matchingRules } from './events.ts';
import { findVersion, insertVersion, latestVersion, removeVersion } from './objects.ts';
import type { Outbox } from './outbox.ts';
import type { S3Request } from './request.ts';
import type { Authorization, Verifier } from './signature.ts';
import type { BucketDefinition, ObjectVersion } from './types.ts';

export interface Bucket extends BucketDefinition {
  /** Milliseconds since the epoch. */
  created: number;
}

/** Everything that an operation needs. */
export interface Engine extends Verifier {
  catalog: Catalog;
  blobs: BlobStore;
  outbox: Outbox;
  buckets: Map<string, Bucket>;
}

/** One authorised request on its way through an operation. */
export interface Call {
  engine: Engine;
  request: S3Request;
  auth: Authorization;
  bucket: Bucket;
}

export type NewObject = Pick<
  ObjectVersion,
  'bucket' | 'key' | 'size' | 'etag' | 'headers' | 'tags' | 'checksum' | 'blobs'
>;

export interface CommitOptions {
  event: EventName;
  request: S3Request;
  accessKeyId: string;
  /** Runs in the same transaction, before the object is written. */
  alongside?: () => void;
  /** The files are known to the catalog and in place already (parts of an upload). */
  adopted?: boolean;
}

/**
 * Makes sealed files into the newest version of their key: object, notifications and file names in one
 * transaction, then the files to their place. If-Match and If-None-Match are judged inside the transaction,
 * so that of two writers who both said "only if absent" one loses.
 * @throws S3Error PreconditionFailed, NoSuchKey
 */
export function commitObject(engine: Engine, object: NewObject, options: CommitOptions): ObjectVersion {
  const { catalog, blobs, outbox } = engine;
  const bucket = bucketOf(engine, object.bucket);
  const version = catalog.transact(() => {
    checkWriteConditions(options.request, latestVersion(catalog, object.bucket, object.key));
    options.alongside?.();
    const made: ObjectVersion = {
      ...object,
      seq: catalog.nextSequence(),
      versionId: newVersionId(bucket),
      latest: true,
      deleteMarker: false,
      lastModified: engine.timeline.now(),
    };
    const replaced = insertVersion(catalog, made);
    if (!options.adopted) blobs.adopt(made.blobs);
    if (replaced) blobs.abandon(replaced.blobs);
    notify(engine, bucket, options.event, made, options);
    return made;
  });
  if (!options.adopted) blobs.publish(version.blobs);
  blobs.sweep();
  outbox.wake();
  return version;
}

/** The outcome of a deletion, as its response headers tell it. */
export interface Deleted {
  deleteMarker?: boolean;
  versionId?: string;
}

/** Deletes the object, marks it deleted (versioned bucket), or removes one version for good. */
export function deleteObject(
  engine: Engine,
  key: string,
  versionId: string | undefined,
  bucket: Bucket,
): Deleted {
  const { catalog, blobs } = engine;
  const outcome = catalog.transact((): Deleted => {
    if (versionId !== undefined || !bucket.versioned) {
      const target = versionId ?? 'null';
      const removed = removeVersion(catalog, bucket.bucketName, key, target);
      if (removed) blobs.abandon(removed.blobs);
      if (versionId === undefined) return {};
      return { versionId: target, ...(removed?.deleteMarker ? { deleteMarker: true } : {}) };
    }
    const marker: ObjectVersion = {
      ...{ bucket: bucket.bucketName, key, size: 0, etag: '', headers: {}, tags: [], blobs: [] },
      seq: catalog.nextSequence(),
      versionId: newVersionId(bucket),
      latest: true,
      deleteMarker: true,
      lastModified: engine.timeline.now(),
    };
    insertVersion(catalog, marker);
    return { deleteMarker: true, versionId: marker.versionId };
  });
  blobs.sweep();
  return outcome;
}

/** @throws S3Error NoSuchBucket */
export function bucketOf(engine: Engine, name: string): Bucket {
  const bucket = engine.buckets.get(name);
  if (!bucket) throw new S3Error('NoSuchBucket', undefined, { BucketName: name });
  return bucket;
}

/** The version that a read is about. @throws S3Error NoSuchKey, NoSuchVersion, MethodNotAllowed */
export function versionToRead(
  engine: Engine,
  bucket: string,
  key: string,
  versionId?: string,
): ObjectVersion {
  if (versionId !== undefined) {
    const version = findVersion(engine.catalog, bucket, key, versionId);
    if (!version) throw new S3Error('NoSuchVersion', undefined, { Key: key, VersionId: versionId });
    if (version.deleteMarker) {
      throw new S3Error(
        'MethodNotAllowed',
        undefined,
        { ResourceType: 'DeleteMarker' },
        markerHeaders(version),
      );
    }
    return version;
  }
  const version = latestVersion(engine.catalog, bucket, key);
  if (!version) throw new S3Error('NoSuchKey', undefined, { Key: key });
  if (version.deleteMarker) throw new S3Error('NoSuchKey', undefined, { Key: key }, markerHeaders(version));
  return version;
}

/** `x-amz-version-id`, where the bucket keeps versions. */
export function versionHeader(version: Pick<ObjectVersion, 'versionId'>): Record<string, string> {
  return version.versionId === 'null' ? {} : { 'x-amz-version-id': version.versionId };
}

/** Early and again inside the commit: a refused upload should not first be read to its end. */
export function checkWriteConditions(request: S3Request, current: ObjectVersion | undefined): void {
  const existing = current?.deleteMarker ? undefined : current;
  const noneMatch = request.headers.get('if-none-match');
  if (noneMatch !== undefined) {
    if (noneMatch !== '*') {
      throw new S3Error('NotImplemented', undefined, {
        Header: 'If-None-Match',
        additionalMessage: 'only * is supported',
      });
    }
    if (existing) throw new S3Error('PreconditionFailed', undefined, { Condition: 'If-None-Match' });
  }
  const match = request.headers.get('if-match');
  if (match === undefined) return;
  if (!existing) throw new S3Error('NoSuchKey', undefined, { Key: request.key });
  if (!etagListed(match, existing.etag))
    throw new S3Error('PreconditionFailed', undefined, { Condition: 'If-Match' });
}

/** Whether an If-Match or If-None-Match list names the ETag. Weak prefixes and quotes are passed over. */
export function etagListed(list: string, etag: string): boolean {
  return list.split(',').some((entry) => {
    const bare = entry.trim().replace(/^W\//, '').replace(/^"|"$/g, '');
    return bare === '*' || bare === etag;
  });
}

function notify(
  engine: Engine,
  bucket: Bucket,
  event: EventName,
  object: ObjectVersion,
  options: Pick<CommitOptions, 'request' | 'accessKeyId'>,
): void {
  for (const rule of matchingRules(bucket.notifications ?? [], event, object.key)) {
    const context = {
      region: engine.region,
      now: engine.timeline.now(),
      requestId: options.request.requestId,
      sourceIp: options.request.sourceIp,
      accessKeyId: options.accessKeyId,
    };
    engine.outbox.add(rule.target, buildEvent(rule, event, object, context));
  }
}

function newVersionId(bucket: Bucket): string {
  return bucket.versioned ? randomBytes(24).toString('base64url') : 'null';
}

function markerHeaders(version: ObjectVersion): Record<string, string> {
  return { 'x-amz-delete-marker': 'true', ...versionHeader(version) };
}
