import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog } from './catalog.ts';
import type { BlobRef } from './types.ts';

/**
 * The content of objects, as files that are written once and never changed.
 *
 * Life of a file: written and fsynced under `tmp/`; its name committed to the catalog together with the object
 * and its notifications; renamed into `objects/`. A crash before the commit leaves a stray that the next start
 * removes; a crash after it leaves a file that the next start renames. So the old object or the new one is
 * there at any moment, never a mixture.
 */
export interface BlobStore {
  create(bucket: string, key: string): Promise<BlobWriter>;
  /** Notes new files in the catalog; only inside a transaction. */
  adopt(blobs: readonly BlobRef[]): void;
  /** Marks files as no longer needed; only inside a transaction. */
  abandon(blobs: readonly BlobRef[]): void;
  /** After the commit of `adopt`: moves the files to their place. Never throws: a file left in `tmp/` is read there. */
  publish(blobs: readonly BlobRef[]): void;
  /** Keeps files readable until the returned function is called, even when they are abandoned meanwhile. */
  pin(blobs: readonly BlobRef[]): () => void;
  /** Bytes `start` to `end`, both inclusive, over all files in order. */
  read(blobs: readonly BlobRef[], start: number, end: number): AsyncGenerator<Buffer>;
  /** Deletes abandoned files that nobody reads. Never throws: what is left goes with the next sweep. */
  sweep(): void;
}

interface BlobWriter {
  readonly name: string;
  write(chunk: Buffer): Promise<void>;
  /** fsync of the file and of its folder. */
  seal(): Promise<void>;
  /** Removes the file, whatever its state. Never throws. */
  discard(): Promise<void>;
}

const READ_BYTES = 256 * 1024;

export function openBlobs(dir: string, catalog: Catalog): BlobStore {
  const tmp = join(dir, 'tmp');
  const objects = join(dir, 'objects');
  mkdirSync(tmp, { recursive: true });
  mkdirSync(objects, { recursive: true });
  recover(tmp, objects, catalog);
  const pins = new Map<string, number>();

  const remove = (name: string) => {
    rmSync(placeOf(objects, name), { force: true });
    rmSync(join(tmp, name), { force: true });
    catalog.run('DELETE FROM blobs WHERE name = ?', name);
  };

  return {
    async create(bucket, key) {
      // The key is hashed: nothing a client chooses ever becomes part of a path.
      const hash = createHash('sha256').update(`${bucket}\0${key}`).digest('hex');
      const name = `${hash}-${randomBytes(12).toString('hex')}`;
      return createWriter(tmp, name, await open(join(tmp, name), 'wx', 0o600));
    },
    adopt(blobs) {
      for (const blob of blobs) catalog.run('INSERT INTO blobs (name) VALUES (?)', blob.name);
    },
    abandon(blobs) {
      for (const blob of blobs) catalog.run('UPDATE blobs SET garbage = 1 WHERE name = ?', blob.name);
    },
    publish(blobs) {
      for (const { name } of blobs) {
        attempt(`move ${name} into place`, () => moveIntoPlace(tmp, objects, name));
      }
    },
    pin(blobs) {
      for (const { name } of blobs) pins.set(name, (pins.get(name) ?? 0) + 1);
      return () => {
        for (const { name } of blobs) {
          const left = (pins.get(name) ?? 1) - 1;
          if (left === 0) pins.delete(name);
          else pins.set(name, left);
        }
      };
    },
    async *read(blobs, start, end) {
      let offset = 0;
      for (const blob of blobs) {
        const from = Math.max(start - offset, 0);
        const to = Math.min(end - offset, blob.size - 1);
        offset += blob.size;
        if (from <= to) yield* readFile([placeOf(objects, blob.name), join(tmp, blob.name)], from, to);
      }
    },
    sweep() {
      for (const row of catalog.all('SELECT name FROM blobs WHERE garbage = 1')) {
        const name = String(row.name);
        if (!pins.has(name)) attempt(`delete ${name}`, () => remove(name));
      }
    },
  };
}

function createWriter(tmp: string, name: string, file: FileHandle): BlobWriter {
  return {
    name,
    async write(chunk) {
      for (let done = 0; done < chunk.length; ) {
        done += (await file.write(chunk, done, chunk.length - done)).bytesWritten;
      }
    },
    async seal() {
      await file.sync();
      await file.close();
      const folder = await open(tmp, 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    },
    async discard() {
      await file.close().catch(() => {});
      await rm(join(tmp, name), { force: true }).catch(() => {});
    },
  };
}

function attempt(what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    console.warn(`s3: could not ${what}: ${String(error)}`);
  }
}

async function* readFile(
  places: readonly [string, string],
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  const file = await open(places[0], 'r').catch(() => open(places[1], 'r'));
  try {
    for (let at = start; at <= end; ) {
      const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, end - at + 1));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) throw new Error(`${places[0]} is shorter than the catalog says.`);
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function placeOf(objects: string, name: string): string {
  return join(objects, name.slice(0, 2), name);
}

function moveIntoPlace(tmp: string, objects: string, name: string): void {
  const place = placeOf(objects, name);
  mkdirSync(join(place, '..'), { recursive: true });
  renameSync(join(tmp, name), place);
}

/** Finishes or undoes what a crash interrupted. The folder has one owner at a time. */
function recover(tmp: string, objects: string, catalog: Catalog): void {
  for (const name of readdirSync(tmp)) {
    const known = catalog.get('SELECT garbage FROM blobs WHERE name = ?', name);
    if (known && !existsSync(placeOf(objects, name))) moveIntoPlace(tmp, objects, name);
    else rmSync(join(tmp, name), { force: true });
  }
}
