import { useState } from 'preact/hooks';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Button, Link } from '../../kit/button.tsx';
import { ApiProblem, call, type ResponseFor } from '../../kit/client.ts';
import { CheckBox, TextArea } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { ItemList } from '../../kit/item-list.tsx';
import { DescriptionList } from '../../kit/lists.tsx';
import { Notice, StatusTag, toast } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { saveLink } from '../../kit/save-link.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { OFFICE, operator } from '../parts/access.ts';
import { t } from '../words.ts';

const own = defineMessages({
  none: ['没有待核查的异议', 'No objections are open'],
  OPEN: ['待核查', 'To be looked into'],
  UPHOLD_PROPOSED: ['拟认定成立，待另一人确认', 'Upholding proposed; another person confirms'],
  by: ['异议人', 'Objector'],
  anonymous: ['未具名', 'Anonymous'],
  contact: ['联系方式', 'Contact'],
  at: ['收到时间', 'Received'],
  evidence: ['下载{name}', 'Download {name}'],
  file: ['查看申报材料', 'Open the application'],
  CLEAR: ['异议不成立', 'Clear'],
  PROPOSE_UPHOLD: ['拟认定异议成立', 'Propose to uphold'],
  UPHOLD: ['确认异议成立', 'Uphold'],
  REFUSE_UPHOLD: ['不予确认，继续核查', 'Refuse; the inquiry goes on'],
  proposal: ['{name} 提出的结论', 'Finding of {name}'],
  reason: ['不予确认的理由', 'Why it is refused'],
  exactly: ['确认的就是上面的结论，不能改动。', 'What is confirmed is this finding, as it stands.'],
  finding: ['核查结论', 'Finding'],
  corrected: ['公示的内容有更正，该条目重新公示', 'The entry was corrected: it is published anew'],
  heard: ['已听取申报人的陈述和申辩', 'The applicant has been heard'],
  upholdNote: ['认定成立后取消其资格。', 'Upholding disqualifies the applicant.'],
});

type Objection = ResponseFor<'list-objections'>['items'][number];
type Verdict = 'CLEAR' | 'PROPOSE_UPHOLD' | 'UPHOLD' | 'REFUSE_UPHOLD';

/** Objections to be looked into (R64, R66, D26): one person clears; two uphold, the second what the first proposed. */
export default function Objections() {
  const query = useApi('list-objections', { every: 30_000 });
  return (
    <div class="stack">
      <PageTitle>{t('objections')}</PageTitle>
      <ItemList class="cards-list" query={query} keyOf={(one) => one.objectionId} none={own('none')}>
        {(one) => <ObjectionCard objection={one} />}
      </ItemList>
      <RuleQuote rules={['R64', 'R66']} />
    </div>
  );
}

function ObjectionCard({ objection }: { objection: Objection }) {
  const [verdict, setVerdict] = useState<Verdict>();
  const role = operator()?.session.role;
  const decides = role !== undefined && OFFICE.includes(role);
  const proposed = objection.status === 'UPHOLD_PROPOSED';
  const mine = proposed && objection.proposedBy === operator()?.session.id;
  return (
    <div class="stack tight">
      <div class="row">
        <h2>
          {objection.applicantName} · {objection.applicationNo}
        </h2>
        <StatusTag tone="warn">{own(proposed ? 'UPHOLD_PROPOSED' : 'OPEN')}</StatusTag>
      </div>
      <p class="long-text">{objection.content}</p>
      {proposed ? <ProposedFinding objection={objection} /> : null}
      <DescriptionList
        items={[
          { term: own('by'), value: objection.objectorName ?? own('anonymous') },
          { term: own('contact'), value: objection.contact },
          { term: own('at'), value: showInstant(objection.at) },
        ]}
      />
      {decides && objection.files.length > 0 ? <Evidence objection={objection} /> : null}
      <p>
        <Link href={`/desk/${objection.applicationId}`}>{own('file')}</Link>
      </p>
      {/* Equal weight: the page takes no side. */}
      {decides ? (
        <div class="row">
          <Button onClick={() => setVerdict('CLEAR')}>{own('CLEAR')}</Button>
          {mine ? null : (
            <Button onClick={() => setVerdict(proposed ? 'UPHOLD' : 'PROPOSE_UPHOLD')}>
              {own(proposed ? 'UPHOLD' : 'PROPOSE_UPHOLD')}
            </Button>
          )}
          {proposed ? (
            <Button onClick={() => setVerdict('REFUSE_UPHOLD')}>{own('REFUSE_UPHOLD')}</Button>
          ) : null}
        </div>
      ) : null}
      {verdict ? (
        <DecideObjection objection={objection} verdict={verdict} onClose={() => setVerdict(undefined)} />
      ) : null}
    </div>
  );
}

