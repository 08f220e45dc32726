import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { Button, Link } from '../../kit/button.tsx';
import { TextArea } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { defineMessages, listed } from '../../kit/i18n.ts';
import { Notice, toast } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { operator } from '../parts/access.ts';
import { t } from '../words.ts';
import { dryRunHref, useDryRun } from './dry-run-panel.tsx';
import { own as dryRunWords, errorsIn } from './dry-run-words.ts';
import type { PlanDraft } from './plan-draft.ts';
import { type Version, words } from './plan-words.ts';
import { sectionName } from './sections.ts';

const own = defineMessages({
  PROPOSE: ['提请发布', 'Propose to publish'],
  CONFIRM: ['确认发布', 'Publish'],
  REFUSE: ['退回修改', 'Refuse'],
  proposeText: [
    '提请后不能再修改，由另一人核对同一内容后发布。',
    'From then on it stands still; another person looks at the same content and publishes it.',
  ],
  confirmText: [
    '发布的就是您所见的内容（指纹见下）。发布后不再变动；草稿将随此版本，已提交的申报不受影响。',
    'What is published is what you see, by its fingerprint. It never changes; drafts follow it, what was submitted does not.',
  ],
  waits: ['{name} 已提请发布，须由另一人确认。', '{name} has proposed it; another person confirms.'],
  unsaved: [
    '以下部分已修改、尚未保存：{sections}。提请发布的是已保存的内容，请先保存。',
    'Changed and not saved yet: {sections}. What is proposed is what is saved; please save first.',
  ],
  save: ['保存修改', 'Save the changes'],
  amiss: ['检查发现的问题更正后方可提请发布', 'What the check found has to be mended first'],
  untried: ['预演通过后方可提请发布', 'The dry run comes first, with nothing standing against it'],
  tried: ['您确认的版本已预演，结果见', 'It has had its dry run:'],
});

type Decision = 'PROPOSE' | 'CONFIRM' | 'REFUSE';

/** G3, D26: one person proposes, another one publishes exactly that, or refuses it with a reason. */
export function Publication({ version, edit }: { version: Version; edit?: PlanDraft }) {
  const { status, proposedBy, findings } = version;
  const amiss = findings.some((one) => one.severity === 'error');
  const unsaved = edit?.unsaved ?? [];
  const tried = useDryRun(version).data?.body;
  const untried = !tried?.run || tried.state !== 'CURRENT' || errorsIn(tried.run.report) > 0;
  const mine = proposedBy?.id === operator()?.session.id;
  if (status === 'PUBLISHED') return null;
  return (
    <section class="panel stack tight">
      {status === 'PROPOSED' && proposedBy ? (
        <Notice tone="warn">{own('waits', { name: proposedBy.name ?? proposedBy.id })}</Notice>
      ) : null}
      {edit && unsaved.length > 0 ? (
        <Notice tone="warn">
          <p>{own('unsaved', { sections: listed(unsaved.map(sectionName)) })}</p>
          <p>
            <Button busy={edit.saver.busy} onClick={() => void edit.save()}>
              {own('save')}
            </Button>
          </p>
        </Notice>
      ) : null}
      <div class="row">
        {status === 'DRAFT' ? (
          <Decide version={version} decision="PROPOSE" disabled={amiss || untried || unsaved.length > 0} />
        ) : (
          <>
            {mine ? null : <Decide version={version} decision="CONFIRM" disabled={false} />}
            <Decide version={version} decision="REFUSE" disabled={false} />
          </>
        )}
      </div>
      {status === 'DRAFT' && (amiss || untried) ? (
        <p class="quiet">{own(amiss ? 'amiss' : 'untried')}</p>
      ) : null}
      {status === 'PROPOSED' && tried?.run ? (
        <p>
          {own('tried')} <Link href={dryRunHref(version)}>{dryRunWords('title')}</Link>
        </p>
      ) : null}
    </section>
  );
}

interface DecideProps {
  version: Version;
  decision: Decision;
  disabled: boolean;
}

function Decide({ version, decision, disabled }: DecideProps) {
  const { planCode, planVersion, sha256 } = version;
  const act = useAct('decide-plan-publication', { stale: ['get-plan-version', 'list-plan-versions'] });
  const fields = useFields(`plan.${planCode}.${planVersion}.${decision}`, { reason: '' }, act);
  const send = async () => {
    const params = { planCode, planVersion: String(planVersion) };
    const reason = decision === 'REFUSE' ? fields.values : {};
    const answer = await act.run({ params, body: { decision, sha256, ...reason } });
    if (answer) toast(t('done'));
    return answer;
  };
  return (
    <AskButton
      label={own(decision)}
      look={decision === 'REFUSE' ? 'secondary' : 'primary'}
      disabled={disabled}
    >
      {({ open, onClose }) => (
        <ActDialog
          open={open}
          title={`${own(decision)} · ${words('version', { n: planVersion })}`}
          confirm={own(decision)}
          act={act}
          send={send}
          onClose={onClose}
        >
          {decision === 'REFUSE' ? (
            <TextArea {...fields.text('reason')} label={t('reason')} rows={3} required />
          ) : (
            <>
              <p>{own(decision === 'CONFIRM' ? 'confirmText' : 'proposeText')}</p>
              <p class="plan-changes">
                <code>{sha256}</code>
              </p>
            </>
          )}
        </ActDialog>
      )}
    </AskButton>
  );
}
