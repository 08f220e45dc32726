import type { ComponentChildren } from 'preact';
import type { FormFieldKey, Plan } from '../../../shared/contracts/plan.ts';
import { answerPath, answersOf } from '../../../shared/rules/declaration/answer-words.ts';
import { exclusionLine } from '../../../shared/rules/declaration/exclusions.ts';
import { factsOf } from '../../../shared/rules/plan/facts.ts';
import { formatScore } from '../../../shared/rules/plan/scoring.ts';
import { Answered } from '../../kit/answered.tsx';
import { showLifeDate } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { answerWords } from '../../kit/preconditions.ts';
import { educationName } from '../../kit/words.ts';
import { YearLines } from '../../kit/year-lines.tsx';
import { t } from '../words.ts';
import { Flag } from './block.tsx';
import type { ReturnDraft } from './decide/return-draft.ts';
import type { DeskFile } from './source.ts';

const own = defineMessages({
  present: ['至今', 'present'],
  track: ['申报方式', 'Track'],
  category: ['人员类别', 'Category'],
  specialty: ['申报专业', 'Specialty'],
  optionCodes: ['符合的条件', 'Conditions met'],
  selfEvaluation: ['自评得分', 'Self-evaluation'],
  recommenders: ['推荐人', 'Recommenders'],
  educations: ['学历', 'Education'],
  established: ['事业单位编制', 'Established post'],
  titles: ['现有职称', 'Titles held'],
  passedAt: ['评审通过 {day}', 'passed {day}'],
  issuedAt: ['发文 {day}', 'document of {day}'],
  appointment: ['现任职务', 'Present post'],
  work: ['工作经历', 'Work'],
  workStatement: ['本人述职', 'Work statement'],
  siOutOfProvince: ['省外社保', 'Insurance outside the province'],
  pointId: ['受理点', 'Acceptance point'],
  mobile: ['手机号码', 'Mobile'],
  inService: ['在职', 'In service'],
  checked: ['已核对', 'Checked'],
  preconditions: ['申报前提', 'Preconditions'],
  exclusions: ['不得申报的情形', 'Grounds of exclusion'],
  score: ['{name} {score}', '{name} {score}'],
});

type Data = DeskFile['declaration']['data'];
type Shown = Record<FormFieldKey, (data: Data, plan: Plan | undefined) => ComponentChildren>;

const yesNo = (value: boolean | undefined) => (value === undefined ? undefined : value ? t('yes') : t('no'));
const period = (from: string | undefined, to: string | undefined) =>
  from ? `${showLifeDate(from)} — ${to ? showLifeDate(to) : own('present')}` : '';
const list = (items: readonly ComponentChildren[] | undefined) =>
  items?.length ? (
    <ul class="plain-list">
      {items.map((item, i) => (
        <li key={i}>{item}</li>
      ))}
    </ul>
  ) : undefined;
const join = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' · ');

const shown: Shown = {
  track: (data, plan) => say(plan?.tracks.find((one) => one.code === data.track)?.names) || data.track,
  category: (data, plan) =>
    say(plan?.categories.find((one) => one.code === data.category)?.names) || data.category,
  specialty: (data, plan) =>
    say(plan?.title.specialties.find((one) => one.code === data.specialty)?.name) || data.specialty,
  optionCodes: (data, plan) => {
    const options = plan?.tracks.flatMap((track) => track.options) ?? [];
    return list(data.optionCodes?.map((code) => say(options.find((one) => one.code === code)?.text) || code));
  },
  selfEvaluation: (data, plan) => scores(data, plan),
  recommenders: (data) =>
    list(data.recommenders?.map((one) => join(one.name, one.title, one.unitName, one.certificateNo))),
  educations: (data, plan) =>
    list(
      data.educations?.map((one) =>
        join(
          say(plan?.educations.find((kind) => kind.kind === one.kind)?.names),
          one.school,
          one.major,
          educationName(one.level),
          one.degree,
          one.graduated ? showLifeDate(one.graduated) : undefined,
          one.certificateNo,
        ),
      ),
    ),
  established: (data) => yesNo(data.established),
  titles: ({ titles }) =>
    list(
      titles?.map((one) =>
        join(
          one.name,
          one.passedAt && own('passedAt', { day: showLifeDate(one.passedAt) }),
          one.issuedAt && own('issuedAt', { day: showLifeDate(one.issuedAt) }),
          one.certificateNo,
        ),
      ),
    ),
  appointment: ({ appointment }) =>
    appointment
      ? list([
          join(appointment.title, appointment.unitName),
          ...appointment.periods.map((one) => period(one.from, one.to)),
        ])
      : undefined,
  work: (data) =>
    list(data.work?.map((one) => join(period(one.period.from, one.period.to), one.unitName, one.post))),
  workStatement: (data) => (data.workStatement ? <p class="long-text">{data.workStatement}</p> : undefined),
  siOutOfProvince: (data) => yesNo(data.siOutOfProvince),
  pointId: (data, plan) => {
    const point = plan?.directory.points.find((one) => one.pointId === data.pointId);
    return join(say(point?.name) || data.pointId, data.pointReason);
  },
  mobile: (data) => data.mobile,
  inService: (data) => yesNo(data.inService),
  exclusions: (data, plan) =>
    plan &&
    list(
      Object.entries(data.exclusions ?? {}).map(([code, answer]) => say(exclusionLine(plan, code, answer))),
    ),
  preconditions: (data, plan) =>
    list(
      Object.entries(data.preconditions ?? {}).map(([code, answer]) => {
        const asked = plan?.preconditions?.find((one) => one.code === code);
        return join(say(asked?.names) || code, plan && answerWords(plan, code, answer));
      }),
    ),
};

