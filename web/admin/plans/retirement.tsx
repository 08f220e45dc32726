import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { TextArea } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice, toast } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { operator } from '../parts/access.ts';
import { t } from '../words.ts';
import type { Version } from './plan-words.ts';

const own = defineMessages({
  title: ['停用', 'Taking it off offer'],
  text: [
    '停用后不再受理新的申报，未提交的草稿不能再提交；已提交的申报按其版本办理完毕。须由另一人确认。',
    'Off offer it takes no new declaration, and drafts can no longer be submitted; what was submitted goes on to its end. Another person confirms.',
  ],
  PROPOSE: ['提请停用', 'Ask to take it off offer'],
  CONFIRM: ['确认停用', 'Take it off offer'],
  REFUSE: ['不予停用', 'Keep it on offer'],
  waits: [
    '{name} 于 {at} 提请停用，须由另一人确认。',
    '{name} asked for it on {at}; another person confirms.',
  ],
  off: ['此计划已停用，不再受理新的申报。', 'This plan is off offer and takes no new declaration.'],
});

type Decision = 'PROPOSE' | 'CONFIRM' | 'REFUSE';

/** D30, D26: a plan off offer by its newest version; one person asks with a reason, another confirms or refuses. */
export function Retirement({ version }: { version: Version }) {
  const { status, retirement } = version;
  if (status !== 'PUBLISHED') return null;
  if (retirement?.confirmedBy)
    return (
      <Notice tone="neutral">
        <p>{own('off')}</p>
        <p>{retirement.reason}</p>
      </Notice>
    );
  const asked = retirement?.proposedBy;
  return (
    <section class="panel stack tight">
      <h2>{own('title')}</h2>
      <p>{own('text')}</p>
      {retirement ? (
        <Notice tone="warn">
          <p>
            {own('waits', {
              name: retirement.proposedBy.name ?? retirement.proposedBy.id,
              at: showInstant(retirement.proposedAt),
            })}
          </p>
          <p>{retirement.reason}</p>
        </Notice>
      ) : null}
      <div class="row">
        {asked ? (
          <>
            {asked.id === operator()?.session.id ? null : <Decide version={version} decision="CONFIRM" />}
            <Decide version={version} decision="REFUSE" />
          </>
        ) : (
          <Decide version={version} decision="PROPOSE" />
        )}
      </div>
    </section>
  );
}

function Decide({ version, decision }: { version: Version; decision: Decision }) {
  const { planCode, planVersion } = version;
  const act = useAct('decide-plan-retirement', { stale: ['get-plan-version', 'list-plan-versions'] });
  const fields = useFields(`retirement.${planCode}.${planVersion}.${decision}`, { reason: '' }, act);
  const send = async () => {
    const params = { planCode, planVersion: String(planVersion) };
    const reason = decision === 'PROPOSE' ? fields.values : {};
    const answer = await act.run({ params, body: { decision, ...reason } });
    if (answer) toast(t('done'));
    return answer;
  };
  return (
    <AskButton label={own(decision)} look="secondary">
      {(window) => (
        <ActDialog
          {...window}
          title={own(decision)}
          confirm={own(decision)}
          act={act}
          send={send}
          danger={decision === 'CONFIRM'}
        >
          <p>{decision === 'PROPOSE' ? own('text') : version.retirement?.reason}</p>
          {decision === 'PROPOSE' ? (
            <TextArea {...fields.text('reason')} label={t('reason')} rows={3} required />
          ) : null}
        </ActDialog>
      )}
    </AskButton>
  );
}
