import type { Catalog, Row } from './catalog.ts';
import type { BlobRef, ObjectVersion, StoredChecksum, Tag } from './types.ts';

/** Rows of the object table. */

export function latestVersion(catalog: Catalog, bucket: string, key: string): ObjectVersion | undefined {
  const row = catalog.get('SELECT * FROM objects WHERE bucket = ? AND key = ? AND latest = 1', bucket, key);
  return row && toVersion(row);
}

export function findVersion(
  catalog: Catalog,
  bucket: string,
  key: string,
  versionId: string,
): ObjectVersion | undefined {
  const row = catalog.get(
    'SELECT * FROM objects WHERE bucket = ? AND key = ? AND version_id = ?',
    bucket,
    key,
    versionId,
  );
  return row && toVersion(row);
}

/** Makes `version` the newest of its key; a version with the same id is replaced and returned. Inside a transaction. */
export function insertVersion(catalog: Catalog, version: ObjectVersion): ObjectVersion | undefined {
  const replaced = removeVersion(catalog, version.bucket, version.key, version.versionId);
  catalog.run(
    'UPDATE objects SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1',
    version.bucket,
    version.key,
  );
  catalog.run(
    `INSERT INTO objects (seq, bucket, key, version_id, latest, delete_marker, size, etag, last_modified, headers, tags, checksum, blobs)
     VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
    version.seq,
    version.bucket,
    version.key,
    version.versionId,
    Number(version.deleteMarker),
    version.size,
    version.etag,
    version.lastModified,
    JSON.stringify(version.headers),
    JSON.stringify(version.tags),
    version.checksum ? JSON.stringify(version.checksum) : null,
    JSON.stringify(version.blobs),
  );
  return replaced;
}

/** Removes one version for good; the newest that is left becomes the latest. Inside a transaction. */
export function removeVersion(
  catalog: Catalog,
  bucket: string,
  key: string,
  versionId: string,
): ObjectVersion | undefined {
  const version = findVersion(catalog, bucket, key, versionId);
  if (!version) return undefined;
  catalog.run('DELETE FROM objects WHERE seq = ?', version.seq);
  if (version.latest) {
    catalog.run(
      'UPDATE objects SET latest = 1 WHERE seq = (SELECT max(seq) FROM objects WHERE bucket = ? AND key = ?)',
      bucket,
      key,
    );
  }
  return version;
}

export function setTags(catalog: Catalog, seq: number, tags: readonly Tag[]): void {
  catalog.run('UPDATE objects SET tags = ? WHERE seq = ?', JSON.stringify(tags), seq);
}

/** Up to `limit` current objects with a key after `after`, in UTF-8 order; those below `from` are passed over. */
export function currentAfter(catalog: Catalog, bucket: string, from: string, after: string, limit: number) {
  return catalog
    .all(
      `SELECT * FROM objects WHERE bucket = ? AND latest = 1 AND delete_marker = 0 AND key >= ? AND key > ?
       ORDER BY key LIMIT ?`,
      bucket,
      from,
      after,
      limit,
    )
    .map(toVersion);
}

/** Up to `limit` versions from key `from` on, by key and then newest first, after (`afterKey`, `beforeSeq`). */
export function versionsAfter(
  catalog: Catalog,
  bucket: string,
  from: string,
  afterKey: string,
  beforeSeq: number,
  limit: number,
) {
  return catalog
    .all(
      `SELECT * FROM objects WHERE bucket = ? AND key >= ? AND (key > ? OR (key = ? AND seq < ?))
       ORDER BY key, seq DESC LIMIT ?`,
      bucket,
      from,
      afterKey,
      afterKey,
      beforeSeq,
      limit,
    )
    .map(toVersion);
}

function toVersion(row: Row): ObjectVersion {
  return {
    seq: Number(row.seq),
    bucket: String(row.bucket),
    key: String(row.key),
    versionId: String(row.version_id),
    latest: row.latest === 1,
    deleteMarker: row.delete_marker === 1,
    size: Number(row.size),
    etag: String(row.etag),
    lastModified: Number(row.last_modified),
    headers: JSON.parse(String(row.headers)) as Record<string, string>,
    tags: JSON.parse(String(row.tags)) as Tag[],
    blobs: JSON.parse(String(row.blobs)) as BlobRef[],
    ...(row.checksum === null ? {} : { checksum: JSON.parse(String(row.checksum)) as StoredChecksum }),
  };
}
