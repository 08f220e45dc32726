import type { Declaration, UnitFacts } from '../../../../shared/contracts/declaration.ts';
import { goodData, goodDeclaration, institution, muniSoe, privateFirm, withData } from './fixture.ts';

/** domain-spec §5.4: what each worked declaration is asked for. */

export const item = {
  itemId: 'i1',
  version: 1,
  kind: 'PROJECT',
  title: '某桥',
  role: '成员',
  collective: true,
  contributionFileIds: [],
};
export const edu = (kind: 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6' | 'E7') => ({
  educations: [{ kind, school: 's', level: 'l' }],
});
const bridge = { ...goodDeclaration, achievements: [item] };

export const workedRows: [string, Declaration, UnitFacts, string[]][] = [
  [
    'W1 private, ORDINARY, bachelor (R42 R43 R49 R56)',
    goodDeclaration,
    privateFirm,
    ['A1', 'A1a', 'A2', 'A6'],
  ],
  [
    'W2 established, no registration form, insurance elsewhere, one collective item (R45 R53 R55 R39)',
    { ...bridge, data: { ...goodData, ...edu('E2'), established: true, siOutOfProvince: true } },
    institution,
    ['A1', 'A1b', 'A2', 'A3a', 'A5', 'A6', 'A9@i1'],
  ],
  [
    'W3 not established, SELF_EVAL, 中专 (R48 R53 R54)',
    withData({ ...edu('E7'), established: false, track: 'SELF_EVAL' }),
    institution,
    ['A1', 'A1g', 'A2', 'A3b', 'A4a', 'A4b', 'A6'],
  ],
  [
    'W4 HIGH_SKILLED, technician school (R35 R48)',
    withData({ ...edu('E6'), category: 'HIGH_SKILLED' }),
    muniSoe,
    ['A1', 'A1f|A1g', 'A2', 'A6', 'A7'],
  ],
  [
    'W5 LANDMARK, foreign master (R36 R47)',
    withData({ ...edu('E4'), track: 'LANDMARK' }),
    privateFirm,
    ['A1', 'A1d', 'A2', 'A6', 'A8'],
  ],
  [
    "W6 CONVERSION, only a master's degree (R46 R50)",
    withData({ ...edu('E3'), category: 'CONVERSION' }),
    muniSoe,
    ['A1', 'A1c', 'A2', 'A6'],
  ],
];
