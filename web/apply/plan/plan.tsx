import type { ComponentChildren } from 'preact';
import { useLocation, useParams } from 'wouter-preact';
import type { Plan } from '../../../shared/contracts/plan.ts';
import { voteOn } from '../../../shared/rules/application/settings.ts';
import { kindOf } from '../../../shared/rules/plan/kinds.ts';
import { sessions, signIn } from '../../kit/auth.ts';
import { Button, Link } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { ProblemSummary } from '../../kit/errors.tsx';
import { showDate, showInstant, showMoney, showUntil } from '../../kit/format.ts';
import { aside, colon, defineMessages, lang, listed, say } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { t as kit } from '../../kit/messages.ts';
import { Notice, StatusTag } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { planWords } from '../words.ts';

const own = defineMessages({
  window: ['申报时间', 'Time to declare'],
  windowValue: ['{from} 至 {to}', '{from} to {to}'],
  cutoff: ['资历计算截止日', 'Seniority counted until'],
  fee: ['收费', 'Fee'],
  specialties: ['专业', 'Specialties'],
  source: ['依据', 'Source'],
  kind: ['方式', 'Kind'],
  report: ['单位上报截止', 'The unit reports by'],
  reportText: [
    '{day} 24:00（含单位公示；单位逾期不能上报，请提前提交）',
    '24:00 on {day}, its publicity included; a unit that is late cannot report, so please submit early',
  ],
  batches: ['批次', 'Batches'],
  batchText: [
    '{name}：{submitBy}前提交，单位{reportBy}前上报，年限计算至{cutoff}，{session}评审',
    '{name}: submitted by {submitBy}, reported by the unit by {reportBy}, seniority counted until {cutoff}, decided in {session}',
  ],
  batchRule: [
    '按提交日期归入批次；提交或单位上报晚于本批次的，转入下一批次。',
    'The day of submitting decides the batch; what is submitted, or reported by the unit, too late for one goes to the next.',
  ],
  kindValue: ['{kind}（{vote}）', '{kind} ({vote})'],
  voted: ['经评审委员会表决', 'a committee votes'],
  unvoted: ['不经评审表决', 'without a vote'],
  exclusions: ['不得申报的情形', 'Who may not declare'],
  preconditions: ['申报前提', 'What must be so before you declare'],
  platform: ['申报平台', 'Platform'],
  demo: [
    '本站为演示：示例时间已平移 {n} 天（原定 {from} 开始申报），便于体验完整流程。',
    'This is a demonstration: the sample dates were moved by {n} days (declaring was to open on {from}), so that the whole course can be tried.',
  ],
  missing: ['源文件未提供、以示例代替的内容', 'Not in the source document; sample data stand in'],
  directory: [
    '受理点与评委会办公室（附件5，示例数据）',
    'Points and committee office (annex 5, sample data)',
  ],
  attachments: ['可能需要的附件', 'Documents that may be asked for'],
  attachmentsHint: [
    '具体需要哪些，填写申报信息后按您的情况逐项列出并说明原因。',
    'Which of them you need is listed with the reason once your declaration data are filled in.',
  ],
  readAll: [
    '请阅读以上全部要求。点击即表示您已查看第 {n} 版要求。',
    'Please read everything above. Pressing records that you saw version {n} of the requirements.',
  ],
  closed: ['不在申报期内，现在不能申报。', 'This plan is not open for declarations now.'],
  signIn: ['登录后申报', 'Sign in to declare'],
  existing: ['我的申报', 'My declarations'],
  complete: ['完善“{what}”', 'Complete: {what}'],
});

type Document = ResponseFor<'get-plan'>;

export default function PlanPage() {
  const { code } = useParams<{ code: string }>();
  const query = useApi('get-plan', { params: { planCode: code } });
  return <QueryView query={query}>{({ body }) => <Requirements document={body} />}</QueryView>;
}

function Demonstration({ season }: { season: NonNullable<Plan['season']> }) {
  const from = showDate(season.originalOpen);
  return <Notice tone="warn">{own('demo', { n: season.shiftedDays, from })}</Notice>;
}

function SampleMark() {
  return (
    <span title={kit('sampleHint')}>
      <StatusTag tone="warn">{kit('sample')}</StatusTag>
    </span>
  );
}

/** All requirements in order; 马上申报 at the very bottom (R12). */
function Requirements({ document }: { document: Document }) {
  const { plan } = document;
  return (
    <article class="stack read">
      <PageTitle
        before={
          <p lang="zh-CN" class="quiet">
            {plan.strings.entry}
          </p>
        }
      >
        {say(plan.names)}
      </PageTitle>
      {lang.value === 'en' && plan.names.en ? (
        <p class="quiet" lang="zh-CN">
          {plan.names.zh}
        </p>
      ) : null}
      {plan.season ? <Demonstration season={plan.season} /> : null}
      <Facts document={document} />
      {plan.requirements.map((part) => (
        <section key={part.heading.zh}>
          <h2>{say(part.heading)}</h2>
          <p class="prose">{say(part.body)}</p>
          <RuleQuote rules={part.rules} />
        </section>
      ))}
      <section>
        <h2>{own('attachments')}</h2>
        <p class="hint">{own('attachmentsHint')}</p>
        <ul class="bullets">
          {plan.attachments.documents.map((one) => (
            <li key={one.code}>
              {say(one.names)}
              {one.hint ? <span class="quiet"> — {say(one.hint)}</span> : null}
            </li>
          ))}
        </ul>
      </section>
      <Directory plan={plan} />
      <Declare document={document} />
    </article>
  );
}