function scores(data: Data, plan: Plan | undefined): ComponentChildren {
  if (!data.selfEvaluation) return undefined;
  const items = Object.values(plan?.scoringTables ?? {}).flatMap((table) =>
    table.groups.flatMap((group) => group.items),
  );
  return list(
    Object.entries(data.selfEvaluation).map(([code, value]) => {
      const item = items.find((one) => one.code === code);
      const score = item?.kind === 'CHOICE' ? formatScore(value) : `× ${value}`;
      return own('score', { name: say(item?.names) || code, score });
    }),
  );
}

interface Field {
  path: string;
  name: string;
  value: ComponentChildren;
}

/** What the plan's form asks, then its own sections, each under its name. */
function fieldsOf(declaration: DeskFile['declaration'], plan: Plan | undefined): Field[][] {
  const { data } = declaration;
  const keys = Object.keys(shown) as FormFieldKey[];
  const core = (plan?.form.fields ?? keys.map((key) => ({ key, names: undefined }))).map(
    ({ key, names }): Field => ({
      path: `/data/${key}`,
      name: say(names) || own(key),
      value: shown[key](data, plan),
    }),
  );
  const sections = plan ? answersOf(plan, declaration, factsOf({ plan, data })) : [];
  return [
    core.filter(({ value }) => value !== undefined && value !== ''),
    ...sections.map(({ fields }) =>
      fields.map(
        (one): Field => ({
          path: one.path,
          name: say(one.names),
          value: <Answered shown={one.shown} label={say(one.names)} />,
        }),
      ),
    ),
  ];
}

/** What a desk ticks off as it reads (the plan says what it checks). */
export interface DataChecks {
  readonly paths: readonly string[];
  readonly checked: readonly string[];
  onChecked(keys: readonly string[]): void;
}

/** The declaration, field by field in the plan's order; each can be marked for the return, and ticked off by its desk. */
export function DeclarationData({
  declaration,
  plan,
  counted = [],
  flag,
  checks,
}: {
  declaration: DeskFile['declaration'];
  plan: Plan | undefined;
  counted?: DeskFile['yearLines'];
  flag: ReturnDraft | undefined;
  checks?: DataChecks;
}) {
  const [core = [], ...sections] = fieldsOf(declaration, plan);
  const list = (fields: readonly Field[]) => (
    <dl class={flag ? 'described with-flags' : 'described'}>
      {fields.map(({ path, name, value }) => (
        <div key={path}>
          <dt>{name}</dt>
          <dd>
            {value}
            <YearLines lines={counted} part={path} />
            {checks?.paths.includes(path) ? <Tick checks={checks} path={path} name={name} /> : null}
          </dd>
          {flag ? (
            <dd class="flag-cell">
              <Flag flag={flag} path={path} />
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
  const titles = plan?.form.sections ?? [];
  return (
    <>
      {list(core)}
      {sections.map((fields) => {
        const title = titles.find((one) =>
          one.fields.some(({ code }) => fields[0]?.path === answerPath(code)),
        );
        return (
          <section key={fields[0]?.path} aria-label={say(title?.names)}>
            <h4>{say(title?.names)}</h4>
            {list(fields)}
          </section>
        );
      })}
    </>
  );
}

function Tick({
  checks: { checked, onChecked },
  path,
  name,
}: {
  checks: DataChecks;
  path: string;
  name: string;
}) {
  const on = checked.includes(path);
  return (
    <label class="check-line">
      <input
        type="checkbox"
        checked={on}
        onChange={() => onChecked(on ? checked.filter((one) => one !== path) : [...checked, path])}
      />
      <span>
        {own('checked')}
        <span class="visually-hidden">{name}</span>
      </span>
    </label>
  );
}
