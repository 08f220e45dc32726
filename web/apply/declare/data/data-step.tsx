import { Fragment } from 'preact';
import type { Answer, Answers } from '../../../../shared/contracts/answers.ts';
import type { UnitKind } from '../../../../shared/contracts/declaration.ts';
import { stepRules } from '../../../../shared/contracts/declaration-steps.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import type { Exclusion } from '../../../../shared/contracts/plan-exclusions.ts';
import type { Facts } from '../../../../shared/contracts/plan-expression.ts';
import type { Precondition } from '../../../../shared/contracts/plan-procedure.ts';
import { answerPath } from '../../../../shared/rules/declaration/answer-words.ts';
import { optionsFor } from '../../../../shared/rules/declaration/eligibility.ts';
import { exclusionsFor } from '../../../../shared/rules/declaration/exclusions.ts';
import { preconditionsFor } from '../../../../shared/rules/declaration/preconditions.ts';
import { statementLength } from '../../../../shared/rules/declaration/statement.ts';
import { yearLines } from '../../../../shared/rules/declaration/years.ts';
import { askedFields, isAsked } from '../../../../shared/rules/plan/asked-fields.ts';
import { factsOf } from '../../../../shared/rules/plan/facts.ts';
import { titleDayOf } from '../../../../shared/rules/plan/year-counts.ts';
import { Button } from '../../../kit/button.tsx';
import { Conflicts } from '../../../kit/conflict.tsx';
import { useDraft } from '../../../kit/draft.ts';
import { CheckBoxes, RadioCards, Select, TextArea, TextField } from '../../../kit/fields.tsx';
import { errorAt, errorOf } from '../../../kit/findings.ts';
import { useWrong } from '../../../kit/form.ts';
import { listed, say } from '../../../kit/i18n.ts';
import { Notice } from '../../../kit/notice.tsx';
import { useApi } from '../../../kit/query.ts';
import { RuleQuote } from '../../../kit/rule-quote.tsx';
import { useToday } from '../../../kit/today.ts';
import { YearLines } from '../../../kit/year-lines.tsx';
import { t } from '../../words.ts';
import { mayChange } from '../places.ts';
import { PointChoice } from '../point-choice.tsx';
import type { View } from '../progress.ts';
import { NextButton, StepMessages, type StepProps, useStepOutcome, useStepSave } from '../step-form.tsx';
import { AskedSections } from './asked-fields.tsx';
import {
  askedOnly,
  completeData,
  type Data,
  type FieldKey,
  isShown,
  trackAllowed,
  withAnswer,
  withCategory,
  withTrack,
} from './data-form.ts';
import { Appointment, Educations, Recommenders, Titles, WorkHistory } from './data-lists.tsx';
import { dataParts } from './data-parts.ts';
import { words } from './data-words.ts';
import { Exclusions } from './exclusions.tsx';
import { Preconditions } from './preconditions.tsx';
import { SelfEvaluation } from './self-evaluation.tsx';

/** 填写申报信息 (R25–R36): fields in the plan's order; those that do not apply are not asked. */
export default function DataStep({ view, plan }: StepProps) {
  const today = useToday();
  const profile = useApi('get-profile');
  const held = (now: View) => ({ value: startingData(now, profile.data?.body.mobile), version: now.version });
  const draft = useDraft<Data>(`data.${view.applicationId}`, held(view), dataParts(plan));
  const save = useStepSave('save-data', view, {
    draft,
    held,
    body: (now: Data) => completeData(askedOnly(plan, now)),
  });
  const outcome = useStepOutcome('DATA', view, save.problem);
  const unitKind = useUnitKind(profile.data?.body.currentUnit);
  const data = draft.value;
  const wrong = useWrong(data, outcome.lines, [outcome.attempt, save.problem], 'data', errorAt);
  const known = { unit: unitKind && { kind: unitKind }, applicant: profile.data?.body };
  const facts = factsOf({ plan, data, ...known });
  const counted = yearLines(plan, { ...view.declaration, data }, known);
  const context: FieldContext = {
    plan,
    view,
    data,
    set: draft.set,
    replace: (next) => draft.set(() => next),
    wrong,
    today,
    preconditions: preconditionsFor(plan, facts),
    exclusions: exclusionsFor(plan, facts),
    locked: (key) => !mayChange(view, [`/data/${key}`]),
  };
  const verdict = [outcome.attempt, save.problem];
  const answers = data.asked ?? noAnswers;
  const wrongAnswer = useWrong(answers, outcome.lines, verdict, 'data/asked', errorAt);
  const handedIn = factsOf({ plan, data: view.declaration.data, ...known });
  const answer = (code: string, value: Answer | undefined) =>
    draft.set((now) => ({ ...now, asked: withAnswer(now.asked, code, value) }));
  const next = async () => outcome.proceed(await save.save());
  return (
    <form class="form" noValidate onSubmit={(event) => event.preventDefault()}>
      <Conflicts draft={draft} asked={save.asked} />
      <StepMessages outcome={outcome} root="data" />
      <Locked context={context} />
      <YearLines lines={counted} part="/profile" />
      {plan.form.fields
        .filter((field) =>
          isShown(plan, field.key, facts, errorOf(outcome.lines, field.key, 'data') !== undefined),
        )
        .map((field) => (
          <Fragment key={field.key}>
            <FormField name={field.key} label={say(field.names)} context={context} />
            <YearLines lines={counted} part={`/data/${field.key}`} />
          </Fragment>
        ))}
      <AskedSections
        {...{ plan, answers, facts, today }}
        set={answer}
        wrong={wrongAnswer}
        locked={(code) =>
          !mayChange(view, [answerPath(code)]) &&
          !view.returned?.newlyAsked.includes(answerPath(code)) &&
          !isNewlyAsked(plan, code, handedIn, facts) &&
          !errorOf(outcome.lines, code, 'data/asked')
        }
      />
      <RuleQuote rules={rulesOf(plan, data)} />
      {draft.dirty ? (
        <p class="quiet">
          {t('draftKept')}{' '}
          <Button look="plain" onClick={draft.discard}>
            {t('discard')}
          </Button>
        </p>
      ) : null}
      <NextButton
        plan={plan}
        busy={save.busy}
        held={draft.conflicts.length > 0}
        onClick={() => void next()}
      />
    </form>
  );
}

