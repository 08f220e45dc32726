/** The single table's keys (design.md §4): the one place that knows how they are written. */

export interface Key {
  pk: string;
  sk: string;
}

const pad = (n: number, width: number) => String(n).padStart(width, '0');

export const keys = {
  application: (id: string): Key => ({ pk: `APP#${id}`, sk: 'STATE' }),
  /** Working copy of what the applicant declares. */
  declaration: (id: string): Key => ({ pk: `APP#${id}`, sk: 'DECLARATION' }),
  /** Frozen copy of revision n (R58), and what a correction by two persons made of it (D16). */
  snapshot: (id: string, revision: number, correction: number): Key => ({
    pk: `APP#${id}`,
    sk: `SNAPSHOT#${pad(revision, 4)}${correction > 0 ? `#${pad(correction, 2)}` : ''}`,
  }),
  /** A callback task of the review machine: the token that waits for turn and lane. */
  task: (id: string, turn: number, lane: string): Key => ({
    pk: `APP#${id}`,
    sk: `TASK#${pad(turn, 6)}#${lane}`,
  }),
  /** Which execution of the review machine is the application's, and when it is looked at again. */
  execution: (id: string): Key => ({ pk: `APP#${id}`, sk: 'EXECUTION' }),
  /** A step of the review machine that fails for good. */
  incident: (id: string): Key => ({ pk: `APP#${id}`, sk: 'INCIDENT' }),
  /** A drawn signature under the commitment (R22), kept when its ticket is gone. */
  signature: (id: string, signatureId: string): Key => ({ pk: `APP#${id}`, sk: `SIGNATURE#${signatureId}` }),
  /** Audit event number `seq` of the aggregate whose partition is `pk` (V7). */
  event: (pk: string, seq: number): Key => ({ pk, sk: `EVENT#${pad(seq, 8)}` }),
  profile: (personId: string): Key => ({ pk: `PERSON#${personId}`, sk: 'PROFILE' }),
  archiveItem: (personId: string, itemId: string): Key => ({
    pk: `PERSON#${personId}`,
    sk: `ARCHIVE#${itemId}`,
  }),
  archiveVersion: (personId: string, itemId: string, version: number): Key => ({
    pk: `PERSON#${personId}`,
    sk: `ARCHIVED#${itemId}#${pad(version, 4)}`,
  }),
  notice: (personId: string, noticeId: string): Key => ({
    pk: `PERSON#${personId}`,
    sk: `NOTICE#${noticeId}`,
  }),
  /** One of a day's places in a series of notices to a person (D22). */
  noticePlace: (personId: string, day: string, series: string, place: number): Key => ({
    pk: `PERSON#${personId}`,
    sk: `TOLD#${day}#${series}#${pad(place, 2)}`,
  }),
  /** A notice to a desk, beside its queue: desks are told inside the platform only (C7). */
  deskNotice: (queue: string, desk: string, noticeId: string): Key => ({
    pk: `DESK#${queue}#${desk}`,
    sk: `NOTICE#${noticeId}`,
  }),
  /** Something to be said about a turn when its time comes (C7, C18). */
  reminder: (id: string, turn: number, kind: string): Key => ({
    pk: `APP#${id}`,
    sk: `REMINDER#${pad(turn, 6)}#${kind}`,
  }),
  /** That a window runs inside the unit (L9). */
  openWindow: (id: string, turn: number): Key => ({ pk: `APP#${id}`, sk: `WINDOW#${pad(turn, 6)}` }),
  /** Guards C5: one active declaration of a person in a plan, or at a level in a year (`MID@2026`). */
  activeDeclaration: (personId: string, planCode: string): Key => ({
    pk: `PERSON#${personId}`,
    sk: `ACTIVE#${planCode}`,
  }),
  file: (fileId: string): Key => ({ pk: `FILE#${fileId}`, sk: 'META' }),
  /** Somebody read what lies in partition `pk` (V5): apart from the audit chain, so that reading changes no version. */
  read: (pk: string, at: string, id: string): Key => ({ pk, sk: `READ#${at}#${id}` }),
  /** That somebody began to send a file; a person's own list of them. */
  upload: (personId: string, fileId: string): Key => ({ pk: `PERSON#${personId}`, sk: `UPLOAD#${fileId}` }),
  unit: (uscc: string): Key => ({ pk: `UNIT#${uscc}`, sk: 'STATE' }),
  /** That an application was submitted through a unit; the unit's own list of them. */
  unitApplication: (uscc: string, applicationId: string): Key => ({
    pk: `UNIT#${uscc}`,
    sk: `APPLICATION#${applicationId}`,
  }),
  unitOfAccount: (accountId: string): Key => ({ pk: `ACCOUNT#${accountId}`, sk: 'UNIT' }),
  /** The unit that it acted for before, and why it does no longer. */
  formerUnit: (accountId: string): Key => ({ pk: `ACCOUNT#${accountId}`, sk: 'FORMER_UNIT' }),
  /** What an account may do now: of its appointment what every request asks. */
  standing: (accountId: string): Key => ({ pk: `ACCOUNT#${accountId}`, sk: 'STANDING' }),
  /** When somebody was last there in a sign-in. */
  signIn: (accountId: string, signIn: string): Key => ({
    pk: `ACCOUNT#${accountId}`,
    sk: `SIGN_IN#${signIn}`,
  }),
  appointment: (appointmentId: string): Key => ({ pk: `APPOINTMENT#${appointmentId}`, sk: 'STATE' }),
  /** That an address has an appointment in a role at a scope. */
  invitee: (role: string, scope: string, email: string): Key => ({
    pk: `INVITEE#${role}#${scope}#${email}`,
    sk: 'CLAIM',
  }),
  /** All who administer everything, for enough of them must stay. */
  administrators: { pk: 'ADMINISTRATORS', sk: 'SECURITY' } as Key,
  /** That an account is a natural person's, by the hash of his number (D29). */
  holder: (person: string, accountId: string): Key => ({
    pk: `HOLDER#${person}`,
    sk: `ACCOUNT#${accountId}`,
  }),
  /** The yearly confirmation of who may do what in an organisation. */
  listConfirmation: (of: string): Key => ({ pk: `PEOPLE#${of}`, sk: 'CONFIRMATION' }),
  ticket: (ticketId: string): Key => ({ pk: `TICKET#${ticketId}`, sk: 'STATE' }),
  publicity: (id: string): Key => ({ pk: `PUB#${id}`, sk: 'STATE' }),
  publicityEntry: (id: string, applicationId: string): Key => ({
    pk: `PUB#${id}`,
    sk: `ENTRY#${applicationId}`,
  }),
  objection: (id: string): Key => ({ pk: `OBJECTION#${id}`, sk: 'STATE' }),
  /** Which objection a receipt is of, by the receipt's hash. */
  objectionReceipt: (hash: string): Key => ({ pk: `RECEIPT#${hash}`, sk: 'POINTER' }),
  session: (id: string): Key => ({ pk: `SESSION#${id}`, sk: 'STATE' }),
  /** Counts how often sessions of a plan were planned, so that two who plan at once read each other's list (R64). */
  sessionPlanning: (planCode: string): Key => ({ pk: `PLANNING#${planCode}`, sk: 'STATE' }),
  /** The frozen pool that the committee is drawn from (B8). */
  sessionPool: (id: string): Key => ({ pk: `SESSION#${id}`, sk: 'POOL' }),
  /** That an expert sits in a session: the expert's own list of sessions. */
  seat: (sessionId: string, expertId: string): Key => ({
    pk: `SESSION#${sessionId}`,
    sk: `SEAT#${expertId}`,
  }),
  /** What the codes on the room's screen are made from (D21): apart from everything that is shown. */
  sessionCode: (sessionId: string): Key => ({ pk: `SESSION#${sessionId}`, sk: 'CODE' }),
  candidate: (sessionId: string, applicationId: string): Key => ({
    pk: `SESSION#${sessionId}`,
    sk: `CANDIDATE#${applicationId}`,
  }),
  opinion: (sessionId: string, applicationId: string, expertId: string): Key => ({
    pk: `SESSION#${sessionId}`,
    sk: `OPINION#${applicationId}#${expertId}`,
  }),
  /** Who has voted (B5): the roll, apart from the box. */
  roll: (sessionId: string, applicationId: string, expertId: string): Key => ({
    pk: `SESSION#${sessionId}`,
    sk: `ROLL#${applicationId}#${expertId}`,
  }),
  /** A ballot in the box: another table, no voter, no time (B5). */
  ballot: (sessionId: string, applicationId: string, ballotId: string): Key => ({
    pk: `BOX#${sessionId}#${applicationId}`,
    sk: ballotId,
  }),
  report: (id: string): Key => ({ pk: `REPORT#${id}`, sk: 'STATE' }),
  certificate: (certificateNo: string): Key => ({ pk: `CERT#${certificateNo}`, sk: 'STATE' }),
  applicationNo: (no: string): Key => ({ pk: `APPNO#${no}`, sk: 'POINTER' }),
  counter: (name: string): Key => ({ pk: `COUNTER#${name}`, sk: 'VALUE' }),
  /** A calendar version in the list of them; what two persons decided on it is `calendarLoad`. */
  calendar: (version: string): Key => ({ pk: 'CALENDAR', sk: `VERSION#${version}` }),
  calendarLoad: (version: string): Key => ({ pk: `CALENDAR#${version}`, sk: 'STATE' }),
  /** The `order`th calendar that came into force. */
  calendarPlace: (order: number): Key => ({ pk: 'CALENDAR', sk: `PLACE#${pad(order, 6)}` }),
  /** That every window open under the version has been extended (D18). */
  calendarExtended: (version: string): Key => ({ pk: 'CALENDAR', sk: `EXTENDED#${version}` }),
  /** Counts what was published of plans and directories, for those that keep them in memory. */
  publications: (): Key => ({ pk: 'PUBLICATIONS', sk: 'COUNT' }),
  /** One version of a plan with its document (G1); its audit chain is its own. */
  planVersion: (planCode: string, planVersion: number): Key => ({
    pk: `PLAN#${planCode}#${pad(planVersion, 4)}`,
    sk: 'STATE',
  }),
  /** The newest dry run of a version (G3). */
  planDryRun: (planCode: string, planVersion: number): Key => ({
    pk: `PLAN#${planCode}#${pad(planVersion, 4)}`,
    sk: 'DRY_RUN',
  }),
  /** The same in the list of all of them, without the document. */
  planHead: (planCode: string, planVersion: number): Key => ({
    pk: 'PLANS',
    sk: `VERSION#${planCode}#${pad(planVersion, 4)}`,
  }),
  /** Which version of a plan is the newest that is published: what an act on a draft is conditional on (D30). */
  planNewest: (planCode: string): Key => ({ pk: `PLAN#${planCode}`, sk: 'NEWEST' }),
  /** One version of a city's directory with its document (R28). */
  directoryVersion: (directoryCode: string, directoryVersion: number): Key => ({
    pk: `DIRECTORY#${directoryCode}#${pad(directoryVersion, 4)}`,
    sk: 'STATE',
  }),
  directoryHead: (directoryCode: string, directoryVersion: number): Key => ({
    pk: 'DIRECTORIES',
    sk: `VERSION#${directoryCode}#${pad(directoryVersion, 4)}`,
  }),
  directoryNewest: (directoryCode: string): Key => ({ pk: `DIRECTORY#${directoryCode}`, sk: 'NEWEST' }),
  /** Money that goes back (C12), by the gateway's transaction. */
  refund: (id: string, transactionId: string): Key => ({ pk: `APP#${id}`, sk: `REFUND#${transactionId}` }),
  /** One chunk of an act on many applications, carried out by the stream consumer. */
  batch: (batchId: string, chunk: number): Key => ({ pk: `BATCH#${batchId}`, sk: `CHUNK#${pad(chunk, 4)}` }),
  batchResult: (batchId: string, applicationId: string): Key => ({
    pk: `BATCH#${batchId}`,
    sk: `RESULT#${applicationId}`,
  }),
  /** How often somebody has asked in a window (D22). */
  rate: (name: string, whose: string, window: string): Key => ({
    pk: `RATE#${name}#${whose}`,
    sk: `WINDOW#${window}`,
  }),
  idempotency: (principalId: string, key: string): Key => ({ pk: `IDEM#${principalId}`, sk: key }),
} as const;

/** Partition of a desk's queue. `desk` is a point, division, unit, plan or `-`. */
export const queuePartition = (name: string, desk: string) => `QUEUE#${name}#${desk}`;
/** Sort key of a queue: due time first; things without a deadline come last. */
export const queueSort = (dueAt: string | undefined, id: string) =>
  `${dueAt ?? '9999-12-31T00:00:00.000Z'}#${id}`;
export const personPartition = (personId: string) => `PERSON#${personId}`;
export const listPartition = (name: string, of: string) => `LIST#${name}#${of}`;