/** D32, D39: the unit's own day and the cut-off, or both of each batch. */
function deadlines({ windows: { batches, unitReview, cutoffDate } }: Plan) {
  const marked = (value: ComponentChildren) => (
    <>
      {value} <SampleMark />
    </>
  );
  const day = (term: string, value: string) => ({ term, value: marked(value) });
  if (!batches)
    return [
      unitReview ? day(own('report'), own('reportText', { day: showDate(unitReview.close) })) : null,
      day(own('cutoff'), showDate(cutoffDate)),
    ];
  const lines = batches.map(({ code, names, submitBy, unitReportBy, cutoffDate: cutoff, session }) => (
    <li key={code}>
      {own('batchText', {
        name: say(names),
        submitBy: showDate(submitBy),
        reportBy: showDate(unitReportBy),
        cutoff: showDate(cutoff),
        session,
      })}
    </li>
  ));
  return [
    {
      term: own('batches'),
      value: marked(
        <>
          <ul class="plain-list">{lines}</ul>
          <p class="hint">{own('batchRule')}</p>
        </>,
      ),
    },
  ];
}

function Facts({ document: { plan, openAt, closeAt } }: { document: Document }) {
  return (
    <section class="panel stack tight">
      <DescriptionList
        items={[
          {
            term: own('window'),
            value: (
              <>
                {own('windowValue', { from: showInstant(openAt), to: showUntil(closeAt) })} <SampleMark />
              </>
            ),
          },
          ...deadlines(plan),
          {
            term: own('fee'),
            value: (
              <>
                {showMoney(plan.fee.amountFen)}
                {aside(say(plan.fee.basis))} <SampleMark />
              </>
            ),
          },
          {
            term: own('specialties'),
            value: (
              <>
                {listed(plan.title.specialties.map((s) => say(s.name)))} <SampleMark />
              </>
            ),
          },
          {
            term: own('kind'),
            value: own('kindValue', {
              kind: say(kindOf(plan).words),
              vote: own(voteOn(plan) ? 'voted' : 'unvoted'),
            }),
          },
          plan.exclusions?.length
            ? {
                term: own('exclusions'),
                value: (
                  <ul class="plain-list">
                    {plan.exclusions.map((one) => (
                      <li key={one.code}>
                        {say(one.names)}
                        {aside(say(one.basis))}
                      </li>
                    ))}
                  </ul>
                ),
              }
            : null,
          plan.preconditions?.length
            ? {
                term: own('preconditions'),
                value: (
                  <ul class="plain-list">
                    {plan.preconditions.map((one) => (
                      <li key={one.code}>{say(one.names)}</li>
                    ))}
                  </ul>
                ),
              }
            : null,
          {
            term: own('platform'),
            value: (
              <>
                {plan.strings.platformName}{' '}
                <Link href={plan.strings.platformUrl}>{plan.strings.platformUrl}</Link>
              </>
            ),
          },
          { term: own('source'), value: `${plan.source.attachmentNo} ${plan.source.title}` },
        ]}
      />
      <details class="why">
        <summary>{own('missing')}</summary>
        <ul class="bullets">
          {plan.source.missing.map((one) => (
            <li key={one.zh}>{say(one)}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** R28: telephones and paper addresses. */
function Directory({ plan }: { plan: Plan }) {
  const places = [...plan.directory.points, plan.directory.office];
  return (
    <details class="why">
      <summary>{own('directory')}</summary>
      <ul class="bullets">
        {places.map((place) => (
          <li key={place.name.zh}>
            <strong>{say(place.name)}</strong>
            {colon()}
            {listed([place.phone, say(place.paperAddress), say(place.hours)])}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Declare({ document: { plan, open } }: { document: Document }) {
  const [, go] = useLocation();
  const session = sessions.public.value;
  const create = useAct('create-application', {
    stale: ['list-applications'],
    onDone: ({ body }) => go(`/applications/${body.applicationId}`),
  });
  const words = planWords(plan);
  const codes = create.problem?.errors.map((e) => e.code) ?? [];
  return (
    <section class="stack tight declare">
      <ProblemSummary problem={create.problem} />
      {codes.length > 0 ? (
        <p class="row">
          {codes.some((c) => c === 'PRECONDITION_PROFILE' || c === 'CURRENT_UNIT_UNBOUND') ? (
            <Link href="/profile">
              {own('complete', {
                what: codes.includes('CURRENT_UNIT_UNBOUND') ? words.currentUnit : words.profile,
              })}
            </Link>
          ) : null}
          {codes.includes('ARCHIVE_EMPTY') ? (
            <Link href="/archive">{own('complete', { what: words.archive })}</Link>
          ) : null}
          {codes.includes('DECLARATION_EXISTS') ? <Link href="/">{own('existing')}</Link> : null}
        </p>
      ) : null}
      <p>
        <Link href="/manual">{words.manual}</Link>
      </p>
      <p>{open ? own('readAll', { n: plan.version }) : own('closed')}</p>
      {session ? (
        <Button
          look="primary"
          disabled={!open}
          busy={create.busy}
          onClick={() =>
            void create.run({ body: { planCode: plan.planCode, requirementsVersion: plan.version } })
          }
        >
          {words.declare}
        </Button>
      ) : (
        <Button look="primary" onClick={() => void signIn('public')}>
          {own('signIn')}
        </Button>
      )}
    </section>
  );
}
