import type { CloudClock } from '../clock/clock.ts';
import { openDatabase } from '../data-files.ts';

type Payload = Record<string, unknown>;

/** Sessions, grants and codes of the issuer, in SQLite, so that a restart signs nobody out. */
export function createIdentityStore(file: string, clock: Pick<CloudClock, 'now'>) {
  const db = openDatabase(file);
  db.exec(`CREATE TABLE IF NOT EXISTS entry (model TEXT, id TEXT, payload TEXT, uid TEXT, grant_id TEXT, expires INTEGER, PRIMARY KEY (model, id));
    CREATE INDEX IF NOT EXISTS entry_uid ON entry (model, uid);
    CREATE INDEX IF NOT EXISTS entry_grant ON entry (grant_id);`);
  const read = db.prepare(
    'SELECT payload FROM entry WHERE model = ? AND id = ? AND (expires IS NULL OR expires > ?)',
  );
  const readUid = db.prepare(
    'SELECT payload FROM entry WHERE model = ? AND uid = ? AND (expires IS NULL OR expires > ?)',
  );
  const write = db.prepare('INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM entry WHERE model = ? AND id = ?');
  const removeGrant = db.prepare('DELETE FROM entry WHERE grant_id = ?');
  const parse = (row: unknown) =>
    row ? (JSON.parse((row as { payload: string }).payload) as Payload) : undefined;

  /** The adapter interface of oidc-provider; one instance a model. */
  class Adapter {
    readonly #model: string;
    constructor(model: string) {
      this.#model = model;
    }
    async upsert(id: string, payload: Payload, expiresIn?: number): Promise<void> {
      const expires = expiresIn ? clock.now() + expiresIn * 1000 : null;
      write.run(
        this.#model,
        id,
        JSON.stringify(payload),
        (payload.uid as string | undefined) ?? null,
        (payload.grantId as string | undefined) ?? null,
        expires,
      );
    }
    async find(id: string): Promise<Payload | undefined> {
      return parse(read.get(this.#model, id, clock.now()));
    }
    async findByUid(uid: string): Promise<Payload | undefined> {
      return parse(readUid.get(this.#model, uid, clock.now()));
    }
    async findByUserCode(): Promise<undefined> {
      return undefined;
    }
    async consume(id: string): Promise<void> {
      const payload = await this.find(id);
      if (payload) await this.upsert(id, { ...payload, consumed: Math.floor(clock.now() / 1000) });
    }
    async destroy(id: string): Promise<void> {
      remove.run(this.#model, id);
    }
    async revokeByGrantId(grantId: string): Promise<void> {
      removeGrant.run(grantId);
    }
  }
  return { Adapter, close: () => db.close() };
}
