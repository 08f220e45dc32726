import { useState } from 'preact/hooks';
import { unitStatusNames } from '../../../shared/contracts/api/people.ts';
import { Button, Link } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { FindingList, ProblemSummary } from '../../kit/errors.tsx';
import { FileField } from '../../kit/file-field.tsx';
import { linesOf } from '../../kit/findings.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { DescriptionList, Steps } from '../../kit/lists.tsx';
import { Notice, StatusTag, toast } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { Failed, Loading } from '../../kit/states.tsx';
import { unitKindName } from '../../kit/words.ts';
import { Reminders } from '../parts/reminders.tsx';
import { t } from '../words.ts';
import { useDivisions } from './divisions.ts';
import { RegisterUnit } from './register.tsx';

const own = defineMessages({
  register: ['注册用人单位', 'Register the unit'],
  left: ['您现在不办理任何单位的业务', 'You act for no unit now'],
  registerAnother: ['注册其他单位', 'Register another unit'],
  steps: ['绑定步骤', 'Binding'],
  stepRegister: ['注册单位', 'Register'],
  stepLetter: ['提交授权委托证明', 'Submit the letter of authorisation'],
  stepBound: ['受理点审核，绑定单位', 'The point checks and binds it'],
  letter: ['授权委托证明', 'Letter of authorisation'],
  letterHint: ['加盖单位公章后扫描，PDF、JPG 或 PNG。', 'Sealed by the unit and scanned; PDF, JPG or PNG.'],
  submitted: ['已提交，请等待受理点审核。', 'Submitted; the point will check it.'],
  boundNote: ['职工可以在“个人基本信息”中选择本单位。', 'Staff can now choose this unit in their profiles.'],
  toArchive: ['审查业绩', 'Check achievements'],
  toApplications: ['审核申报', 'Review applications'],
  uscc: ['统一社会信用代码', 'Credit code'],
  kind: ['单位性质', 'Kind of unit'],
  place: ['属地', 'Located in'],
  under: ['隶属', 'Under'],
  hr: ['单位人事负责人', 'Head of HR'],
  mobile: ['手机号码', 'Mobile'],
  notices: ['通知', 'Notices'],
});

type Unit = ResponseFor<'get-unit'>;

/** The employing unit's first page: registration, or the state of the binding and what to do now (R7, R8). */
export default function UnitHome() {
  const query = useApi('get-unit');
  if (query.error?.status === 404) return <NoUnit lines={query.error.errors} />;
  if (query.error) return <Failed problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  return <Registered unit={query.data.body} />;
}

/** Nobody has registered yet; or the account acted for a unit before, and is told what became of that (D33). */
function NoUnit({ lines }: { lines: readonly { code: string; message: string }[] }) {
  const [another, setAnother] = useState(false);
  const left = lines.filter((line) => line.code !== 'UNIT_NOT_REGISTERED');
  if (left.length > 0 && !another)
    return (
      <div class="stack">
        <PageTitle>{own('left')}</PageTitle>
        <Notice tone="info">
          {left.map((line) => (
            <p key={line.code}>{line.message}</p>
          ))}
        </Notice>
        <div>
          <Button onClick={() => setAnother(true)}>{own('registerAnother')}</Button>
        </div>
        <RuleQuote rules={['D33']} />
      </div>
    );
  return (
    <div class="stack">
      <PageTitle>{own('register')}</PageTitle>
      <RegisterUnit />
    </div>
  );
}

const letterAsked: readonly Unit['status'][] = ['REGISTERED', 'AUTH_RETURNED'];

