import { openDatabase } from '../data-files.ts';

/** A message as a function hands it over: what would go out by e-mail or SMS. */
export interface Message {
  channel: 'SMS' | 'EMAIL';
  to: string;
  subject: string;
  body: string;
  /** The sender's own id: the same message delivered twice is kept once. */
  messageId: string;
}

export interface StoredMessage extends Message {
  at: string;
}

export interface Mailbox {
  /** Keeps a message; a second one with the same id changes nothing. */
  receive(message: Message): void;
  list(filter: { to?: string; limit: number }): StoredMessage[];
  close(): void;
}

/** What would be sent: kept in SQLite and shown on the local page instead. */
export function createMailbox(file: string, now: () => number): Mailbox {
  const db = openDatabase(file);
  db.exec(
    `CREATE TABLE IF NOT EXISTS message (id TEXT PRIMARY KEY, at TEXT, channel TEXT, recipient TEXT, subject TEXT, body TEXT);`,
  );
  const insert = db.prepare('INSERT OR IGNORE INTO message VALUES (?, ?, ?, ?, ?, ?)');
  const select = db.prepare(
    'SELECT * FROM message WHERE (? IS NULL OR recipient = ?) ORDER BY at DESC, rowid DESC LIMIT ?',
  );
  return {
    receive(m) {
      insert.run(m.messageId, new Date(now()).toISOString(), m.channel, m.to, m.subject, m.body);
    },
    list({ to, limit }) {
      return select.all(to ?? null, to ?? null, limit).map((row) => {
        const r = row as {
          id: string;
          at: string;
          channel: Message['channel'];
          recipient: string;
          subject: string;
          body: string;
        };
        return {
          messageId: r.id,
          at: r.at,
          channel: r.channel,
          to: r.recipient,
          subject: r.subject,
          body: r.body,
        };
      });
    },
    close: () => db.close(),
  };
}