/** D22: what came with it, for the office alone; the platform keeps who has read it. */
function Evidence({ objection: { objectionId, files } }: { objection: Objection }) {
  const open = async (fileId: string) => {
    try {
      const { body } = await call('get-evidence', { params: { objectionId, fileId } });
      saveLink(body.url);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      toast(error.title);
    }
  };
  return (
    <div class="row">
      {files.map(({ fileId, fileName }) => (
        <Button key={fileId} onClick={() => void open(fileId)}>
          {own('evidence', { name: fileName })}
        </Button>
      ))}
    </div>
  );
}

/** D26: what the first person found, before the second one confirms or refuses it. */
function ProposedFinding({ objection }: { objection: Objection }) {
  const { proposedBy, proposedByName, finding } = objection;
  return (
    <Notice tone="warn" title={own('proposal', { name: proposedByName ?? proposedBy ?? '' })}>
      <p class="long-text">{finding}</p>
    </Notice>
  );
}

interface DecideProps {
  objection: Objection;
  verdict: Verdict;
  onClose(): void;
}

function DecideObjection({ objection, verdict, onClose }: DecideProps) {
  const [entryCorrected, setCorrected] = useState(false);
  const [heard, setHeard] = useState(false);
  const act = useAct('decide-objection', { stale: ['list-objections', 'list-queue'] });
  const fields = useFields(`objection.${objection.objectionId}.${verdict}`, { finding: '' }, act);
  const send = async () => {
    const { objectionId, turn, proposal } = objection;
    const second = verdict === 'UPHOLD' || verdict === 'REFUSE_UPHOLD';
    const body = {
      turn,
      decision: verdict,
      ...(verdict === 'UPHOLD' ? {} : fields.values),
      ...(second && proposal ? { proposal } : {}),
      ...(verdict === 'CLEAR' ? { entryCorrected } : {}),
      ...(verdict === 'UPHOLD' ? { heard } : {}),
    };
    const answer = await act.run({ params: { objectionId }, body });
    if (answer) toast(t('done'));
    return answer;
  };
  return (
    <ActDialog
      title={`${own(verdict)}：${objection.applicantName}`}
      confirm={own(verdict)}
      danger={verdict === 'UPHOLD' || verdict === 'PROPOSE_UPHOLD'}
      act={act}
      final={verdict === 'UPHOLD' ? own('upholdNote') : undefined}
      send={send}
      onClose={onClose}
    >
      {verdict === 'UPHOLD' ? (
        <>
          <ProposedFinding objection={objection} />
          <p>{own('exactly')}</p>
        </>
      ) : (
        <TextArea
          {...fields.text('finding')}
          label={own(verdict === 'REFUSE_UPHOLD' ? 'reason' : 'finding')}
          rows={4}
          required
        />
      )}
      {verdict === 'CLEAR' ? (
        <CheckBox
          name="corrected"
          label={own('corrected')}
          checked={entryCorrected}
          onChange={setCorrected}
        />
      ) : null}
      {verdict === 'UPHOLD' ? (
        <CheckBox name="heard" label={own('heard')} checked={heard} onChange={setHeard} />
      ) : null}
    </ActDialog>
  );
}
