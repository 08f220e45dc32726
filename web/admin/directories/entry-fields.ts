import { fieldNames } from '../../../shared/rules/directory/names.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import type { Entry } from './directory-words.ts';

/** Which fields the entries of a directory have, and how each is typed: a row a field, read by the window of an entry. */

const own = defineMessages({
  english: ['{name}（英文）', '{name} (English)'],
  hours: ['例如：工作日 9:00–12:00，14:00–17:00', 'Such as: working days 9:00–12:00, 14:00–17:00'],
  specialties: [
    '每行一个：代码 名称；不再受理的在后面写最后一天，例如 S03 市政工程 2027-03-31',
    'One a line: code, name; one that is given up with its last day, such as S03 Municipal 2027-03-31',
  ],
  heir: ['终止后由它接办未办结的材料', 'Takes over, after the last day, what still lies there'],
  open: ['不填表示长期', 'Without it, open-ended'],
});

export type Section = 'districts' | 'points' | 'muniUnits' | 'committees';
export const sectionKeys: readonly Section[] = ['points', 'districts', 'muniUnits', 'committees'];

export type FieldKind = 'text' | 'day' | 'open' | 'level' | 'districts' | 'regions' | 'heir' | 'specialties';

export interface EntryField {
  /** Where in the entry, with dots. */
  readonly path: string;
  readonly kind: FieldKind;
  readonly required?: true;
  label(): string;
  hint?(): string;
}

const field = (path: string, kind: FieldKind = 'text', more: Partial<EntryField> = {}): EntryField => {
  const parts = path.split('.');
  const key = parts.filter((part) => part !== 'zh' && part !== 'en').at(-1) ?? path;
  const name = () => {
    const office =
      parts.length > 1 && (parts[0] === 'office' || parts[0] === 'hrss') ? `${nameOf(parts[0])} · ` : '';
    return `${office}${nameOf(key)}`;
  };
  const label = () => (parts.at(-1) === 'en' ? own('english', { name: name() }) : name());
  return { path, kind, label, ...more };
};
const nameOf = (key: string): string => say(fieldNames[key] ?? { zh: key });
const needed = { required: true } as const;
const contact = (at = ''): EntryField[] => [
  field(`${at}phone`, 'text', needed),
  field(`${at}paperAddress.zh`, 'text', needed),
  field(`${at}paperAddress.en`),
  field(`${at}hours.zh`, 'text', { hint: () => own('hours') }),
];
const names = [field('name.zh', 'text', needed), field('name.en')];
const validity = [
  field('validFrom', 'day', needed),
  field('validTo', 'open', { hint: () => own('open') }),
  field('successor', 'heir', { hint: () => own('heir') }),
];

/** What an entry of a section is known by. */
export const idOf: Readonly<Record<Section, string>> = {
  districts: 'code',
  points: 'pointId',
  muniUnits: 'muniUnitId',
  committees: 'committeeId',
};

export const entryFields: Readonly<Record<Section, readonly EntryField[]>> = {
  districts: [
    field('code', 'text', needed),
    ...names,
    field('hrss.name.zh'),
    field('hrss.phone'),
    ...validity,
  ],
  points: [
    field('pointId', 'text', needed),
    ...names,
    field('divisions', 'districts'),
    field('hrss', 'text', needed),
    ...contact(),
    field('mobile'),
    ...validity,
  ],
  muniUnits: [field('muniUnitId', 'text', needed), ...names, field('uscc'), ...contact(), ...validity],
  committees: [
    field('committeeId', 'text', needed),
    ...names,
    field('series', 'text', needed),
    field('level', 'level', needed),
    field('specialties', 'specialties', { ...needed, hint: () => own('specialties') }),
    field('regions', 'regions', needed),
    field('filingNo', 'text', needed),
    field('filingAuthority.zh'),
    field('term.zh'),
    field('validFrom', 'day', needed),
    field('validTo', 'day', needed),
    field('office.name.zh', 'text', needed),
    ...contact('office.'),
  ],
};

/** An entry as nobody has filled it in yet. */
export const emptyEntry = (section: Section): Entry =>
  section === 'points' ? { divisions: [], validTo: null } : section === 'committees' ? {} : { validTo: null };

export function valueAt(entry: Entry, path: string): unknown {
  let value: unknown = entry;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** The entry with something else there; what is emptied goes, with whatever it leaves empty. */
export function withValue(entry: Entry, path: string, value: unknown): Entry {
  const [key = '', ...rest] = path.split('.');
  const inner = entry[key];
  const next =
    rest.length > 0
      ? withValue(typeof inner === 'object' && inner !== null ? (inner as Entry) : {}, rest.join('.'), value)
      : value;
  const gone =
    next === undefined ||
    next === '' ||
    (rest.length > 0 && typeof next === 'object' && Object.keys(next as object).length === 0);
  if (!gone) return { ...entry, [key]: next };
  const { [key]: _gone, ...others } = entry;
  return others;
}

interface Specialty {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en?: string };
  readonly validTo?: string;
}

export const specialtyLines = (list: unknown): string =>
  (Array.isArray(list) ? (list as Specialty[]) : [])
    .map(({ code, name, validTo }) => [code, name?.zh, validTo].filter(Boolean).join(' '))
    .join('\n');

/** Lines as they are typed; the English of a specialty that keeps its code and name stays. */
export function specialtiesOf(lines: string, before: unknown): Specialty[] {
  const known = Array.isArray(before) ? (before as Specialty[]) : [];
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [code = '', ...rest] = line.split(/\s+/);
      const last = /^\d{4}-\d{2}-\d{2}$/.test(rest.at(-1) ?? '') ? rest.pop() : undefined;
      const zh = rest.join(' ');
      const same = known.find((one) => one.code === code && one.name?.zh === zh);
      return { code, name: same?.name ?? { zh }, ...(last ? { validTo: last } : {}) };
    });
}
