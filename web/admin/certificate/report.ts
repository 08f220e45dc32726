import type { ResponseFor } from '../../kit/client.ts';

export type Report = ResponseFor<'list-reports'>['items'][number];

/** D25: the entries that wait for this authority, those sent back and cleared among them. */
export const auditable = (report: Report): Report['applications'] =>
  report.applications.filter(
    (one) => one.state === 'WAITING' && report.acting !== undefined && !one.audited.includes(report.acting),
  );
