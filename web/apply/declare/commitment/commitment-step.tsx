import { stepRules } from '../../../../shared/contracts/declaration-steps.ts';
import { showInstant } from '../../../kit/format.ts';
import { defineMessages } from '../../../kit/i18n.ts';
import { Notice } from '../../../kit/notice.tsx';
import { RuleQuote } from '../../../kit/rule-quote.tsx';
import { NextButton, StepMessages, type StepProps, useStepOutcome } from '../step-form.tsx';
import { Signing } from './signing.tsx';

const own = defineMessages({
  intro: [
    '您对提交的所有材料的真实性负责，请签署《{title}》，字迹要求清晰。',
    'You answer for the truth of all material that you submit. Please sign “{title}”, legibly.',
  ],
  signed: ['已于 {at} 签署', 'Signed on {at}'],
  later: [
    '提交前如有改动，预览页会请您对最终内容再签署一次。',
    'If anything changes before you submit, the preview asks you to sign the final content once more.',
  ],
  signAgain: ['重新签署', 'Sign again'],
});

/** 个人承诺 (R21–R24). */
export default function CommitmentStep({ view, plan }: StepProps) {
  const outcome = useStepOutcome('COMMITMENT', view, undefined);
  const signed = view.declaration.commitment;
  return (
    <div class="stack read">
      <StepMessages outcome={outcome} />
      <p>{own('intro', { title: plan.strings.commitmentTitle })}</p>
      {signed ? (
        <Notice tone="good" title={own('signed', { at: showInstant(signed.signedAt) })}>
          <p>{own('later')}</p>
        </Notice>
      ) : null}
      <div id="f-commitment" tabIndex={-1}>
        {signed ? (
          <Signing view={view} back="commitment" begin={own('signAgain')} />
        ) : (
          <Signing view={view} back="commitment" />
        )}
      </div>
      <RuleQuote rules={stepRules.COMMITMENT} />
      <NextButton
        plan={plan}
        busy={false}
        disabled={!signed}
        onClick={() => outcome.proceed({ body: view, version: view.version })}
      />
    </div>
  );
}
