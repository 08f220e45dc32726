import { useState } from 'preact/hooks';
import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import { identityKinds } from '../../../shared/contracts/identity.ts';
import { hasResidentNumber, readResidentId } from '../../../shared/rules/people/identifiers.ts';
import { nameDiffers } from '../../../shared/rules/people/verified-name.ts';
import { sessions } from '../../kit/auth.ts';
import { Button, Link } from '../../kit/button.tsx';
import { type Answer, call, type ResponseFor } from '../../kit/client.ts';
import { Conflicts } from '../../kit/conflict.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { type Held, useDraft } from '../../kit/draft.ts';
import { ErrorSummary, ProblemSummary, useNamedField } from '../../kit/errors.tsx';
import { RadioCards, Select, TextArea, TextField } from '../../kit/fields.tsx';
import { linesOf } from '../../kit/findings.ts';
import { fieldsOf, useWrong } from '../../kit/form.ts';
import { showLifeDate } from '../../kit/format.ts';
import { aside, listed, named } from '../../kit/i18n.ts';
import { IdNumberField } from '../../kit/id-number-field.tsx';
import { Notice, toast } from '../../kit/notice.tsx';
import { keyOf, queryClient, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { useSave } from '../../kit/save.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { useToday } from '../../kit/today.ts';
import { educationLevels, educationName, identityKindName, sexName } from '../../kit/words.ts';
import { t } from '../words.ts';
import { type ProfileForm as Form, profileParts, words } from './profile-parts.ts';
import { UnitField } from './unit-field.tsx';

type Body = BodyOf<'ProfileBody'>;
type Profile = ResponseFor<'get-profile'>;
const blank: Body = { name: '', idKind: 'RESIDENT_ID', idNumber: '', mobile: '' };

export default function ProfilePage() {
  const query = useApi('get-profile');
  return (
    <div class="stack">
      <PageTitle>{t('profile')}</PageTitle>
      <QueryView query={query}>{({ body }) => <ProfileForm profile={body} />}</QueryView>
    </div>
  );
}

/** Empty entries are left out of the body: they are absent, not empty. */
const bodyOf = (value: Body): Body =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== '' && v !== undefined)) as Body;

function bodyFrom(profile: Profile): Body {
  const { personId: _p, version: _v, unitName: _u, complete: _c, findings: _f, kept: _k, ...body } = profile;
  return { ...blank, ...body };
}

/** What the form holds of the stored profile. */
const heldOf = (profile: Profile): Held<Form> => ({
  value: { ...bodyFrom(profile), ...(profile.unitName ? { unitName: profile.unitName } : {}) },
  version: profile.version,
});

/** What is sent; sex and day of birth are those of the identity number where it has them. */
function sentOf({ unitName: _name, nameReason, ...entered }: Form, today: string, signInName: string): Body {
  // D16: a reason is for a name that is not the verified one.
  const differs = nameDiffers({ name: entered.name, signInName });
  const value: Body = { ...entered, ...(differs && nameReason ? { nameReason } : {}) };
  const id = idOf(value, today);
  if (!id?.ok) return bodyOf(value);
  return bodyOf({
    ...value,
    gender: id.value.sex === 'M' ? 'MALE' : 'FEMALE',
    birthDate: id.value.birthDate,
  });
}

const idOf = ({ idKind, idNumber }: Body, today: string) =>
  hasResidentNumber(idKind) ? readResidentId(idNumber, today) : undefined;

function learn(answer: Answer<'get-profile'>): void {
  queryClient.setQueryData(keyOf('get-profile'), answer);
  void queryClient.invalidateQueries({ queryKey: ['list-applications'] });
}

