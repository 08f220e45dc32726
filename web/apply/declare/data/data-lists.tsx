import type { Plan } from '../../../../shared/contracts/plan.ts';
import { appointmentKinds, titleLevels } from '../../../../shared/contracts/plan-attachments.ts';
import { DateField } from '../../../kit/date-field.tsx';
import { FieldGroup, RadioCards, Select, TextField } from '../../../kit/fields.tsx';
import { say } from '../../../kit/i18n.ts';
import { t } from '../../words.ts';
import type { Data } from './data-form.ts';
import { type PartProps, Rows } from './data-rows.tsx';
import { words } from './data-words.ts';

const levels = ['博士研究生', '硕士研究生', '本科', '大专', '中专', '技工院校'];

export function Educations({ plan, data, set, wrong, label, locked }: PartProps & { plan: Plan }) {
  type Row = NonNullable<Data['educations']>[number];
  const rows = data.educations ?? [];
  return (
    <FieldGroup
      name="educations"
      label={label}
      error={rows.length ? undefined : wrong('educations')}
      required
    >
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
          return (
            <>
              <Select
                name={at('kind')}
                label={words('eduKind')}
                value={row.kind}
                onChange={(kind) => put({ kind: kind as Row['kind'] })}
                choices={plan.educations.map((e) => ({ value: e.kind, label: say(e.names) }))}
                error={wrong(at('kind'))}
                required
                disabled={locked}
              />
              <TextField
                name={at('school')}
                label={words('school')}
                value={row.school}
                onInput={(school) => put({ school })}
                error={wrong(at('school'))}
                required
                disabled={locked}
              />
              <Select
                name={at('level')}
                label={words('level')}
                value={row.level}
                onChange={(level) => put({ level })}
                choices={levels.map((l) => ({ value: l, label: l }))}
                error={wrong(at('level'))}
                required
                disabled={locked}
                width="middle"
              />
              <TextField
                name={at('major')}
                label={words('major')}
                value={row.major ?? ''}
                onInput={(major) => put({ major })}
                error={wrong(at('major'))}
                disabled={locked}
              />
              <TextField
                name={at('degree')}
                label={words('degree')}
                value={row.degree ?? ''}
                onInput={(degree) => put({ degree })}
                error={wrong(at('degree'))}
                disabled={locked}
                width="middle"
              />
              <DateField
                name={at('graduated')}
                label={words('graduated')}
                value={row.graduated}
                onChange={(graduated) => put({ graduated } as Partial<Row>)}
                error={wrong(at('graduated'))}
                disabled={locked}
              />
              <TextField
                name={at('certificateNo')}
                label={words('eduCertNo')}
                value={row.certificateNo ?? ''}
                onInput={(certificateNo) => put({ certificateNo })}
                error={wrong(at('certificateNo'))}
                disabled={locked}
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
  const at = (key: string) => `appointment/${key}`;
  return (
    <FieldGroup
      name="appointment"
      label={label}
      error={data.appointment ? wrong('appointment/periods') : wrong('appointment')}
      required
    >
      <RadioCards
        name={at('level')}
        label={words('apptLevel')}
        value={part.level ?? ''}
        onChange={(level) => put({ level: level as Part['level'] })}
        choices={titleLevels.map((level) => ({ value: level, label: words(level) }))}
        error={wrong(at('level'))}
        required
        disabled={locked}
        inline
      />
      <RadioCards
        name={at('kind')}
        label={words('apptKind')}
        value={part.kind ?? ''}
        onChange={(kind) => put({ kind: kind as Part['kind'] })}
        choices={appointmentKinds.map((kind) => ({ value: kind, label: words(kind) }))}
        error={wrong(at('kind'))}
        required
        disabled={locked}
        inline
      />
      <TextField
        name={at('title')}
        label={words('apptTitle')}
        value={part.title ?? ''}
        onInput={(title) => put({ title })}
        error={wrong(at('title'))}
        disabled={locked}
        width="middle"
      />
      <Rows<Period>
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
  put(change: { from?: string; to?: string }): void;
  wrong(name: string): string | undefined;
  locked: boolean;
}

function PeriodFields({ at, row, put, wrong, locked }: PeriodProps) {
  return (
    <>
      <DateField
        name={`${at}/from`}
        label={t('from')}
        value={row.from}
        onChange={(from) => put({ from: from ?? '' })}
        error={wrong(`${at}/from`)}
        required
        disabled={locked}
      />
      <DateField
        name={`${at}/to`}
        label={t('to')}
        hint={words('toHint')}
        value={row.to}
        onChange={(to) => put({ to } as { to: string })}
        error={wrong(`${at}/to`)}
        disabled={locked}
      />
    </>
  );
}

export function WorkHistory({ data, set, wrong, label, locked }: PartProps) {
  type Row = NonNullable<Data['work']>[number];
  return (
    <FieldGroup name="work" label={label} error={data.work?.length ? undefined : wrong('work')}>
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
          return (
            <>
              <TextField
                name={at('unitName')}
                label={words('unitName')}
                value={row.unitName}
                onInput={(unitName) => put({ unitName })}
                error={wrong(at('unitName'))}
                required
                disabled={locked}
              />
              <TextField
                name={at('post')}
                label={words('post')}
                value={row.post}
                onInput={(post) => put({ post })}
                error={wrong(at('post'))}
                required
                disabled={locked}
                width="middle"
              />
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
  const nextId = () => `r${Math.max(0, ...rows.map((r) => Number(r.recommenderId.slice(1)) || 0)) + 1}`;
  const titles = plan.tracks.find((one) => one.code === data.track)?.recommenders?.titles ?? [];
  return (
    <FieldGroup
      name="recommenders"
      label={label}
      hint={words('recommendersHint', { n: min })}
      error={rows.length ? undefined : wrong('recommenders')}
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
          const at = (key: string) => `recommenders/${i}/${key}`;
          return (
            <>
              <TextField
                name={at('name')}
                label={words('name')}
                value={row.name}
                onInput={(name) => put({ name })}
                error={wrong(at('name'))}
                required
                disabled={locked}
                width="middle"
              />
              <TextField
                name={at('title')}
                label={words('titleOf')}
                value={row.title}
                onInput={(title) => put({ title })}
                error={wrong(at('title'))}
                required
                disabled={locked}
                width="middle"
              />
              <Select
                name={at('specialty')}
                label={words('specialty')}
                value={row.specialty}
                onChange={(specialty) => put({ specialty })}
                choices={plan.title.specialties.map((s) => ({ value: s.code, label: say(s.name) }))}
                error={wrong(at('specialty'))}
                required
                disabled={locked}
                width="middle"
              />
              <TextField
                name={at('certificateNo')}
                label={words('certificateNo')}
                value={row.certificateNo}
                onInput={(certificateNo) => put({ certificateNo })}
                error={wrong(at('certificateNo'))}
                required
                disabled={locked}
                width="middle"
              />
              <TextField
                name={at('unitName')}
                label={words('unitName')}
                value={row.unitName ?? ''}
                onInput={(unitName) => put({ unitName })}
                error={wrong(at('unitName'))}
                disabled={locked}
              />
            </>
          );
        }}
      </Rows>
    </FieldGroup>
  );
}