const noAnswers: Answers = {};

/** A return that opens the track opens what the new track asks and the old one did not. */
const isNewlyAsked = (plan: Plan, code: string, before: Facts, now: Facts): boolean => {
  const field = askedFields(plan).find((one) => one.code === code);
  return field !== undefined && isAsked(field, now) === true && isAsked(field, before) !== true;
};

/** What the page rests on: its fields, and the kinds of education that are declared. */
function rulesOf({ form, educations }: StepProps['plan'], data: Data): string[] {
  const kinds = data.educations?.map((one) => one.kind) ?? [];
  const declared = educations.filter((one) => kinds.includes(one.kind)).flatMap((one) => one.rules);
  const own = askedFields({ form }).flatMap((field) => field.rule ?? []);
  return [...new Set([...stepRules.DATA, ...form.fields.map((field) => field.rule), ...own, ...declared])];
}

/** C9: why most of the page cannot be typed into, and what can. */
function Locked({ context: { plan, view, locked } }: { context: FieldContext }) {
  if (view.stage !== 'RETURNED' || !view.returned) return null;
  const { newlyAsked } = view.returned;
  const asked = askedFields(plan).filter(
    ({ code }) => mayChange(view, [answerPath(code)]) || newlyAsked.includes(answerPath(code)),
  );
  const open = [...plan.form.fields.filter((field) => !locked(field.key)), ...asked];
  if (open.length === plan.form.fields.length + askedFields(plan).length) return null;
  return (
    <Notice>
      {open.length > 0
        ? words('lockedBut', { list: listed(open.map((field) => say(field.names))) })
        : words('lockedAll')}
    </Notice>
  );
}

/** What is known already is there: the mobile number of the profile, the proposed point, being in service. */
function startingData(view: StepProps['view'], mobile: string | undefined): Data {
  const { data } = view.declaration;
  return {
    ...(mobile ? { mobile } : {}),
    ...(view.proposedPointId ? { pointId: view.proposedPointId } : {}),
    ...data,
  };
}

function useUnitKind(uscc: string | undefined): UnitKind | undefined {
  const units = useApi('find-units', { query: { q: uscc }, enabled: uscc !== undefined });
  return units.data?.body.items.find((unit) => unit.uscc === uscc)?.kind as UnitKind | undefined;
}

interface FieldContext extends StepProps {
  data: Data;
  set(change: Partial<Data>): void;
  replace(next: Data): void;
  wrong(name: string): string | undefined;
  today: string;
  /** What the plan asks of this person (D39). */
  preconditions: readonly Precondition[];
  exclusions: readonly Exclusion[];
  locked(key: FieldKey): boolean;
}

interface FieldProps {
  name: FieldKey;
  label: string;
  context: FieldContext;
}