function ProfileForm({ profile }: { profile: Profile }) {
  const today = useToday();
  const signInName = sessions.public.value?.name ?? '';
  const draft = useDraft('profile', heldOf(profile), profileParts);
  const [attempt, setAttempt] = useState(0);
  useNamedField();
  const saver = useSave<'save-profile', Form>('save-profile', {
    draft,
    options: (value, ifMatch) => ({ body: sentOf(value, today, signInName), ifMatch }),
    held: ({ body }) => heldOf(body),
    learn,
    read: () => call('get-profile'),
  });
  const { unitName, ...value } = draft.value;
  const wrong = useWrong(value, linesOf(saver.problem?.errors), [saver.problem]);
  const fields = fieldsOf(value, draft.set, wrong);
  const differs = nameDiffers({ name: value.name, signInName });
  const id = idOf(value, today);
  const submit = async (event: Event) => {
    event.preventDefault();
    const answer = await saver.save();
    setAttempt((n) => n + 1);
    if (answer) toast(t('saved'));
  };
  return (
    <form class="form" noValidate onSubmit={submit}>
      <Conflicts draft={draft} asked={saver.asked} />
      <ProblemSummary problem={saver.problem} />
      {profile.version > 0 && !draft.dirty ? <Completeness profile={profile} attempt={attempt} /> : null}
      <KeptParticulars kept={profile.kept} />
      <p>{words('intro')}</p>
      <TextField
        {...fields.text('name')}
        printed="name"
        label={words('name')}
        required
        autoComplete="name"
        width="middle"
      />
      {differs || value.nameReason ? (
        <TextArea
          {...fields.text('nameReason')}
          label={words('nameReason')}
          hint={words('nameReasonHint', { name: signInName })}
          rows={2}
          required
        />
      ) : null}
      <Select
        {...fields.choice('idKind')}
        label={words('idKind')}
        choices={identityKinds.map((kind) => ({
          value: kind,
          label: identityKindName(kind),
        }))}
        required
        width="middle"
      />
      <IdNumberField
        {...fields.text('idNumber')}
        label={words('idNumber')}
        kind={value.idKind}
        today={today}
        required
      />
      {id?.ok ? (
        <p class="quiet">
          {named(words('gender'), sexName(id.value.sex === 'M' ? 'MALE' : 'FEMALE'))} ·{' '}
          {named(words('birthDate'), showLifeDate(id.value.birthDate))}
          {aside(words('fromId'))}
        </p>
      ) : hasResidentNumber(value.idKind) ? null : (
        <>
          <RadioCards
            {...fields.choice('gender')}
            label={words('gender')}
            choices={(['MALE', 'FEMALE'] as const).map((sex) => ({ value: sex, label: sexName(sex) }))}
            required
            inline
          />
          <DateField {...fields.date('birthDate')} label={words('birthDate')} required />
        </>
      )}
      <TextField
        {...fields.text('mobile')}
        label={words('mobile')}
        required
        type="tel"
        autoComplete="tel"
        width="middle"
      />
      <TextField
        {...fields.text('email')}
        label={words('email')}
        type="email"
        autoComplete="email"
        width="middle"
      />
      <Select
        {...fields.choice('highestEducation')}
        label={words('education')}
        choices={educationLevels.map((level) => ({ value: level, label: educationName(level) }))}
        width="middle"
      />
      <TextField {...fields.text('currentTitle')} printed label={words('currentTitle')} width="middle" />
      <UnitField
        uscc={value.currentUnit}
        unitName={unitName}
        error={wrong('currentUnit')}
        onChange={(unit) =>
          draft.set((now) => ({ ...now, currentUnit: unit?.uscc ?? '', unitName: unit?.name ?? '' }))
        }
      />
      <RuleQuote rules={['R8', 'R9']} />
      {draft.dirty ? <p class="quiet">{t('draftKept')}</p> : null}
      <div class="actions">
        <Button look={draft.conflicts.length ? 'secondary' : 'primary'} type="submit" busy={saver.busy}>
          {t('save')}
        </Button>
        {draft.dirty ? (
          <Button look="plain" onClick={draft.discard}>
            {t('discard')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

/** D16: the profile may change at any time; what was submitted keeps its particulars. */
function KeptParticulars({ kept }: { kept: ResponseFor<'get-profile'>['kept'] }) {
  if (kept.length === 0) return null;
  return (
    <Notice tone="info" title={words('keptTitle')}>
      {kept.map(({ applicationId, applicationNo, fields }) => (
        <p key={applicationId}>
          {words('keptText', {
            no: applicationNo ?? '',
            fields: listed(fields.map((field) => words(field as 'name'))),
          })}
        </p>
      ))}
    </Notice>
  );
}

function Completeness({ profile, attempt }: { profile: Profile; attempt: number }) {
  if (profile.complete)
    return (
      <Notice tone="good" title={words('complete')}>
        <Link href="/archive">{words('completeNext')}</Link>
      </Notice>
    );
  return <ErrorSummary lines={linesOf(profile.findings)} title={words('incomplete')} attempt={attempt} />;
}
