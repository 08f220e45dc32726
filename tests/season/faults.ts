/**
 * Faults put into a copy of the code by hand, one line each, and the invariant by which a small season must find them:
 * `npm run season -- --prove` (issue 6). An instrument that finds nothing proves nothing.
 */
export interface Fault {
  says: string;
  file: string;
  /** What stands there, once; and what the fault makes of it. */
  from: string;
  to: string;
  invariant: string;
  people?: number;
}

export const faults: readonly Fault[] = [
  {
    says: 'a public notice lasts four working days instead of five (R63)',
    file: 'shared/rules/publicity/window.ts',
    from: 'Math.max(MIN_PUBLICITY_DAYS, Math.ceil(request.workingDays) || 0);',
    to: 'Math.max(MIN_PUBLICITY_DAYS, Math.ceil(request.workingDays) || 0) - 1;',
    invariant: 'CONTRACT',
  },
  {
    says: 'the day of publishing counts (R63, L26)',
    file: 'shared/rules/publicity/window.ts',
    from: 'likelyWorkingDaysAfter(counts ? addDays(start, -1) : start, n, calendar)',
    to: 'likelyWorkingDaysAfter(addDays(start, counts ? -1 : -1), n, calendar)',
    invariant: 'WINDOW_SHORT',
  },
  {
    says: 'an amendment that shortens moves a close earlier (K2, D18)',
    file: 'shared/rules/publicity/window.ts',
    from: 'const last = rolledOn(lastDayOf(existing), newer);',
    to: 'const last = addDays(lastDayOf(existing), -1);',
    invariant: 'WINDOW_EARLIER',
  },
  {
    says: 'a second, different ballot is answered as if it counted (D19)',
    file: 'shared/acts/ballot/cast-ballot.ts',
    from: "if (!box.some((one) => one.mark === mark)) refuse('CONFLICT', find('BALLOT_SECOND', { field: 'choice' }));",
    to: 'void box;',
    invariant: 'BALLOT_TWICE',
  },
  {
    says: 'a vote may be closed over the heads of those in the room (D19)',
    file: 'shared/rules/committee/committee.ts',
    from: 'if (missing > 0 && left === undefined)',
    to: 'if (missing > 99 && left === undefined)',
    invariant: 'VOTE_EARLY',
  },
  {
    says: 'one sheet scanned twice voids the sealed form (D24)',
    file: 'shared/rules/paper/paper.ts',
    from: "if (seen.length > 0) return { kind: 'HELD', findings: seen };",
    to: "if (seen.length > 0) return { kind: 'MOVED', form: { ...form, status: 'REFUSED' }, transition: row };",
    invariant: 'SCANNED_TWICE',
  },
  {
    says: 'a sheet of an older print is taken for the present one (C16)',
    file: 'shared/rules/paper/paper.ts',
    from: 'if (code.version !== form.formVersion)',
    to: 'if (code.version < 0)',
    invariant: 'SCANNED_WRONG',
  },
  {
    says: 'an answer that is kept under its Idempotency-Key is not found again',
    file: 'shared/store/idempotency.ts',
    from: 'if (status !== undefined) return { answer: { status, ...rest } };',
    to: 'if (status === 0) return { answer: { status, ...rest } };',
    invariant: 'KEY_REPEATED',
  },
  {
    says: 'money that came too late or twice is not sent back (C12)',
    file: 'shared/acts/payment/receive-payment.ts',
    from: 'return [...writes, refundWrite(table, { applicationId, ...refund })];',
    to: 'return writes;',
    invariant: 'MONEY',
  },
  {
    says: 'the reconciler does not run',
    file: 'functions/events/sweep-deadlines.ts',
    from: 'reconcileExecutions(deps, stop, attempt),',
    to: 'Promise.resolve(stop() && attempt ? 1 : 0),',
    invariant: 'MACHINE_DISAGREES',
  },
  {
    says: 'every event is chained to the first one (V7)',
    file: 'shared/store/base/audited.ts',
    from: '? { chainId: chain, length: before.version, hash: before.auditHash }',
    to: '? { chainId: chain, length: before.version, hash: genesisHead(chain).hash }',
    invariant: 'AUDIT_CHAIN',
  },
  {
    says: 'a log line holds the name of whoever asked',
    file: 'functions/http.ts',
    from: "log.info('answered', { status: request.response?.statusCode });",
    to: "log.info('answered', { who: String(request.event.requestContext.authorizer?.jwt.claims.name) });",
    invariant: 'LOG_PERSONAL',
  },
  {
    says: 'the form takes a shorter statement than the page does (D15)',
    file: 'shared/documents/review-form.ts',
    from: '  assertPrintable(form);',
    to: "  if (form.statement.length > 300) throw new Error('too long');",
    invariant: 'STEP_HOPELESS',
    people: 48,
  },
  {
    says: 'a point is offered no act',
    file: 'shared/rules/application/transitions.ts',
    from: "'POINT_ACCEPT',\n    ['POINT_REVIEW']",
    to: "'POINT_ACCEPT',\n    ['DISTRICT_REVIEW']",
    invariant: 'NOTHING_OFFERED',
  },
  {
    says: 'whoever proposed a correction may confirm it as well (D16, D26)',
    file: 'shared/rules/application/road/correcting.ts',
    from: "if (isPerson(personOf(act, context), proposed.actor.id)) return samePerson('D16', 'CORRECT');",
    to: '',
    invariant: 'CORRECTION_ALONE',
    people: 48,
  },
  {
    says: 'the answer to a confirmed correction shows what stood there before',
    file: 'shared/acts/desk/desk-act.ts',
    from: 'const corrected = next.snapshotHash !== application.snapshotHash;',
    to: 'const corrected = next.snapshotHash === undefined;',
    invariant: 'CORRECTED_OTHERWISE',
    people: 48,
  },
  {
    says: 'a form that was made stays in force after a correction (C16)',
    file: 'shared/rules/application/road/correcting.ts',
    from: "const printed = paper.documentKey !== undefined && paper.status !== 'NOT_AVAILABLE';",
    to: 'const printed = paper.status === undefined;',
    invariant: 'FORM_STALE',
    people: 48,
  },
  {
    says: 'what time alone has to say is not said (C7, C18)',
    file: 'functions/events/sweep-deadlines.ts',
    from: 'remind(deps, stop, attempt),',
    to: 'Promise.resolve(remind.length + (stop() && attempt ? 1 : 0)),',
    invariant: 'REMINDER_MISSED',
  },
  {
    says: 'an owner password is taken for one that keeps people from reading (D13)',
    file: 'shared/files/pdf-objects.ts',
    from: 'const locked = reading.encrypt.found && !key;',
    to: 'const locked = reading.encrypt.found;',
    invariant: 'FILE_MISJUDGED',
    people: 48,
  },
  {
    says: 'what was returned cannot be mended',
    file: 'shared/views/application.ts',
    from: "stage === 'DRAFT' || stage === 'RETURNED';",
    to: "stage === 'DRAFT';",
    invariant: 'NOBODY_MAY_ACT',
  },
  {
    says: 'an objection that is open is not on the list of objections',
    file: 'shared/store/objections.ts',
    from: 'return found.filter(isOpenObjection).sort(',
    to: "return found.filter((one) => one.status === 'UPHOLD_PROPOSED').sort(",
    invariant: 'NOBODY_MAY_ACT',
    people: 48,
  },
];
