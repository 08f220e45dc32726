import type { paperStates } from '../../contracts/application.ts';
import { desks } from '../../contracts/desks.ts';
import type { Role } from '../../contracts/roles.ts';

/**
 * The road of the paper review form as a table (domain-spec §7.1; R60–R62, R69, R70): who takes it from which state
 * to which, and what is checked. The steps are in paper.ts.
 */

export type PaperState = (typeof paperStates)[number];

/** The road of the paper, frozen at submit (§6): to an acceptance point, or to the municipal direct unit. */
export interface PaperRoute {
  readonly kind: 'POINT' | 'MUNI';
  readonly id: string;
}

export type PaperAct =
  | 'MAKE_EXPORTABLE'
  | 'EXPORT'
  | 'SEAL_UNIT'
  | 'RECEIVE_POINT'
  | 'RECEIVE_MUNI'
  | 'SEAL_MUNI'
  | 'RECEIVE_OFFICE'
  | 'SEND_BACK'
  | 'ARRIVE_POINT'
  | 'ARRIVE_MUNI'
  | 'HAND_OVER'
  | 'FILE'
  | 'REFUSE'
  | 'VOID';

export type PaperCheck =
  | 'PAID'
  | 'HASH_GIVEN'
  | 'DESTINATION'
  | 'RETURN_ROUTE'
  | 'SCAN'
  | 'VERSION'
  | 'COPIES'
  | 'UNIT_SEAL'
  | 'MUNI_SEAL'
  | 'OTHER_PERSON'
  | 'FINISHED'
  | 'RECEIVER'
  | 'UNIT_SCAN'
  | 'REASON';

export interface PaperTransition {
  readonly act: PaperAct;
  readonly from: readonly PaperState[];
  readonly to: PaperState;
  readonly by: readonly Role[];
  /** Only on this road; on the other one the paper is at the wrong desk. */
  readonly route?: PaperRoute['kind'];
  readonly checks: readonly PaperCheck[];
  /** Paper that fails what can be seen on it stays where it is, and nothing is void (D24). */
  readonly holds?: true;
  readonly rule: string;
}

const office = desks.OFFICE.roles;
const afterExport: readonly PaperState[] = [
  'EXPORTED',
  'UNIT_SEALED',
  'RECEIVED_POINT',
  'RECEIVED_MUNI',
  'MUNI_SEALED',
  'AT_OFFICE',
  'REFUSED',
];

/**
 * The whole machine. Of the first print a desk takes EXPORTED paper as well as UNIT_SEALED: what counts is the seal on
 * the paper before it, not whether the unit remembered to tick it off. Of any later print there are sealed sheets of the
 * round before about, so that the unit's own scan is demanded (UNIT_SCAN).
 */
