import { useState } from 'preact/hooks';
import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import { identityKinds } from '../../../shared/contracts/identity.ts';
import { hasResidentNumber, readResidentId } from '../../../shared/rules/people/identifiers.ts';
import { nameDiffers } from '../../../shared/rules/people/verified-name.ts';
import { sessions } from '../../kit/auth.ts';
import { Button, Link } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { DateField } from '../../kit/date-field.tsx';
import { useDraft } from '../../kit/draft.ts';
import { ErrorSummary, ProblemSummary } from '../../kit/errors.tsx';
import { RadioCards, Select, TextArea, TextField } from '../../kit/fields.tsx';
import { errorOf, linesOf } from '../../kit/findings.ts';
import { fieldsOf } from '../../kit/form.ts';
import { showDate } from '../../kit/format.ts';
import { aside, defineMessages, listed, named } from '../../kit/i18n.ts';
import { IdNumberField } from '../../kit/id-number-field.tsx';
import { Notice, toast } from '../../kit/notice.tsx';
import { keyOf, queryClient, useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { useToday } from '../../kit/today.ts';
import { t } from '../words.ts';
import { UnitField } from './unit-field.tsx';

const own = defineMessages({
  intro: ['经检查无误后，点击“保存”。', 'Check your entries, then save.'],
  name: ['姓名', 'Name'],
  idKind: ['证件类型', 'Kind of document'],
  RESIDENT_ID: ['居民身份证', 'Resident identity card'],
  HK_MACAO_PERMIT: ['港澳居民来往内地通行证', 'Mainland travel permit (Hong Kong, Macao)'],
  HK_MACAO_RESIDENCE: ['港澳居民居住证', 'Residence permit (Hong Kong, Macao)'],
  TAIWAN_PERMIT: ['台湾居民来往大陆通行证', 'Mainland travel permit (Taiwan)'],
  TAIWAN_RESIDENCE: ['台湾居民居住证', 'Residence permit (Taiwan)'],
  PASSPORT: ['护照', 'Passport'],
  PERMANENT_RESIDENT: ['外国人永久居留身份证', 'Permanent resident card'],
  idNumber: ['证件号码', 'Number of the document'],
  mobile: ['手机号码', 'Mobile number'],
  email: ['电子邮箱', 'E-mail'],
  gender: ['性别', 'Sex'],
  MALE: ['男', 'Male'],
  FEMALE: ['女', 'Female'],
  birthDate: ['出生日期', 'Date of birth'],
  fromId: ['由身份证号码得出', 'Taken from the identity number'],
  education: ['最高学历', 'Highest education'],
  currentTitle: ['现任职称', 'Present title'],
  nameReason: ['姓名与登录实名不一致的原因', 'Why the name is not that of the sign-in'],
  nameReasonHint: [
    '登录实名为“{name}”。姓名应与其一致；确有原因的请说明，审核人员会看到。提交申报前必须填写。',
    'You are signed in as {name}, and the name should be the same. If there is a reason, give it: reviewers read it, and it is needed before you submit.',
  ],
  keptTitle: ['已提交的申报不随此处修改', 'What was submitted does not change with this page'],
  keptText: [
    '申报 {no} 提交时的{fields}与现在不同，评审表、公示和证书以提交时为准。需要更正的，请联系正在办理的部门：可退回更正；缴费后由两名工作人员更正。',
    'The declaration {no} was submitted with another {fields}; form, notices and certificate keep what was submitted. To have it corrected, ask the desk that has it: it can be returned, or after the payment corrected by two officers.',
  ],
  currentUnit: ['现工作单位', 'Current unit'],
  complete: ['个人基本信息已完善', 'The profile is complete'],
  completeNext: ['接着完善“我的业绩档案”', 'Now your achievement archive'],
  incomplete: ['尚需填写', 'Still to be filled in'],
});

type Body = BodyOf<'ProfileBody'>;
const blank: Body = { name: '', idKind: 'RESIDENT_ID', idNumber: '', mobile: '' };
const educations = ['博士研究生', '硕士研究生', '本科', '大专', '中专', '技工院校', '其他'];

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

function bodyFrom(profile: ResponseFor<'get-profile'>): Body {
  const { personId: _p, version: _v, unitName: _u, complete: _c, findings: _f, kept: _k, ...body } = profile;
  return { ...blank, ...body };
}

function ProfileForm({ profile }: { profile: ResponseFor<'get-profile'> }) {
  const today = useToday();
  const draft = useDraft<Body & { unitName?: string }>('profile', {
    ...bodyFrom(profile),
    ...(profile.unitName ? { unitName: profile.unitName } : {}),
  });
  const [attempt, setAttempt] = useState(0);
  const save = useAct('save-profile', {
    stale: ['list-applications'],
    onDone: (answer) => queryClient.setQueryData(keyOf('get-profile'), answer),
  });
  const { unitName, ...value } = draft.value;
  const lines = linesOf(save.problem?.errors);
  const wrong = (name: string) => errorOf(lines, name);
  const fields = fieldsOf(value, draft.set, wrong);
  const signInName = sessions.public.value?.name ?? '';
  const differs = nameDiffers({ name: value.name, signInName });
  const id = hasResidentNumber(value.idKind) ? readResidentId(value.idNumber, today) : undefined;
  const submit = async (event: Event) => {
    event.preventDefault();
    const derived = id?.ok
      ? {
          gender: id.value.sex === 'M' ? ('MALE' as const) : ('FEMALE' as const),
          birthDate: id.value.birthDate,
        }
      : {};
    const { nameReason, ...entered } = value;
    const reason = differs && nameReason ? { nameReason } : {};
    const answer = await save.run({
      body: bodyOf({ ...entered, ...reason, ...derived }),
      ifMatch: profile.version,
    });
    setAttempt((n) => n + 1);
    if (!answer) return;
    draft.saved();
    toast(t('saved'));
  };
  return (
    <form class="form" noValidate onSubmit={submit}>
      <ProblemSummary problem={save.problem} />
      {profile.version > 0 && !draft.dirty ? <Completeness profile={profile} attempt={attempt} /> : null}
      <KeptParticulars kept={profile.kept} />
      <p>{own('intro')}</p>
      <TextField
        {...fields.text('name')}
        printed
        label={own('name')}
        required
        autoComplete="name"
        width="middle"
      />
      {differs || value.nameReason ? (
        <TextArea
          {...fields.text('nameReason')}
          label={own('nameReason')}
          hint={own('nameReasonHint', { name: signInName })}
          rows={2}
          required
        />
      ) : null}
      <Select
        {...fields.choice('idKind')}
        label={own('idKind')}
        choices={identityKinds.map((kind) => ({
          value: kind,
          label: own(kind),
        }))}
        required
        width="middle"
      />
      <IdNumberField
        {...fields.text('idNumber')}
        label={own('idNumber')}
        kind={value.idKind}
        today={today}
        required
      />
      {id?.ok ? (
        <p class="quiet">
          {named(own('gender'), own(id.value.sex === 'M' ? 'MALE' : 'FEMALE'))} ·{' '}
          {named(own('birthDate'), showDate(id.value.birthDate))}
          {aside(own('fromId'))}
        </p>
      ) : (
        <>
          <RadioCards
            {...fields.choice('gender')}
            label={own('gender')}
            choices={(['MALE', 'FEMALE'] as const).map((sex) => ({ value: sex, label: own(sex) }))}
            required
            inline
          />
          <DateField {...fields.date('birthDate')} label={own('birthDate')} required />
        </>
      )}
      <TextField
        {...fields.text('mobile')}
        label={own('mobile')}
        required
        type="tel"
        autoComplete="tel"
        width="middle"
      />
      <TextField
        {...fields.text('email')}
        label={own('email')}
        type="email"
        autoComplete="email"
        width="middle"
      />
      <Select
        {...fields.choice('highestEducation')}
        label={own('education')}
        choices={educations.map((e) => ({ value: e, label: e }))}
        width="middle"
      />
      <TextField {...fields.text('currentTitle')} printed label={own('currentTitle')} width="middle" />
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
        <Button look="primary" type="submit" busy={save.busy}>
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
    <Notice tone="info" title={own('keptTitle')}>
      {kept.map(({ applicationId, applicationNo, fields }) => (
        <p key={applicationId}>
          {own('keptText', {
            no: applicationNo ?? '',
            fields: listed(fields.map((field) => own(field as 'name'))),
          })}
        </p>
      ))}
    </Notice>
  );
}

function Completeness({ profile, attempt }: { profile: ResponseFor<'get-profile'>; attempt: number }) {
  if (profile.complete)
    return (
      <Notice tone="good" title={own('complete')}>
        <Link href="/archive">{own('completeNext')}</Link>
      </Notice>
    );
  return <ErrorSummary lines={linesOf(profile.findings)} title={own('incomplete')} attempt={attempt} />;
}