function Registered({ unit }: { unit: Unit }) {
  const { nameOf, muniUnitName } = useDivisions();
  return (
    <div class="stack">
      <PageTitle>{unit.name}</PageTitle>
      <Binding unit={unit} />
      {unit.suspended ? (
        <Notice tone="bad" title={say(unitStatusNames.SUSPENDED)}>
          <p>{unit.suspended.reason}</p>
        </Notice>
      ) : null}
      {unit.advice.length ? <FindingList lines={linesOf(unit.advice)} /> : null}
      {letterAsked.includes(unit.status) ? <LetterForm unit={unit} /> : null}
      {unit.status === 'BOUND' ? (
        <div class="row">
          <Link href="/unit/applications" look="primary">
            {own('toApplications')}
          </Link>
          <Link href="/unit/archive" look="secondary">
            {own('toArchive')}
          </Link>
        </div>
      ) : null}
      <section class="panel">
        <DescriptionList
          items={[
            { term: own('uscc'), value: unit.uscc },
            { term: own('kind'), value: unitKindName(unit.kind) },
            { term: own('place'), value: nameOf(unit.location.division) },
            {
              term: own('under'),
              value:
                unit.affiliation.type === 'MUNI_DIRECT'
                  ? muniUnitName(unit.affiliation.muniUnitId)
                  : nameOf(unit.affiliation.division),
            },
            { term: own('hr'), value: unit.hrName },
            { term: own('mobile'), value: unit.hrMobile },
          ]}
        />
      </section>
      {unit.status === 'BOUND' ? <Due /> : null}
      <Notices />
    </div>
  );
}

function Due() {
  const told = useApi('list-unit-notices', { every: 60_000 });
  return <Reminders items={told.data?.body.items} path="/unit/applications" />;
}

function Binding({ unit }: { unit: Unit }) {
  const { status } = unit;
  const at = status === 'BOUND' ? 3 : status === 'AUTH_SUBMITTED' ? 2 : 1;
  const state = (i: number) => (i < at ? 'DONE' : i === at ? 'CURRENT' : 'TODO');
  const tone = status === 'BOUND' ? 'good' : status === 'AUTH_RETURNED' ? 'warn' : 'info';
  return (
    <section class="stack tight">
      <p>
        <StatusTag tone={tone}>{say(unitStatusNames[status])}</StatusTag>
      </p>
      <Steps
        label={own('steps')}
        steps={[
          { key: 'register', label: own('stepRegister'), state: state(0) },
          { key: 'letter', label: own('stepLetter'), state: state(1) },
          { key: 'bound', label: own('stepBound'), state: state(2) },
        ]}
      />
      {status === 'AUTH_RETURNED' ? (
        <Notice tone="warn" title={say(unitStatusNames.AUTH_RETURNED)}>
          <p>{unit.remark}</p>
        </Notice>
      ) : null}
      {status === 'BOUND' ? <p class="quiet">{own('boundNote')}</p> : null}
      <RuleQuote rules={['R7', 'R8']} />
    </section>
  );
}

function LetterForm({ unit }: { unit: Unit }) {
  const act = useAct('submit-authorisation', { stale: ['get-unit'] });
  const submit = async (fileId: string) => {
    if (await act.run({ body: { fileId } })) toast(own('submitted'));
  };
  return (
    <section class="form">
      <ProblemSummary problem={act.problem} />
      <FileField
        name="fileId"
        label={own('letter')}
        hint={own('letterHint')}
        accept="application/pdf,image/jpeg,image/png"
        purpose={{ purpose: 'AUTHORISATION' }}
        fileId={unit.authorisationFileId}
        onAccepted={(file) => void submit(file.fileId)}
        disabled={act.busy}
      />
    </section>
  );
}

function Notices() {
  const query = useApi('list-notices', { every: 60_000 });
  const items = query.data?.body.items ?? [];
  if (items.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>{own('notices')}</h2>
      <ul class="cards-list">
        {items.slice(0, 10).map((one) => (
          <li key={one.noticeId}>
            <p class="quiet">{showInstant(one.at)}</p>
            <p class="strong">{say(one.title)}</p>
            <p>{say(one.body)}</p>
          </li>
        ))}
      </ul>
      <p>
        <Link href="/unit/applications">{t('applications')}</Link>
      </p>
    </section>
  );
}