export const paperTransitions: readonly PaperTransition[] = [
  {
    act: 'MAKE_EXPORTABLE',
    from: ['NOT_AVAILABLE'],
    to: 'EXPORTABLE',
    by: ['SYSTEM'],
    checks: ['PAID'],
    rule: 'R60',
  },
  {
    act: 'EXPORT',
    from: ['EXPORTABLE', 'REFUSED'],
    to: 'EXPORTED',
    by: ['APPLICANT'],
    checks: ['PAID', 'HASH_GIVEN'],
    rule: 'R60',
  },
  {
    act: 'SEAL_UNIT',
    from: ['EXPORTED'],
    to: 'UNIT_SEALED',
    by: ['UNIT_HR'],
    checks: ['SCAN', 'VERSION', 'COPIES', 'UNIT_SEAL'],
    rule: 'R61',
  },
  {
    act: 'RECEIVE_POINT',
    from: ['EXPORTED', 'UNIT_SEALED'],
    to: 'RECEIVED_POINT',
    by: ['POINT_CLERK'],
    route: 'POINT',
    checks: ['DESTINATION', 'SCAN', 'OTHER_PERSON', 'VERSION', 'COPIES', 'UNIT_SEAL', 'UNIT_SCAN'],
    holds: true,
    rule: 'R61',
  },
  {
    act: 'RECEIVE_MUNI',
    from: ['EXPORTED', 'UNIT_SEALED'],
    to: 'RECEIVED_MUNI',
    by: ['MUNI_UNIT_OFFICER'],
    route: 'MUNI',
    checks: ['DESTINATION', 'SCAN', 'OTHER_PERSON', 'VERSION', 'COPIES', 'UNIT_SEAL', 'UNIT_SCAN'],
    holds: true,
    rule: 'R62',
  },
  {
    act: 'SEAL_MUNI',
    from: ['RECEIVED_MUNI'],
    to: 'MUNI_SEALED',
    by: ['MUNI_UNIT_OFFICER'],
    route: 'MUNI',
    checks: ['DESTINATION', 'SCAN', 'VERSION', 'COPIES', 'MUNI_SEAL'],
    holds: true,
    rule: 'R62',
  },
  {
    act: 'RECEIVE_OFFICE',
    from: ['RECEIVED_POINT'],
    to: 'AT_OFFICE',
    by: office,
    checks: ['SCAN', 'OTHER_PERSON', 'VERSION', 'COPIES', 'UNIT_SEAL'],
    holds: true,
    rule: 'R61',
  },
  {
    act: 'RECEIVE_OFFICE',
    from: ['MUNI_SEALED'],
    to: 'AT_OFFICE',
    by: office,
    checks: ['SCAN', 'OTHER_PERSON', 'VERSION', 'COPIES', 'UNIT_SEAL', 'MUNI_SEAL'],
    holds: true,
    rule: 'R62',
  },
  {
    act: 'SEND_BACK',
    from: ['AT_OFFICE'],
    to: 'RETURNING',
    by: office,
    checks: ['FINISHED', 'SCAN', 'VERSION'],
    rule: 'R69',
  },
  {
    act: 'ARRIVE_POINT',
    from: ['RETURNING'],
    to: 'AT_POINT_FOR_PICKUP',
    by: ['POINT_CLERK'],
    route: 'POINT',
    checks: ['RETURN_ROUTE', 'SCAN', 'OTHER_PERSON', 'VERSION'],
    rule: 'R69',
  },
  {
    act: 'ARRIVE_MUNI',
    from: ['RETURNING'],
    to: 'AT_MUNI_FOR_PICKUP',
    by: ['MUNI_UNIT_OFFICER'],
    route: 'MUNI',
    checks: ['RETURN_ROUTE', 'SCAN', 'OTHER_PERSON', 'VERSION'],
    rule: 'R69',
  },
  {
    act: 'HAND_OVER',
    from: ['AT_POINT_FOR_PICKUP'],
    to: 'HANDED_OVER',
    by: ['POINT_CLERK'],
    route: 'POINT',
    checks: ['RETURN_ROUTE', 'SCAN', 'RECEIVER', 'VERSION'],
    rule: 'R69',
  },
  {
    act: 'HAND_OVER',
    from: ['AT_MUNI_FOR_PICKUP'],
    to: 'HANDED_OVER',
    by: ['MUNI_UNIT_OFFICER'],
    route: 'MUNI',
    checks: ['RETURN_ROUTE', 'SCAN', 'RECEIVER', 'VERSION'],
    rule: 'R69',
  },
  { act: 'FILE', from: ['HANDED_OVER'], to: 'FILED', by: ['APPLICANT'], checks: [], rule: 'R70' },
  // D24: an act of its own, of the desk that has the paper before it; never what a scan comes to mean.
  {
    act: 'REFUSE',
    from: ['EXPORTED', 'UNIT_SEALED', 'RECEIVED_POINT'],
    to: 'REFUSED',
    by: ['POINT_CLERK'],
    route: 'POINT',
    checks: ['DESTINATION', 'SCAN', 'VERSION', 'REASON'],
    rule: 'D24',
  },
  {
    act: 'REFUSE',
    from: ['EXPORTED', 'UNIT_SEALED', 'RECEIVED_MUNI', 'MUNI_SEALED'],
    to: 'REFUSED',
    by: ['MUNI_UNIT_OFFICER'],
    route: 'MUNI',
    checks: ['DESTINATION', 'SCAN', 'VERSION', 'REASON'],
    rule: 'D24',
  },
  {
    act: 'REFUSE',
    from: ['RECEIVED_POINT', 'MUNI_SEALED'],
    to: 'REFUSED',
    by: office,
    checks: ['SCAN', 'VERSION', 'REASON'],
    rule: 'D24',
  },
  { act: 'VOID', from: afterExport, to: 'EXPORTABLE', by: ['SYSTEM'], checks: [], rule: 'C16' },
];

/** Which act a desk's scan means, by where the paper is and who scans; undefined when there is none. */
export function scanMeans(status: PaperState, role: Role): PaperAct | undefined {
  const meant = (row: PaperTransition) =>
    row.act !== 'REFUSE' && row.from.includes(status) && row.by.includes(role);
  return paperTransitions.find(meant)?.act;
}
