import type { Plan } from '../../../shared/contracts/plan.ts';
import { feeFen, paperOn, paperReturnOn } from '../../../shared/rules/application/settings.ts';
import { showDay } from '../../kit/format.ts';
import { defineMessages, lang, say } from '../../kit/i18n.ts';
import { type Step, Steps } from '../../kit/lists.tsx';
import { useApi } from '../../kit/query.ts';
import { stageName } from '../../kit/words.ts';
import type { SourceStepState } from '../declare/progress.ts';

const t = defineMessages({
  title: ['申报评审十二个步骤', 'The twelve steps'],
  reviewing: ['{at} 提交；现在：{stage}', 'submitted on {at}; now: {stage}'],
  done: ['{at} 完成', 'done on {at}'],
  since: ['{at} 起', 'since {at}'],
  stopped: ['止于此步，{at}', 'ended here, {at}'],
  none: ['本计划无此步骤', 'not in this plan'],
  stoppedPlain: ['止于此步', 'ended here'],
});
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** （一）…（十二） as the source document numbers them, with dates. */
export function SourceSteps({ states, planCode }: { states: readonly SourceStepState[]; planCode: string }) {
  const plan = useApi('get-plan', { params: { planCode } }).data?.body.plan;
  const without = plan ? stepsWithout(plan) : [];
  const steps: Step[] = states.map(({ number, names, state, at, reviewing }) => {
    const label = lang.value === 'zh' ? `（${numerals[number - 1]}）${names.zh}` : say(names);
    return {
      key: String(number),
      label,
      state: state === 'STOPPED' ? 'CURRENT' : state,
      note: without.includes(number)
        ? t('none')
        : at && reviewing
          ? t('reviewing', { at: showDay(at), stage: stageName(reviewing) })
          : noteOf(state, at),
    };
  });
  return (
    <section class="panel">
      <h2>{t('title')}</h2>
      <Steps steps={steps} label={t('title')} vertical />
    </section>
  );
}

/** Steps of the source document that this plan does without: the fee, the paper, its return. */
function stepsWithout(plan: Plan): number[] {
  const skipped = [feeFen(plan) === 0, !paperOn(plan), !paperReturnOn(plan)];
  return [7, 8, 12].filter((_number, i) => skipped[i]);
}

function noteOf(state: SourceStepState['state'], at: string | undefined): string | undefined {
  if (state === 'STOPPED') return at ? t('stopped', { at: showDay(at) }) : t('stoppedPlain');
  if (!at) return undefined;
  return t(state === 'DONE' ? 'done' : 'since', { at: showDay(at) });
}
