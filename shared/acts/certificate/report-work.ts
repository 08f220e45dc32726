import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import type { Step } from '../../contracts/stages.ts';
import type { Write } from '../../store/base/table.ts';
import type { ReportRecord } from '../../store/reports.ts';
import type { Deps } from '../base/deps.ts';

/** From a closed result publicity to the published document (T36–T38), each a batch over the report's applications (D25). */

export type ReportDeps = Pick<Deps, 'table' | 'applications'>;

export interface By {
  actor: Actor;
  batchId: string;
}

export interface ReportChange {
  next: ReportRecord;
  /** The applications of the entries as the act found them. */
  applications: Application[];
  writes: Write[];
}

export const stepOf = (application: Application): Step | undefined => application.turns.at(-1)?.step;
