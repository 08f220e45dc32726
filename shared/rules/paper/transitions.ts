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
  | 'RECEIVER';

export interface PaperTransition {
  readonly act: PaperAct;
  readonly from: readonly PaperState[];
  readonly to: PaperState;
  readonly by: readonly Role[];
  /** Only on this road; on the other one the paper is at the wrong desk. */
  readonly route?: PaperRoute['kind'];
  readonly checks: readonly PaperCheck[];
  /** Paper that fails what can be seen on it is refused, not just not taken. */
  readonly refuses?: true;
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
 * The whole machine. A desk takes EXPORTED paper as well as UNIT_SEALED: what counts is the seal on the paper before
 * it, not whether the unit remembered to tick it off.
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
    checks: ['DESTINATION', 'SCAN', 'OTHER_PERSON', 'VERSION', 'COPIES', 'UNIT_SEAL'],
    refuses: true,
    rule: 'R61',
  },
  {
    act: 'RECEIVE_MUNI',
    from: ['EXPORTED', 'UNIT_SEALED'],
    to: 'RECEIVED_MUNI',
    by: ['MUNI_UNIT_OFFICER'],
    route: 'MUNI',
    checks: ['DESTINATION', 'SCAN', 'OTHER_PERSON', 'VERSION', 'COPIES', 'UNIT_SEAL'],
    refuses: true,
    rule: 'R62',
  },
  {
    act: 'SEAL_MUNI',
    from: ['RECEIVED_MUNI'],
    to: 'MUNI_SEALED',
    by: ['MUNI_UNIT_OFFICER'],
    route: 'MUNI',
    checks: ['DESTINATION', 'MUNI_SEAL'],
    rule: 'R62',
  },
  {
    act: 'RECEIVE_OFFICE',
    from: ['RECEIVED_POINT'],
    to: 'AT_OFFICE',
    by: office,
    checks: ['SCAN', 'OTHER_PERSON', 'VERSION', 'COPIES', 'UNIT_SEAL'],
    refuses: true,
    rule: 'R61',
  },
  {
    act: 'RECEIVE_OFFICE',
    from: ['MUNI_SEALED'],
    to: 'AT_OFFICE',
    by: office,
    checks: ['SCAN', 'OTHER_PERSON', 'VERSION', 'COPIES', 'UNIT_SEAL', 'MUNI_SEAL'],
    refuses: true,
    rule: 'R62',
  },
  {
    act: 'SEND_BACK',
    from: ['AT_OFFICE'],
    to: 'RETURNING',
    by: office,
    checks: ['FINISHED', 'SCAN'],
    rule: 'R69',
  },
  {
    act: 'ARRIVE_POINT',
    from: ['RETURNING'],
    to: 'AT_POINT_FOR_PICKUP',
    by: ['POINT_CLERK'],
    route: 'POINT',
    checks: ['RETURN_ROUTE', 'SCAN', 'OTHER_PERSON'],
    rule: 'R69',
  },
  {
    act: 'ARRIVE_MUNI',
    from: ['RETURNING'],
    to: 'AT_MUNI_FOR_PICKUP',
    by: ['MUNI_UNIT_OFFICER'],
    route: 'MUNI',
    checks: ['RETURN_ROUTE', 'SCAN', 'OTHER_PERSON'],
    rule: 'R69',
  },
  {
    act: 'HAND_OVER',
    from: ['AT_POINT_FOR_PICKUP'],
    to: 'HANDED_OVER',
    by: ['POINT_CLERK'],
    route: 'POINT',
    checks: ['RETURN_ROUTE', 'RECEIVER'],
    rule: 'R69',
  },
  {
    act: 'HAND_OVER',
    from: ['AT_MUNI_FOR_PICKUP'],
    to: 'HANDED_OVER',
    by: ['MUNI_UNIT_OFFICER'],
    route: 'MUNI',
    checks: ['RETURN_ROUTE', 'RECEIVER'],
    rule: 'R69',
  },
  { act: 'FILE', from: ['HANDED_OVER'], to: 'FILED', by: ['APPLICANT'], checks: [], rule: 'R70' },
  { act: 'VOID', from: afterExport, to: 'EXPORTABLE', by: ['SYSTEM'], checks: [], rule: 'C16' },
];

/** Which act a desk's scan means, by where the paper is and who scans; undefined when there is none. */
export function scanMeans(status: PaperState, role: Role): PaperAct | undefined {
  return paperTransitions.find((row) => row.from.includes(status) && row.by.includes(role))?.act;
}
