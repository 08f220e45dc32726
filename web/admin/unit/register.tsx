import { useState } from 'preact/hooks';
import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import { unitKinds } from '../../../shared/contracts/declaration.ts';
import { normaliseIdentifier, readCreditCode, readMobile } from '../../../shared/rules/people/identifiers.ts';
import { nameDiffers } from '../../../shared/rules/people/verified-name.ts';
import { sessions } from '../../kit/auth.ts';
import { Button } from '../../kit/button.tsx';
import { useDraft } from '../../kit/draft.ts';
import { ErrorSummary, ProblemSummary } from '../../kit/errors.tsx';
import { RadioCards, Select, TextField } from '../../kit/fields.tsx';
import { type Line, linesOf } from '../../kit/findings.ts';
import { fieldsOf, useWrong } from '../../kit/form.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { toast } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { unitKindName } from '../../kit/words.ts';
import { useDivisions } from './divisions.ts';

const own = defineMessages({
  uscc: ['统一社会信用代码', 'Unified social credit code'],
  usccOk: ['✓ 代码格式正确', '✓ The code is well formed'],
  name: ['单位名称', 'Name of the unit'],
  nameHint: ['与公章一致的全称。', 'The full name, as on the seal.'],
  kind: ['单位性质', 'Kind of unit'],
  division: ['属地（区、县、市）', 'Located in (district or county)'],
  under: ['隶属关系', 'Affiliation'],
  underDivision: ['区、县（市）所属或无主管部门', 'Under a district or county, or nobody'],
  underMuni: ['市直单位所属', 'Under a municipal direct unit'],
  muniUnit: ['市直单位', 'Municipal direct unit'],
  affiliation: ['所属区、县（市）', 'District or county'],
  hrName: ['单位人事负责人', 'Head of HR'],
  hrNameReason: ['姓名与登录实名不一致的原因', 'Why the name is not that of the sign-in'],
  hrNameReasonHint: [
    '登录实名为“{name}”。审核单位意见时打印的是登录实名；确有原因不一致的请说明。',
    'You are signed in as {name}, which is what the review form prints as the unit’s reviewer. If the names differ for a reason, give it.',
  ],
  hrMobile: ['人事负责人手机', 'Mobile of the head of HR'],
  submit: ['注册', 'Register'],
  done: ['已注册，请提交授权委托证明', 'Registered; now submit the letter of authorisation'],
});

interface Form {
  uscc: string;
  name: string;
  kind: string;
  division: string;
  under: 'DIVISION' | 'MUNI_DIRECT';
  affiliation: string;
  muniUnitId: string;
  hrName: string;
  hrNameReason: string;
  hrMobile: string;
}
const blank: Form = {
  uscc: '',
  name: '',
  kind: '',
  division: '',
  under: 'DIVISION',
  affiliation: '',
  muniUnitId: '',
  hrName: '',
  hrNameReason: '',
  hrMobile: '',
};

function bodyOf(form: Form): BodyOf<'UnitBody'> {
  const affiliation =
    form.under === 'MUNI_DIRECT'
      ? { type: 'MUNI_DIRECT' as const, muniUnitId: form.muniUnitId }
      : { type: 'DIVISION' as const, division: form.affiliation || form.division };
  return {
    uscc: normaliseIdentifier(form.uscc),
    name: form.name.trim(),
    kind: form.kind as BodyOf<'UnitBody'>['kind'],
    affiliation,
    location: { division: form.division },
    hrName: form.hrName.trim(),
    ...(form.hrNameReason.trim() ? { hrNameReason: form.hrNameReason } : {}),
    hrMobile: form.hrMobile.trim(),
  };
}

