import { useState } from 'preact/hooks';
import { levelNames, sections } from '../../../shared/rules/directory/names.ts';
import { ActDialog } from '../../kit/act-dialog.tsx';
import type { ApiProblem } from '../../kit/client.ts';
import { DateField } from '../../kit/date-field.tsx';
import { FindingList } from '../../kit/errors.tsx';
import { CheckBoxes, Select, TextArea, TextField } from '../../kit/fields.tsx';
import type { Line } from '../../kit/findings.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import type { Entry } from './directory-words.ts';
import {
  type EntryField,
  emptyEntry,
  entryFields,
  idOf,
  type Section,
  specialtiesOf,
  specialtyLines,
  valueAt,
  withValue,
} from './entry-fields.ts';

const own = defineMessages({
  save: ['保存到草稿', 'Save to the draft'],
  nobody: ['（无）', '(nobody)'],
  city: ['全市', 'All of the city'],
});

interface Props {
  section: Section;
  /** Undefined for a new one. */
  entry: Entry | undefined;
  editable: boolean;
  districts: readonly Entry[];
  city: string;
  /** Those that may take over. */
  heirs: readonly Entry[];
  /** What the check found in it. */
  lines: readonly Line[];
  act: { busy: boolean; problem?: ApiProblem | undefined; refresh?(): void; reset?(): void };
  send(entry: Entry): Promise<unknown>;
  onClose(): void;
}

/** One entry, field by field; saved, it is checked with the whole directory. */
export function EntryWindow({ section, entry: before, editable, lines, act, send, onClose, ...rest }: Props) {
  const [entry, setEntry] = useState<Entry>(before ?? emptyEntry(section));
  const [specialties, setSpecialties] = useState(() => specialtyLines(before?.specialties));
  const set = (path: string, value: unknown) => setEntry((now) => withValue(now, path, value));
  const put = () =>
    send(
      section === 'committees'
        ? { ...entry, specialties: specialtiesOf(specialties, before?.specialties) }
        : entry,
    );
  return (
    <ActDialog
      title={say(sections[section]!.one)}
      {...(editable ? { confirm: own('save') } : {})}
      act={act}
      send={put}
      onClose={onClose}
    >
      {lines.length > 0 ? <FindingList lines={lines} /> : null}
      <div class="form">
        {entryFields[section].map((one) => (
          <EntryInput
            key={one.path}
            field={one}
            section={section}
            entry={entry}
            editable={editable}
            specialties={specialties}
            onSpecialties={setSpecialties}
            set={set}
            {...rest}
          />
        ))}
      </div>
    </ActDialog>
  );
}

interface InputProps extends Pick<Props, 'section' | 'editable' | 'districts' | 'city' | 'heirs'> {
  field: EntryField;
  entry: Entry;
  specialties: string;
  onSpecialties(text: string): void;
  set(path: string, value: unknown): void;
}

function EntryInput({ field, entry, section, editable, set, ...rest }: InputProps) {
  const { path, kind } = field;
  const hint = field.hint?.();
  const common = {
    name: path,
    label: field.label(),
    disabled: !editable,
    ...(hint ? { hint } : {}),
    ...(field.required ? { required: true } : {}),
  };
  const value = valueAt(entry, path);
  const text = typeof value === 'string' ? value : '';
  const list = Array.isArray(value) ? (value as string[]) : [];
  switch (kind) {
    case 'day':
    case 'open':
      return (
        <DateField
          {...common}
          value={text || undefined}
          onChange={(day) => set(path, day ?? (kind === 'open' ? null : undefined))}
        />
      );
    case 'level':
      return (
        <Select
          {...common}
          value={text}
          onChange={(level) => set(path, level)}
          choices={Object.entries(levelNames).map(([code, name]) => ({ value: code, label: say(name) }))}
        />
      );
    case 'heir':
      return (
        <Select
          {...common}
          value={text}
          onChange={(heir) => set(path, heir)}
          placeholder={own('nobody')}
          choices={choicesOf(rest.heirs, idOf[section]).filter((one) => one.value !== entry[idOf[section]])}
        />
      );
    case 'districts':
    case 'regions': {
      const all = choicesOf(rest.districts, 'code');
      const city = kind === 'regions' && rest.city ? [{ value: rest.city, label: own('city') }] : [];
      return (
        <CheckBoxes
          {...common}
          values={list}
          onChange={(codes) => set(path, codes)}
          choices={[...city, ...all]}
        />
      );
    }
    case 'specialties':
      return <TextArea {...common} value={rest.specialties} onInput={rest.onSpecialties} rows={8} />;
    default:
      return <TextField {...common} value={text} onInput={(typed) => set(path, typed)} />;
  }
}

const choicesOf = (entries: readonly Entry[], id: string) =>
  entries.flatMap((one) => {
    const [code, name] = [one[id], valueAt(one, 'name.zh')];
    return typeof code === 'string' && code !== ''
      ? [{ value: code, label: typeof name === 'string' ? `${name}（${code}）` : code }]
      : [];
  });
