import type { ResponseOf } from '../../contracts/api/index.ts';
import type { AppointmentRecord } from '../../store/appointments.ts';
import { type AppointmentReader, appointmentView } from '../../views/appointments.ts';
import type { Deps } from '../base/deps.ts';

/** An appointment as whoever asked is answered: after an act of theirs, and where an older version stood on their screen. */
export const appointmentAnswer = (
  { plans }: Pick<Deps, 'plans'>,
  record: AppointmentRecord,
  { principal, now }: Pick<AppointmentReader, 'principal' | 'now'>,
): { view: ResponseOf<'Appointment'>; version: number } => ({
  view: appointmentView(record, { principal, now, plans: plans.list() }),
  version: record.version,
});