/** Registering the unit (R7). The code is checked while it is typed (GB 32100), by the rule that the server applies. */
export function RegisterUnit() {
  const draft = useDraft<Form>('unit', { value: blank });
  const form = draft.value;
  const [left, setLeft] = useState(false);
  const [early, setEarly] = useState<readonly Line[]>([]);
  const { divisions, muniUnits } = useDivisions();
  const signInName = sessions.public.value?.name ?? '';
  const act = useAct('register-unit', { stale: ['get-unit'] });
  const lines = [...early, ...linesOf(act.problem?.errors)];
  const wrong = useWrong(form, lines, [act.problem, early]);
  const fields = fieldsOf(form, draft.set, wrong);
  const code = form.uscc.trim() ? readCreditCode(form.uscc, 'uscc') : undefined;
  const full = form.uscc.replace(/\s/g, '').length >= 18;
  const codeError = code && !code.ok && (full || left) ? say(code.problems[0]?.message) : undefined;
  const submit = async (event: Event) => {
    event.preventDefault();
    const found = problemsOf(form);
    setEarly(found);
    if (found.length) return;
    if (!(await act.run({ body: bodyOf(form) }))) return;
    draft.discard();
    toast(own('done'));
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary lines={early} attempt={early} />
      <ProblemSummary problem={act.problem} />
      <TextField
        name="uscc"
        label={own('uscc')}
        value={form.uscc}
        onInput={(uscc) => draft.set({ uscc })}
        onBlur={() => setLeft(true)}
        hint={code?.ok && !wrong('uscc') ? own('usccOk') : undefined}
        error={wrong('uscc') ?? codeError}
        autoComplete="off"
        width="middle"
        required
      />
      <TextField {...fields.text('name')} printed label={own('name')} hint={own('nameHint')} required />
      <Select
        {...fields.choice('kind')}
        label={own('kind')}
        choices={unitKinds.map((kind) => ({ value: kind, label: unitKindName(kind) }))}
        width="middle"
        required
      />
      <Select
        name="location"
        label={own('division')}
        value={form.division}
        onChange={(division) => draft.set({ division })}
        choices={divisions}
        error={wrong('location')}
        width="middle"
        required
      />
      <RadioCards
        name="affiliation"
        label={own('under')}
        value={form.under}
        onChange={(under) => draft.set({ under: under as Form['under'] })}
        choices={[
          { value: 'DIVISION', label: own('underDivision') },
          { value: 'MUNI_DIRECT', label: own('underMuni') },
        ]}
        error={wrong('affiliation')}
        required
      />
      {form.under === 'MUNI_DIRECT' ? (
        <Select
          {...fields.choice('muniUnitId')}
          label={own('muniUnit')}
          choices={muniUnits}
          width="middle"
          required
        />
      ) : (
        <Select
          name="affiliationDivision"
          label={own('affiliation')}
          value={form.affiliation || form.division}
          onChange={(affiliation) => draft.set({ affiliation })}
          choices={divisions}
          width="middle"
          required
        />
      )}
      <TextField {...fields.text('hrName')} label={own('hrName')} width="middle" required />
      {nameDiffers({ name: form.hrName, signInName }) ? (
        <TextField
          {...fields.text('hrNameReason')}
          label={own('hrNameReason')}
          hint={own('hrNameReasonHint', { name: signInName })}
          required
        />
      ) : null}
      <TextField {...fields.text('hrMobile')} label={own('hrMobile')} type="tel" width="middle" required />
      <RuleQuote rules={['R7']} />
      <div class="actions">
        <Button look="primary" type="submit" busy={act.busy}>
          {own('submit')}
        </Button>
      </div>
    </form>
  );
}

const missing = defineMessages({
  name: ['请填写单位名称', 'Give the name of the unit'],
  kind: ['请选择单位性质', 'Choose the kind of unit'],
  location: ['请选择属地', 'Choose where it is located'],
  muniUnitId: ['请选择市直单位', 'Choose the municipal unit'],
  hrName: ['请填写人事负责人', 'Name the head of HR'],
});

/** Everything that can be told before asking the server, all at once. */
function problemsOf(form: Form): Line[] {
  const code = readCreditCode(form.uscc, 'uscc');
  const mobile = readMobile(form.hrMobile, 'hrMobile');
  const line = (field: keyof typeof said): Line => ({
    code: 'REQUIRED',
    field,
    message: missing(field),
    advice: false,
  });
  const said = {
    name: form.name,
    kind: form.kind,
    location: form.division,
    ...(form.under === 'MUNI_DIRECT' ? { muniUnitId: form.muniUnitId } : { muniUnitId: '-' }),
    hrName: form.hrName,
  };
  const empty = (Object.keys(said) as (keyof typeof said)[]).filter((field) => !said[field].trim());
  return [
    ...(code.ok ? [] : linesOf(code.problems)),
    ...empty.map(line),
    ...(mobile.ok ? [] : linesOf(mobile.problems)),
  ];
}
