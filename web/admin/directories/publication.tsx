import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { TextArea } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showLifeDate } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice, toast } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { operator } from '../parts/access.ts';
import { t } from '../words.ts';
import { paramsOf, stale, type Version, words } from './directory-words.ts';

const own = defineMessages({
  PROPOSE: ['提请发布', 'Propose to publish'],
  CONFIRM: ['确认发布', 'Publish'],
  REFUSE: ['退回修改', 'Refuse'],
  proposeText: [
    '提请后不能再修改，由另一人核对同一内容后发布。',
    'From then on it stands still; another person looks at the same content and publishes it.',
  ],
  confirmText: [
    '发布的就是上面列出的变动，{day} 起对所有人生效，不再变动。已提交的申报保留其受理点；已终止的受理点由接办单位继续办理。',
    'What is published are the changes above; they count for everybody from {day} and never change. Declarations keep their point; of one that has ended, the successor goes on.',
  ],
  waits: ['{name} 已提请发布，须由另一人确认。', '{name} has proposed it; another person confirms.'],
  amiss: ['检查发现的问题更正后方可提请发布', 'What the check found has to be mended first'],
});

type Decision = 'PROPOSE' | 'CONFIRM' | 'REFUSE';

/** G3, D26: one person proposes, another one publishes exactly that, or refuses it with a reason. */
export function Publication({ version }: { version: Version }) {
  const { status, proposedBy, findings } = version;
  if (status === 'PUBLISHED') return null;
  const amiss = findings.some((one) => one.severity === 'error');
  const mine = proposedBy?.id === operator()?.session.id;
  return (
    <section class="panel stack tight">
      {status === 'PROPOSED' && proposedBy ? (
        <Notice tone="warn">{own('waits', { name: proposedBy.name ?? proposedBy.id })}</Notice>
      ) : null}
      <div class="row">
        {status === 'DRAFT' ? (
          <Decide version={version} decision="PROPOSE" disabled={amiss} />
        ) : (
          <>
            {mine ? null : <Decide version={version} decision="CONFIRM" disabled={false} />}
            <Decide version={version} decision="REFUSE" disabled={false} />
          </>
        )}
      </div>
      {amiss && status === 'DRAFT' ? <p class="quiet">{own('amiss')}</p> : null}
    </section>
  );
}

interface DecideProps {
  version: Version;
  decision: Decision;
  disabled: boolean;
}

function Decide({ version, decision, disabled }: DecideProps) {
  const { directoryCode, directoryVersion, sha256, effectiveFrom } = version;
  const act = useAct('decide-directory-publication', { stale: [...stale] });
  const fields = useFields(`directory.${directoryCode}.${directoryVersion}.${decision}`, { reason: '' }, act);
  const send = async () => {
    const reason = decision === 'REFUSE' ? fields.values : {};
    const answer = await act.run({ params: paramsOf(version), body: { decision, sha256, ...reason } });
    if (answer) toast(t('done'));
    return answer;
  };
  const day = effectiveFrom ? showLifeDate(effectiveFrom) : '—';
  return (
    <AskButton
      label={own(decision)}
      look={decision === 'REFUSE' ? 'secondary' : 'primary'}
      disabled={disabled}
    >
      {({ open, onClose }) => (
        <ActDialog
          open={open}
          title={`${own(decision)} · ${words('version', { n: directoryVersion })}`}
          confirm={own(decision)}
          act={act}
          send={send}
          onClose={onClose}
        >
          {decision === 'REFUSE' ? (
            <TextArea {...fields.text('reason')} label={t('reason')} rows={3} required />
          ) : (
            <p>{decision === 'CONFIRM' ? own('confirmText', { day }) : own('proposeText')}</p>
          )}
        </ActDialog>
      )}
    </AskButton>
  );
}
