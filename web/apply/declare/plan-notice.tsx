import { Button } from '../../kit/button.tsx';
import { ProblemSummary } from '../../kit/errors.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice } from '../../kit/notice.tsx';
import { PlanChanges } from '../../kit/plan-changes.tsx';
import { useAct } from '../../kit/query.ts';
import type { View } from './progress.ts';
import { keepView } from './step-form.tsx';

const own = defineMessages({
  title: ['申报计划已更新至第 {to} 版', 'The plan has moved on to version {to}'],
  text: [
    '您阅读的是第 {from} 版。申报须知以新版本为准，已填写的内容均予保留；请阅读以下变更，确认后方可提交。',
    'You have read version {from}. The new one counts; what you have filled in is kept. Please read what changed: then it can be submitted.',
  ],
  read: ['已阅读变更', 'I have read the changes'],
});

/** D30: a newer version of the plan has come out while this was a draft; what it changes, and that it was read (R12). */
export function PlanNotice({ view }: { view: View }) {
  const act = useAct('follow-plan', { onDone: keepView });
  const { planChanges: changed, applicationId } = view;
  if (!changed) return null;
  const { from, to } = changed;
  return (
    <Notice tone="warn" title={own('title', { to })}>
      <p>{own('text', { from })}</p>
      <PlanChanges {...changed} />
      <ProblemSummary problem={act.problem} />
      <p>
        <Button
          look="primary"
          busy={act.busy}
          onClick={() => void act.run({ params: { applicationId }, body: { planVersion: to } })}
        >
          {own('read')}
        </Button>
      </p>
    </Notice>
  );
}
