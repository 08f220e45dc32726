import type { Plan } from '../../../../shared/contracts/plan.ts';
import { appointmentKinds, titleLevels } from '../../../../shared/contracts/plan-attachments.ts';
import { DateField } from '../../../kit/date-field.tsx';
import { FieldGroup, RadioCards, Select, TextField } from '../../../kit/fields.tsx';
import { fieldsOf } from '../../../kit/form.ts';
import { listed, say } from '../../../kit/i18n.ts';
import { educationLevels, educationName, titleLevelName } from '../../../kit/words.ts';
import { t } from '../../words.ts';
import type { Data } from './data-form.ts';
import { type PartProps, Rows } from './data-rows.tsx';
import { words } from './data-words.ts';

/** 其他 is no level that a declaration can stand on. */
const levels = educationLevels.filter((level) => level !== '其他');

export function Educations({ plan, data, set, wrong, label, locked }: PartProps & { plan: Plan }) {
  type Row = NonNullable<Data['educations']>[number];
  const rows = data.educations ?? [];
  return (
    <FieldGroup name="educations" label={label} error={wrong('educations')} required>
      <Rows<Row>
        rows={rows}
        title={(n) => words('education', { n })}
        add={words('addEducation')}
        blank={{ kind: 'E1', school: '', level: '' }}
        onChange={(educations) => set({ educations })}
        locked={locked}
      >
        {(row, i, put) => {
          const at = (key: string) => `educations/${i}/${key}`;
          const fields = fieldsOf(row, put, wrong, { at: at(''), disabled: locked });
          return (
            <>
              <Select
                {...fields.choice('kind')}
                label={words('eduKind')}
                choices={plan.educations.map((e) => ({ value: e.kind, label: say(e.names) }))}
                required
              />
              <TextField {...fields.text('school')} printed label={words('school')} required />
              <Select
                {...fields.choice('level')}
                label={words('level')}
                choices={levels.map((level) => ({ value: level, label: educationName(level) }))}
                required
                width="middle"
              />
              <TextField {...fields.text('major')} printed label={words('major')} />
              <TextField {...fields.text('degree')} printed label={words('degree')} width="middle" />
              <DateField {...fields.date('from')} label={words('started')} />
              <DateField {...fields.date('graduated')} label={words('graduated')} />
              <TextField
                {...fields.text('certificateNo')}
                printed
                label={words('eduCertNo')}
                width="middle"
              />
            </>
          );
        }}
      </Rows>
    </FieldGroup>
  );
}

/** D31: the day of the vote, and that of the document; which of them counts is said. */
export function Titles({
  data,
  set,
  wrong,
  label,
  locked,
  counts,
  required,
}: PartProps & { counts: 'passedAt' | 'issuedAt'; required: boolean }) {
  type Row = NonNullable<Data['titles']>[number];
  return (
    <FieldGroup
      name="titles"
      label={label}
      hint={words('titlesHint')}
      error={wrong('titles')}
      required={required}
    >
      <Rows<Row>
        rows={data.titles ?? []}
        title={(n) => words('heldTitle', { n })}
        add={words('addTitle')}
        blank={{ level: 'ASSISTANT', name: '' }}
        onChange={(titles) => set({ titles })}
        locked={locked}
      >
        {(row, i, put) => {
          const fields = fieldsOf(row, put, wrong, { at: `titles/${i}/`, disabled: locked });
          const counting = (key: typeof counts) => (key === counts ? words('titleCounts') : undefined);
          return (
            <>
              <TextField
                {...fields.text('name')}
                printed
                label={words('titleName')}
                required
                width="middle"
              />
              <RadioCards
                {...fields.choice('level')}
                label={words('titleLevel')}
                choices={titleLevels.map((level) => ({ value: level, label: titleLevelName(level) }))}
                required
                inline
              />
              <DateField {...fields.date('passedAt')} label={words('passedAt')} hint={counting('passedAt')} />
              <DateField {...fields.date('issuedAt')} label={words('issuedAt')} hint={counting('issuedAt')} />
              <TextField
                {...fields.text('certificateNo')}
                printed
                label={words('certificateNo')}
                width="middle"
              />
            </>
          );
        }}
      </Rows>
    </FieldGroup>
  );
}