function FormField({ name, label, context }: FieldProps) {
  const { plan, data, set, wrong, locked } = context;
  const part = { plan, data, set, wrong, label, locked: locked(name) };
  const track = plan.tracks.find((one) => one.code === data.track);
  switch (name) {
    case 'category':
    case 'track':
    case 'specialty':
    case 'optionCodes':
      return <ChoiceField name={name} label={label} context={context} />;
    case 'selfEvaluation':
      return track ? (
        <SelfEvaluation
          plan={plan}
          track={track}
          answers={data.selfEvaluation ?? {}}
          onChange={(selfEvaluation) => set({ selfEvaluation })}
          label={label}
          wrong={wrong}
          locked={locked(name)}
        />
      ) : null;
    case 'recommenders':
      return <Recommenders {...part} min={track?.recommenders?.min ?? 2} />;
    case 'educations':
      return <Educations {...part} />;
    case 'titles':
      return (
        <Titles
          {...part}
          counts={titleDayOf(plan)}
          required={plan.form.fields.some((one) => one.key === name && one.required === true)}
        />
      );
    case 'appointment':
      return <Appointment {...part} />;
    case 'work':
      return <WorkHistory {...part} />;
    case 'workStatement':
      return (
        <TextArea
          name={name}
          label={label}
          hint={say(plan.form.fields.find((f) => f.key === name)?.hint)}
          value={data.workStatement ?? ''}
          onInput={(workStatement) => set({ workStatement })}
          rows={12}
          printed
          count={{ of: statementLength, max: plan.statement.max }}
          error={wrong(name)}
          required
          disabled={locked(name)}
        />
      );
    case 'pointId':
      return <PointChoice {...part} proposed={context.view.proposedPointId} today={context.today} />;
    case 'mobile':
      return (
        <TextField
          name={name}
          label={label}
          value={data.mobile ?? ''}
          onInput={(mobile) => set({ mobile })}
          error={wrong(name)}
          type="tel"
          autoComplete="tel"
          required
          disabled={locked(name)}
          width="middle"
        />
      );
    case 'exclusions':
      return <Exclusions {...part} asked={context.exclusions} />;
    case 'preconditions':
      return <Preconditions {...part} asked={context.preconditions} today={context.today} />;
    case 'established':
    case 'siOutOfProvince':
    case 'inService':
      return <YesNo name={name} label={label} context={context} />;
  }
}

function YesNo({
  name,
  label,
  context,
}: {
  name: 'established' | 'siOutOfProvince' | 'inService';
  label: string;
  context: FieldContext;
}) {
  const { data, set, wrong, locked } = context;
  const value = data[name];
  return (
    <RadioCards
      name={name}
      label={label}
      hint={name === 'inService' ? words('inServiceHint') : undefined}
      value={value === undefined ? '' : value ? 'yes' : 'no'}
      onChange={(chosen) => set({ [name]: chosen === 'yes' })}
      choices={[
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no') },
      ]}
      error={wrong(name)}
      required={name !== 'inService'}
      disabled={locked(name)}
      inline
    />
  );
}

function ChoiceField({ name, label, context }: FieldProps) {
  const { plan, data, set, replace, wrong, locked } = context;
  const common = { name, label, error: wrong(name), required: true, disabled: locked(name) };
  if (name === 'specialty')
    return (
      <Select
        {...common}
        value={data.specialty ?? ''}
        onChange={(specialty) => set({ specialty })}
        choices={plan.title.specialties.map((s) => ({ value: s.code, label: say(s.name) }))}
        width="middle"
      />
    );
  if (name === 'category')
    return (
      <RadioCards
        {...common}
        value={data.category ?? ''}
        onChange={(category) => replace(withCategory(plan, data, category))}
        choices={plan.categories.map((c) => ({ value: c.code, label: say(c.names) }))}
      />
    );
  if (name === 'track') {
    const usable = plan.tracks.filter((one) => trackAllowed(plan, one.code, data.category));
    return (
      <RadioCards
        {...common}
        value={data.track ?? ''}
        onChange={(track) => replace(withTrack(plan, data, track))}
        choices={plan.tracks.map((one) => {
          const allowed = usable.includes(one);
          return {
            value: one.code,
            label: say(one.names),
            disabled: !allowed,
            ...(allowed
              ? {}
              : { reason: words('notAllowedTrack', { track: listed(usable.map((u) => say(u.names))) }) }),
          };
        })}
      />
    );
  }
  const track = plan.tracks.find((one) => one.code === data.track);
  if (!track) return null;
  return (
    <CheckBoxes
      {...common}
      hint={words('optionsHint', { n: track.optionsMin })}
      values={data.optionCodes ?? []}
      onChange={(optionCodes) => set({ optionCodes })}
      choices={optionsFor(track, data.category).map((o) => ({ value: o.code, label: say(o.text) }))}
    />
  );
}
