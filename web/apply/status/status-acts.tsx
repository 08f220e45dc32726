import { useState } from 'preact/hooks';
import { isVisible } from '../../../shared/contracts/characters.ts';
import type { Plan } from '../../../shared/contracts/plan.ts';
import { stagesAllowing } from '../../../shared/rules/application/transitions.ts';
import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import { ApiProblem, call } from '../../kit/client.ts';
import { ProblemSummary } from '../../kit/errors.tsx';
import { TextArea } from '../../kit/fields.tsx';
import type { Line } from '../../kit/findings.ts';
import { useFields } from '../../kit/form.ts';
import { showDay, showInstant, showMoney, showUntil } from '../../kit/format.ts';
import { named, say } from '../../kit/i18n.ts';
import { Notice } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { saveLink } from '../../kit/save-link.ts';
import { ownPaperName } from '../../kit/words.ts';
import { isPayable, type View } from '../declare/progress.ts';
import { keepView } from '../declare/step-form.tsx';
import { t } from '../words.ts';
import { words } from './status-words.ts';

interface Props {
  view: View;
  plan: Plan;
}

/** What the applicant can do at this stage, one block an act. */
export function StatusActs({ view, plan }: Props) {
  return (
    <>
      {view.lapsed?.reopenUntil ? <Reopening view={view} /> : null}
      {view.stage === 'PAYMENT_DUE' ? <Payment view={view} plan={plan} /> : null}
      {view.paper.status !== 'NOT_AVAILABLE' ? <PaperForm view={view} plan={plan} /> : null}
      {view.window ? <Window view={view} /> : null}
      {view.certificate ? <Certificate view={view} /> : null}
      {view.stage === 'NOT_PASSED' ? <Reexamination view={view} /> : null}
      <Withdrawal view={view} />
    </>
  );
}

function Payment({ view }: Props) {
  const { payment } = view;
  const start = useAct('start-payment');
  // The callback of the gateway moves the application on; this page follows.
  useApi('get-application', { params: { applicationId: view.applicationId }, every: 5000 });
  const pay = async () => {
    const answer = await start.run({ params: { applicationId: view.applicationId } });
    if (answer) location.assign(answer.body.url);
  };
  return (
    <section class="panel stack tight">
      <ProblemSummary problem={start.problem} />
      <p>
        {words('fee')} <strong class="amount">{showMoney(payment.amountFen)}</strong>
      </p>
      {payment.closeAt && isPayable(view) ? (
        <p>{words('payWindow', { at: showUntil(payment.closeAt) })}</p>
      ) : null}
      {isPayable(view) ? (
        <>
          <p class="hint">{words('payHint')}</p>
          <p>
            <Button look="primary" busy={start.busy} onClick={() => void pay()}>
              {words('pay')}
            </Button>
          </p>
        </>
      ) : (
        <Notice tone="warn">{words('payOver', { at: showUntil(payment.closeAt ?? '') })}</Notice>
      )}
      <RuleQuote rules={['R59', 'L23']} />
    </section>
  );
}

/** Q16, T17c: asked once, granted by operations within the plan's grace. */
function Reopening({ view }: { view: View }) {
  const { applicationId, turn, lapsed } = view;
  const ask = useAct('request-reopening', { onDone: keepView });
  const fields = useFields(`reopening.${applicationId}.${turn}`, { reason: '' }, ask);
  if (lapsed?.refused) {
    const { at, reason } = lapsed.refused;
    return <Notice>{words('reopenRefused', { at: showInstant(at), reason })}</Notice>;
  }
  if (lapsed?.askedAt) return <Notice>{words('reopenAsked', { at: showInstant(lapsed.askedAt) })}</Notice>;
  const send = () => ask.run({ params: { applicationId }, body: { turn, ...fields.values } });
  return (
    <section class="panel stack tight">
      <h2>{words('askReopen')}</h2>
      <ProblemSummary problem={ask.problem} />
      <TextArea
        {...fields.text('reason')}
        label={t('reason')}
        hint={words('askReopenText')}
        required
        rows={3}
      />
      <p>
        <Button look="primary" busy={ask.busy} onClick={() => void send()}>
          {words('askReopen')}
        </Button>
      </p>
      <RuleQuote rules={['R59']} />
    </section>
  );
}

