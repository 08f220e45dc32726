import type { BodyOf } from '../../contracts/api/index.ts';
import { type unitStatuses, unitStatusNames } from '../../contracts/api/people.ts';
import type { FileState } from '../../contracts/declaration.ts';
import type { FilePurpose } from '../../contracts/file-verdict.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { find } from './findings.ts';
import { readCreditCode, readMobile } from './identifiers.ts';

/** The account of an employing unit 用人单位账号 (R7, R8, §7.1). */

export type UnitFields = BodyOf<'UnitBody'>;
export type UnitStatus = (typeof unitStatuses)[number];

/** The registration as it is kept; all findings at once. Divisions and municipal units are those of the plans on offer. */
export function readUnit(body: UnitFields, plans: readonly Plan[]): Outcome<UnitFields> {
  const problems: Finding[] = [];
  const uscc = readCreditCode(body.uscc, '/uscc');
  if (!uscc.ok) problems.push(...uscc.problems);
  const mobile = readMobile(body.hrMobile, '/hrMobile');
  if (!mobile.ok) problems.push(...mobile.problems);
  const divisions = new Set(plans.flatMap((p) => p.jurisdiction.divisions.map((d) => d.code)));
  const { location } = body;
  const affiliation: UnitFields['affiliation'] | undefined = body.affiliation;
  if (!divisions.has(location.division))
    problems.push(find('DIVISION_UNKNOWN', { field: '/location/division', found: location.division }));
  if (affiliation?.type === 'DIVISION' && !divisions.has(affiliation.division))
    problems.push(find('DIVISION_UNKNOWN', { field: '/affiliation/division', found: affiliation.division }));
  if (affiliation?.type === 'MUNI_DIRECT') {
    const { muniUnitId } = affiliation;
    if (!plans.some((p) => p.directory.muniUnits.some((m) => m.muniUnitId === muniUnitId)))
      problems.push(find('MUNI_UNIT_UNKNOWN', { field: '/affiliation/muniUnitId', found: muniUnitId }));
  }
  if (!uscc.ok || !mobile.ok || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      ...body,
      uscc: uscc.value.value,
      hrMobile: mobile.value,
    },
    advice: [...uscc.advice, ...kindHint(body.kind, uscc.value.hint)],
  };
}

/** The first two characters hint at the kind of unit; they prove nothing (§10.2). */
function kindHint(kind: UnitFields['kind'], hint: string): Finding[] {
  const institution = kind === 'PUBLIC_INSTITUTION';
  const doubt = (hint === 'PUBLIC_INSTITUTION' && !institution) || (hint === 'ENTERPRISE' && institution);
  return doubt ? [find('UNIT_KIND_HINT', { field: '/kind', found: kind, allowed: hint })] : [];
}

const open: readonly UnitStatus[] = ['REGISTERED', 'AUTH_RETURNED', 'REBINDING'];

/** R8, §7.1: may this letter be submitted now? */
export function checkAuthorisation(status: UnitStatus, file: FileState, purpose: FilePurpose): Finding[] {
  const field = '/fileId';
  return [
    ...(open.includes(status)
      ? []
      : [
          find('UNIT_ACT', {
            ...{ field: '/status', found: status, allowed: open.join(', ') },
            words: { found: unitStatusNames[status] },
          }),
        ]),
    ...(purpose === 'AUTHORISATION'
      ? []
      : [find('FILE_PURPOSE', { field, found: purpose, allowed: 'AUTHORISATION' })]),
    ...(file.status === 'ACCEPTED'
      ? []
      : [find('FILE_NOT_CLEAN', { field, found: file.status, allowed: 'ACCEPTED' })]),
  ];
}