export function Appointment({ data, set, wrong, label, locked }: PartProps) {
  type Part = NonNullable<Data['appointment']>;
  type Period = Part['periods'][number];
  const part: Partial<Part> = data.appointment ?? {};
  const put = (change: Partial<Part>) =>
    set({
      appointment: {
        level: 'ASSISTANT',
        kind: 'APPOINTMENT',
        ...part,
        periods: part.periods ?? [],
        ...change,
      },
    });
  const fields = fieldsOf(part, put, wrong, { at: 'appointment/', disabled: locked });
  return (
    <FieldGroup
      name="appointment"
      label={label}
      error={wrong('appointment') ?? wrong('appointment/periods')}
      required
    >
      <RadioCards
        {...fields.choice('level')}
        label={words('apptLevel')}
        choices={titleLevels.map((level) => ({ value: level, label: titleLevelName(level) }))}
        required
        inline
      />
      <RadioCards
        {...fields.choice('kind')}
        label={words('apptKind')}
        choices={appointmentKinds.map((kind) => ({ value: kind, label: words(kind) }))}
        required
        inline
      />
      <TextField {...fields.text('title')} printed label={words('apptTitle')} width="middle" />
      <TextField {...fields.text('unitName')} printed label={words('unitName')} />
      <Rows<Period>
        name="appointment/periods"
        rows={part.periods ?? []}
        title={(n) => words('period', { n })}
        add={words('addPeriod')}
        blank={{ from: '' }}
        onChange={(periods) => put({ periods })}
        locked={locked}
      >
        {(row, i, putRow) => (
          <PeriodFields
            at={`appointment/periods/${i}`}
            row={row}
            put={putRow}
            wrong={wrong}
            locked={locked}
          />
        )}
      </Rows>
    </FieldGroup>
  );
}

interface PeriodProps {
  at: string;
  row: { from: string; to?: string | undefined };
  put(change: { from?: string; to?: string | undefined }): void;
  wrong(name: string): string | undefined;
  locked: boolean;
}

function PeriodFields({ at, row, put, wrong, locked }: PeriodProps) {
  const fields = fieldsOf(row, put, wrong, { at: `${at}/`, disabled: locked });
  return (
    <>
      <DateField
        {...fields.date('from')}
        label={words('from')}
        onChange={(from) => put({ from: from ?? '' })}
        required
      />
      <DateField {...fields.date('to')} label={words('to')} hint={words('toHint')} />
    </>
  );
}

export function WorkHistory({ data, set, wrong, label, locked }: PartProps) {
  type Row = NonNullable<Data['work']>[number];
  return (
    <FieldGroup name="work" label={label} error={wrong('work')}>
      <Rows<Row>
        rows={data.work ?? []}
        title={(n) => words('workItem', { n })}
        add={words('addWork')}
        blank={{ period: { from: '' }, unitName: '', post: '' }}
        onChange={(work) => set({ work })}
        locked={locked}
      >
        {(row, i, put) => {
          const at = (key: string) => `work/${i}/${key}`;
          const fields = fieldsOf(row, put, wrong, { at: at(''), disabled: locked });
          return (
            <>
              <TextField {...fields.text('unitName')} printed label={words('unitName')} required />
              <TextField {...fields.text('post')} printed label={words('post')} required width="middle" />
              <PeriodFields
                at={at('period')}
                row={row.period}
                put={(change) => put({ period: { ...row.period, ...change } })}
                wrong={wrong}
                locked={locked}
              />
            </>
          );
        }}
      </Rows>
    </FieldGroup>
  );
}

export function Recommenders({
  plan,
  data,
  set,
  wrong,
  label,
  locked,
  min,
}: PartProps & { plan: Plan; min: number }) {
  type Row = NonNullable<Data['recommenders']>[number];
  const rows = data.recommenders ?? [];
  // Never one that another window may give out too: rows are merged by it.
  const nextId = () => `r-${crypto.randomUUID()}`;
  const titles = plan.tracks.find((one) => one.code === data.track)?.recommenders?.titles ?? [];
  return (
    <FieldGroup
      name="recommenders"
      label={label}
      hint={words('recommendersHint', { n: min, titles: listed(titles) })}
      error={wrong('recommenders')}
      required
    >
      <Rows<Row>
        rows={rows}
        title={(n) => words('recommender', { n })}
        add={t('add')}
        blank={{
          recommenderId: nextId(),
          name: '',
          title: titles[0] ?? '',
          specialty: '',
          certificateNo: '',
        }}
        onChange={(recommenders) => set({ recommenders })}
        locked={locked}
      >
        {(row, i, put) => {
          const fields = fieldsOf(row, put, wrong, { at: `recommenders/${i}/`, disabled: locked });
          return (
            <>
              <TextField {...fields.text('name')} label={words('name')} required width="middle" />
              {row.idNumber || fields.text('name').error ? (
                <TextField
                  {...fields.text('idNumber')}
                  label={words('idNumber')}
                  hint={words('idNumberHint')}
                  width="middle"
                />
              ) : null}
              <TextField {...fields.text('title')} label={words('titleOf')} required width="middle" />
              <Select
                {...fields.choice('specialty')}
                label={words('specialty')}
                choices={plan.title.specialties.map((s) => ({ value: s.code, label: say(s.name) }))}
                required
                width="middle"
              />
              <TextField
                {...fields.text('certificateNo')}
                label={words('certificateNo')}
                required
                width="middle"
              />
              <TextField {...fields.text('unitName')} label={words('unitName')} />
            </>
          );
        }}
      </Rows>
    </FieldGroup>
  );
}