function PaperForm({ view, plan }: Props) {
  const { paper, route } = view;
  const exporting = useAct('export-form', { stale: ['get-application'] });
  const filing = useAct('confirm-filing', { onDone: keepView });
  const params = { applicationId: view.applicationId };
  /** D28: it could not be printed, so there is nothing to export yet. */
  const owed = view.waiting.role === 'PLATFORM_OPS';
  /** C16: what was printed is void; there is a new one after the re-submission. */
  const returned = view.stage === 'RETURNED';
  /** D16, C16: a correction or a new round has made another version. */
  const again = view.stage === 'FORM_DUE' && paper.formVersion > 1;
  const copies = plan.stages.find((s) => s.code === 'PAPER_FORM')?.copies ?? 2;
  const desk =
    route?.paper.kind === 'MUNI'
      ? plan.directory.muniUnits.find((m) => m.muniUnitId === route.paper.id)
      : plan.directory.points.find((p) => p.pointId === route?.paper.id);
  const save = async () => {
    const answer = await exporting.run({ params });
    if (answer) saveLink(answer.body.url);
  };
  return (
    <section class="panel stack tight">
      <h2>{words('formTitle')}</h2>
      <ProblemSummary problem={exporting.problem ?? filing.problem} />
      <p>
        {named(words('paperState'), '')}
        <strong>{ownPaperName(paper.status)}</strong>
      </p>
      {returned ? <Notice tone="warn">{words('formReturned', { n: paper.formVersion })}</Notice> : null}
      {again ? (
        <Notice tone="warn">{words('formVoid', { old: paper.formVersion - 1, n: paper.formVersion })}</Notice>
      ) : null}
      {owed && view.waiting.next ? <Notice tone="warn">{say(view.waiting.next)}</Notice> : null}
      {view.stage === 'FORM_DUE' && !owed ? (
        <>
          <p>{words('formHint', { n: copies })}</p>
          {desk ? (
            <p>
              <strong>
                {words('deliver', {
                  name: say(desk.name),
                  address: say(desk.paperAddress),
                  phone: desk.phone,
                })}
              </strong>
            </p>
          ) : null}
          <RuleQuote rules={['R60', 'R61', 'R62']} />
        </>
      ) : null}
      <div class="actions">
        {owed || returned ? null : (
          <Button
            look={view.stage === 'FORM_DUE' ? 'primary' : 'secondary'}
            busy={exporting.busy}
            onClick={() => void save()}
          >
            {words('exportForm')}
          </Button>
        )}
        {paper.status === 'HANDED_OVER' ? (
          <Button look="primary" busy={filing.busy} onClick={() => void filing.run({ params })}>
            {words('confirmFiling')}
          </Button>
        ) : null}
      </div>
      {paper.status === 'HANDED_OVER' ? <p class="hint">{words('filing')}</p> : null}
    </section>
  );
}

function Window({ view }: { view: View }) {
  const { window } = view;
  if (!window) return null;
  return (
    <section class="panel stack tight">
      <h2>{words('window')}</h2>
      <p>
        {words('windowText', { from: showDay(window.startAt), to: showUntil(window.closeAt), n: window.n })}
      </p>
      {window.publicityId ? (
        <p>
          <a class="link" href={`/public/notices/${window.publicityId}`}>
            {words('seePublicity')}
          </a>
        </p>
      ) : null}
    </section>
  );
}

function Certificate({ view }: { view: View }) {
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { body } = await call('get-own-certificate', { params: { applicationId: view.applicationId } });
      saveLink(body.url);
      setProblem(undefined);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="panel stack tight">
      <h2>{words('certificate')}</h2>
      <p>{words('certificateNo', { no: view.certificate?.certificateNo ?? '' })}</p>
      {view.document ? <p>{named(words('document'), view.document.documentNo)}</p> : null}
      <ProblemSummary problem={problem} />
      <p>
        <Button look="primary" busy={busy} onClick={() => void save()}>
          {words('download')}
        </Button>
      </p>
    </section>
  );
}

function Reexamination({ view }: { view: View }) {
  const ask = useAct('request-reexamination', { onDone: keepView });
  const fields = useFields(`reexamination.${view.applicationId}.${view.turn}`, { reason: '' }, ask);
  const { reason } = fields.values;
  const told = view.reexamination;
  if (told)
    return (
      <Notice title={words('reexamined', { at: showInstant(told.at) })}>
        {told.answer && told.answeredAt ? (
          <p>{words('answered', { at: showInstant(told.answeredAt), answer: told.answer })}</p>
        ) : null}
      </Notice>
    );
  return (
    <section class="panel stack tight">
      <h2>{words('reexamine')}</h2>
      <ProblemSummary problem={ask.problem} />
      <TextArea {...fields.text('reason')} label={t('reason')} hint={words('reexamineText')} required />
      <p>
        <Button
          look="primary"
          disabled={reason.trim() === ''}
          busy={ask.busy}
          onClick={() =>
            void ask.run({ params: { applicationId: view.applicationId }, body: { turn: view.turn, reason } })
          }
        >
          {words('reexamine')}
        </Button>
      </p>
      <RuleQuote rules={['L21']} />
    </section>
  );
}

/** T41, T42: freely until the first publicity, on request after that (C11). */
const withdrawable: readonly View['stage'][] = (['WITHDRAW', 'REQUEST_WITHDRAWAL'] as const).flatMap(
  stagesAllowing,
);

function Withdrawal({ view }: { view: View }) {
  const act = useAct('withdraw-application', {
    onDone: keepView,
    stale: ['list-applications', 'get-application'],
  });
  const { applicationId, turn, stage, withdrawalRequested, payment } = view;
  const missing: Line = { code: 'REASON', field: 'reason', message: words('noReason'), advice: false };
  const fields = useFields(`withdraw.${applicationId}.${turn}`, { reason: '' }, act, ({ reason }) =>
    isVisible(reason) ? [] : [missing],
  );
  if (withdrawalRequested)
    return <Notice>{words('withdrawalAsked', { at: showInstant(withdrawalRequested.at) })}</Notice>;
  if (!withdrawable.includes(stage)) return null;
  const send = async () =>
    fields.early.passes()
      ? act.run({ params: { applicationId }, body: { turn, ...fields.values } })
      : undefined;
  return (
    <div>
      <AskButton look="danger" label={words('withdraw')}>
        {(window) => (
          <ActDialog
            {...window}
            title={words('withdrawTitle')}
            confirm={words('withdraw')}
            danger
            act={act}
            early={fields.early}
            send={send}
          >
            <p>{words('withdrawText')}</p>
            {payment.status === 'PAID' ? (
              <Notice tone="warn">{words('withdrawPaid', { amount: showMoney(payment.amountFen) })}</Notice>
            ) : payment.status === 'OPEN' ? (
              <Notice>{words('withdrawUnpaid')}</Notice>
            ) : null}
            <TextArea {...fields.text('reason')} label={t('reason')} required rows={3} />
          </ActDialog>
        )}
      </AskButton>
    </div>
  );
}
