import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { stepRules } from '../../../shared/contracts/declaration-steps.ts';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import { ErrorSummary, FindingList, ProblemSummary } from '../../kit/errors.tsx';
import { CheckBox } from '../../kit/fields.tsx';
import { linesOf } from '../../kit/findings.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { t as kit } from '../../kit/messages.ts';
import { Notice, toast } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { saveLink } from '../../kit/save-link.ts';
import { planWords } from '../words.ts';
import { Signing } from './commitment/signing.tsx';
import { ReviewForm } from './review-form.tsx';
import { keepView, readAgain, type StepProps } from './step-form.tsx';

const own = defineMessages({
  intro: [
    '请核对以下全部内容，并打开评审表预览：它与将来打印的评审表版式、内容相同。无误后点击“提交”，由所在单位审核。',
    'Check everything below and open the preview: it is the very form that will be printed. Then submit; your unit reviews it.',
  ],
  preview: ['打开评审表预览（PDF）', 'Open the preview of the form (PDF)'],
  signTitle: ['请对最终内容签署承诺', 'Please sign for the final content'],
  signText: [
    '签署之后内容有过改动，或尚未对当前内容签署。提交前须对现在的内容再签署一次。',
    'The content changed after the signature, or has not been signed yet. Sign for it as it is now before submitting.',
  ],
  signBegin: ['签署当前内容', 'Sign the present content'],
  signed: ['承诺已签署（{at}），与当前内容一致', 'Signed ({at}) for exactly this content'],
  openErrors: ['还有 {n} 处未完成', '{n} things are still open'],
  confirmTitle: ['确认提交申报', 'Submit the declaration'],
  confirmText: [
    '提交后内容固定，不能自行修改；如有问题，审核人员会一次性告知需要补正的内容。',
    'After submitting, the content is fixed. If anything is wrong, the reviewer names everything to be corrected at once.',
  ],
  introAgain: [
    '以下为评审表的预览。核对无误后点击“提交”，回到退回的环节继续审核。',
    'This is the review form as it stands. Check everything, then submit; it goes back to the desk that returned it.',
  ],
  done: ['已提交，由“{desk}”审核', 'Submitted; it is with {desk} now'],
  unchanged: ['退回意见所指内容没有改动', 'Unchanged where the return says'],
  unchangedText: [
    '可以仍按原材料提交，审核人员会看到这些内容没有改动。',
    'You may submit it as it is; the reviewer is told that it was not changed.',
  ],
  keep: ['我确认以上内容不作改动', 'I leave this unchanged on purpose'],
});

/** 预览确认提交 (R58). */
export default function PreviewStep({ view, plan }: StepProps) {
  const [, go] = useLocation();
  const [asking, setAsking] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const submit = useAct('submit-application', { stale: ['list-applications', 'list-notices'] });
  const printed = useAct('preview-form');
  const all = Object.values(view.findings).flatMap((list) => linesOf(list));
  const errors = all.filter((line) => !line.advice);
  // That the final content is still to be signed is the page's own next act, no mistake of the person.
  const shown = attempt > 0 ? errors : errors.filter((line) => line.code !== 'COMMITMENT_STALE');
  const advice = all.filter((line) => line.advice);
  const unchanged = advice.filter((line) => line.code === 'RETURN_UNCHANGED');
  const [kept, setKept] = useState(false);
  const signed = view.declaration.commitment;
  const send = async () => {
    setAsking(false);
    const answer = await submit.run({
      params: { applicationId: view.applicationId },
      body: { turn: view.turn, contentHash: view.contentHash },
    });
    if (!answer) return void readAgain(view.applicationId);
    keepView(answer);
    toast(own('done', { desk: say(answer.body.waiting.name) }));
    go(`/applications/${view.applicationId}/status`);
  };
  const open = async () => {
    const answer = await printed.run({ params: { applicationId: view.applicationId } });
    if (answer) saveLink(answer.body.url);
  };
  const press = () => {
    setAttempt((n) => n + 1);
    if (errors.length === 0) setAsking(true);
  };
  return (
    <div class="stack">
      <ProblemSummary problem={submit.problem} />
      {shown.length && !submit.problem ? (
        <ErrorSummary lines={shown} title={own('openErrors', { n: shown.length })} attempt={attempt} />
      ) : null}
      <p>{own(view.stage === 'RETURNED' ? 'introAgain' : 'intro')}</p>
      <ProblemSummary problem={printed.problem} />
      <p>
        <Button busy={printed.busy} onClick={() => void open()}>
          {own('preview')}
        </Button>
      </p>
      {advice.length ? (
        <Notice tone="warn" title={kit('adviceTitle')}>
          <FindingList lines={advice} />
        </Notice>
      ) : null}
      <ReviewForm view={view} plan={plan} base={`/applications/${view.applicationId}`} />
      <section id="f-commitment" tabIndex={-1} class="panel">
        {view.commitmentValid && signed ? (
          <Notice tone="good">{own('signed', { at: showInstant(signed.signedAt) })}</Notice>
        ) : (
          <div class="stack tight">
            <h2>{own('signTitle')}</h2>
            <p>{own('signText')}</p>
            <Signing view={view} back="preview" begin={own('signBegin')} />
          </div>
        )}
      </section>
      <RuleQuote rules={stepRules.PREVIEW} />
      <div class="actions">
        <Button look="primary" busy={submit.busy} onClick={press}>
          {planWords(plan).submit}
        </Button>
      </div>
      <ActDialog
        open={asking}
        title={own('confirmTitle')}
        confirm={planWords(plan).submit}
        act={{ busy: submit.busy }}
        disabled={unchanged.length > 0 && !kept}
        send={send}
        onClose={() => setAsking(false)}
      >
        <p>{own('confirmText')}</p>
        {unchanged.length > 0 ? (
          <Notice tone="warn" title={own('unchanged')}>
            <FindingList lines={unchanged} />
            <p>{own('unchangedText')}</p>
            <CheckBox name="kept" label={own('keep')} checked={kept} onChange={setKept} />
          </Notice>
        ) : null}
      </ActDialog>
    </div>
  );
}
