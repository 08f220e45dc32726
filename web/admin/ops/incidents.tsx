import { useState } from 'preact/hooks';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { FindingList } from '../../kit/errors.tsx';
import { TextArea } from '../../kit/fields.tsx';
import { linesOf } from '../../kit/findings.ts';
import { useFields } from '../../kit/form.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { ItemList } from '../../kit/item-list.tsx';
import { DescriptionList } from '../../kit/lists.tsx';
import { StatusTag, toast } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { stageName } from '../../kit/words.ts';
import { ProposedChanges } from '../desk/decide/correction-dialogs.tsx';
import { t } from '../words.ts';

const own = defineMessages({
  intro: [
    '以下申报的流程步骤多次执行仍失败，平台每十分钟自动重试一次；修复原因后，申报继续办理，记录自动消除。',
    'A step of these applications keeps failing; it is tried again every ten minutes. Once its cause is mended the application goes on, and the entry goes by itself.',
  ],
  none: ['没有流程故障', 'No step fails'],
  no: ['申报编号', 'Application number'],
  stage: ['环节', 'Stage'],
  proposedTitle: ['更正待确认', 'A correction waits to be confirmed'],
  waits: [
    '经办部门可提出更正，由另一人（或平台运维）按原样确认，平台随即重新打印。处理期间该申报不会逾期失效。',
    'The desk proposes a correction, and another person of it, or operations, confirms it as it stands; it is printed again at once. Nothing lapses meanwhile.',
  ],
  confirm: ['确认更正', 'Confirm'],
  refuse: ['不予确认', 'Refuse'],
  reasonWhy: ['不予确认的理由', 'Why it is refused'],
  done: ['已办理', 'Done'],
  id: ['申报标识', 'Application id'],
  step: ['步骤', 'Step'],
  turn: ['轮次', 'Turn'],
  since: ['首次失败', 'Failing since'],
  lastAt: ['最近失败', 'Last failed'],
  times: ['失败次数', 'Times'],
  log: [
    '详细原因见函数日志，以申报标识查找。',
    'What the error said is in the log of the function, under the application id.',
  ],
});

/** Steps of the review machine that fail for good, with their reasons. */
export default function Incidents() {
  const query = useApi('list-incidents', { every: 60_000 });
  return (
    <div class="stack">
      <PageTitle>{t('incidents')}</PageTitle>
      <p class="read">{own('intro')}</p>
      <ItemList class="cards-list" query={query} keyOf={(one) => one.applicationId} none={own('none')}>
        {(one) => <Incident incident={one} />}
      </ItemList>
      <p class="quiet">{own('log')}</p>
    </div>
  );
}

type OneIncident = ResponseFor<'list-incidents'>['items'][number];

function Incident({ incident }: { incident: OneIncident }) {
  return (
    <div class="stack tight">
      <div class="row">
        <h2>{incident.step}</h2>
        <StatusTag tone="bad">{incident.reason}</StatusTag>
      </div>
      <DescriptionList
        items={[
          { term: own('id'), value: incident.applicationId },
          { term: own('no'), value: incident.applicationNo },
          { term: own('stage'), value: stageName(incident.stage) },
          { term: own('turn'), value: String(incident.turn) },
          { term: own('since'), value: showInstant(incident.since) },
          { term: own('lastAt'), value: showInstant(incident.lastAt) },
          { term: own('times'), value: String(incident.times) },
        ]}
      />
      {incident.findings.length ? (
        <>
          <FindingList lines={linesOf(incident.findings)} />
          <p class="quiet">{own('waits')}</p>
        </>
      ) : null}
      {incident.proposed ? <Decide incident={incident} proposed={incident.proposed} /> : null}
    </div>
  );
}

/** D15, D26: operations as the second person. */
function Decide({
  incident: { applicationId, currentTurn },
  proposed,
}: {
  incident: OneIncident;
  proposed: NonNullable<OneIncident['proposed']>;
}) {
  const [asking, setAsking] = useState<'confirm' | 'refuse'>();
  const act = useAct('decide-correction', { stale: ['list-incidents'] });
  const fields = useFields(`correction.${applicationId}.${currentTurn}`, { reason: '' }, act);
  const send = async () => {
    const confirm = asking === 'confirm';
    const answer = await act.run({
      params: { applicationId },
      body: {
        turn: currentTurn,
        proposal: proposed.proposal,
        confirm,
        ...(confirm ? {} : fields.values),
      },
    });
    if (answer) {
      toast(own('done'));
      setAsking(undefined);
    }
    return answer;
  };
  return (
    <section class="stack tight">
      <h3>{own('proposedTitle')}</h3>
      <ProposedChanges proposed={proposed} />
      <div class="row">
        <Button onClick={() => setAsking('confirm')}>{own('confirm')}</Button>
        <Button look="plain" onClick={() => setAsking('refuse')}>
          {own('refuse')}
        </Button>
      </div>
      {asking ? (
        <ActDialog
          title={own(asking)}
          confirm={own(asking)}
          act={act}
          send={send}
          onClose={() => setAsking(undefined)}
        >
          <ProposedChanges proposed={proposed} />
          {asking === 'refuse' ? (
            <TextArea {...fields.text('reason')} label={own('reasonWhy')} rows={2} required />
          ) : null}
        </ActDialog>
      ) : null}
    </section>
  );
}
