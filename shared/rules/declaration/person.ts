import type { Application } from '../../contracts/application.ts';
import type { Declaration, DeclaredPerson, UnitKind } from '../../contracts/declaration.ts';
import type { Finding } from '../../contracts/finding.ts';
import { identityKindNames } from '../../contracts/identity.ts';
import type { Plan } from '../../contracts/plan.ts';
import { roleNames } from '../../contracts/roles.ts';
import { find } from '../people/findings.ts';
import { missingInProfile, type ProfileFields } from '../people/profile.ts';
import { checkName, type NameGiven, nameAdvice } from '../people/verified-name.ts';

/** D16: who declares. Taken from the profile while it is a draft, frozen with the snapshot, changed by a return that names it. */

/** What it is taken from. */
export interface PersonSource {
  readonly profile: ProfileFields | undefined;
  readonly unit: { readonly uscc: string; readonly kind: UnitKind } | undefined;
  readonly signInName: string;
}

/** The path by which a return re-opens it (C9). */
export const PERSON_PATH = '/person';

/** Of a snapshot from before it had its person: as the profile has it now. */
export const personOf = (
  snapshot: Declaration,
  { unit }: Pick<Application, 'unit'>,
  source: Omit<PersonSource, 'signInName'>,
): DeclaredPerson | undefined => snapshot.person ?? personNow({ ...source, signInName: '' }, unit);

/** As the profile has it now, with the unit that the declaration goes through. */
function personNow(
  { profile, unit, signInName }: PersonSource,
  employer: Application['unit'],
): DeclaredPerson | undefined {
  if (!profile) return undefined;
  const { name, idKind, idNumber, gender, birthDate, mobile, highestEducation, currentTitle } = profile;
  const optional = { gender, birthDate, mobile, highestEducation, currentTitle };
  const { nameReason } = profile;
  const kind = unit?.uscc === employer.uscc ? { kind: unit.kind } : {};
  return {
    ...{ name, idKind, idNumber },
    ...(Object.fromEntries(Object.entries(optional).filter(([, v]) => v !== undefined)) as typeof optional),
    unit: { uscc: employer.uscc, name: employer.name, ...kind },
    ...(signInName ? { signInName } : {}),
    ...(nameReason ? { nameReason } : {}),
  } as DeclaredPerson;
}

const mayChange = ({ returned }: Pick<Application, 'returned'>): boolean =>
  returned?.items.some(({ path }) => path === PERSON_PATH || path.startsWith(`${PERSON_PATH}/`)) ?? false;

/**
 * The declaration with whom it declares at this moment. What was handed in stays as it was handed in, unless the return
 * that stands names it; a snapshot from before there was one gets it when it is handed in again.
 */
export function withPerson(
  declaration: Declaration,
  application: Pick<Application, 'stage' | 'unit' | 'returned'>,
  source: PersonSource,
  submitted: Declaration | undefined,
): Declaration {
  const { stage, unit } = application;
  if (stage !== 'DRAFT' && stage !== 'RETURNED') return declaration;
  const frozen = stage === 'RETURNED' && !mayChange(application) ? submitted?.person : undefined;
  const person = frozen ?? personNow(source, unit) ?? declaration.person;
  return person ? { ...declaration, person } : declaration;
}

const nameOf = ({ name, signInName, nameReason }: DeclaredPerson): NameGiven => ({
  ...{ name, signInName },
  reason: nameReason,
});

/** What keeps it from being handed in: particulars that the form prints, and a name that is not the verified one. */
export function checkPerson(person: DeclaredPerson, plan: Pick<Plan, 'identityKinds'>): Finding[] {
  const particulars = { ...person, currentUnit: person.unit.uscc };
  const missing = missingInProfile(particulars).map((one) => ({ ...one, field: `/profile${one.field}` }));
  return [...missing, ...checkDocument(person, plan), ...checkName(nameOf(person), '/profile/nameReason')];
}

/** D17: which documents a plan takes is the plan's. */
export function checkDocument(
  { idKind }: Pick<DeclaredPerson, 'idKind'>,
  { identityKinds: taken }: Pick<Plan, 'identityKinds'>,
): Finding[] {
  if (!taken || taken.includes(idKind)) return [];
  const list = (lang: 'zh' | 'en', and: string) => taken.map((one) => identityKindNames[one][lang]).join(and);
  const allowed = { zh: list('zh', '、'), en: list('en', ', ') };
  const words = { found: identityKindNames[idKind], allowed };
  return [find('IDENTITY_KIND', { field: '/profile/idKind', found: idKind, allowed: allowed.zh, words })];
}

/** For the desks. */
export const personAdvice = (person: DeclaredPerson): Finding[] =>
  nameAdvice(nameOf(person), roleNames.APPLICANT, PERSON_PATH);

/** The particulars of D16 in which two differ, by the names of the profile's fields. */
export function differingParticulars(a: DeclaredPerson, b: DeclaredPerson): string[] {
  const keys = ['name', 'idKind', 'idNumber', 'gender', 'birthDate'] as const;
  const unit = a.unit.uscc === b.unit.uscc && a.unit.name === b.unit.name ? [] : ['currentUnit'];
  return [...keys.filter((key) => a[key] !== b[key]), ...unit];
}
