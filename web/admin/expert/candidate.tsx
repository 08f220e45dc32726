import { Button, Link } from '../../kit/button.tsx';
import { call, type ResponseFor } from '../../kit/client.ts';
import { FindingList } from '../../kit/errors.tsx';
import { linesOf } from '../../kit/findings.ts';
import { showBytes, showLifeDate } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { StatusTag } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { Block } from '../desk/block.tsx';
import { DeclarationData } from '../desk/data.tsx';
import { openLink } from '../parts/links.ts';
import { t } from '../words.ts';
import { OpinionForm } from './opinion-form.tsx';
import { RecusalButton } from './recusal.tsx';
import { verdictName } from './verdicts.ts';

const own = defineMessages({
  back: ['返回会议', 'Back to the session'],
  data: ['申报信息', 'Declaration'],
  achievements: ['业绩', 'Achievements'],
  attachments: ['附件', 'Attachments'],
  groupCheck: ['专业组预审记录', 'Record of the prior group check'],
  interview: ['面试答辩记录', 'Record of the interview'],
  findings: ['系统提示（仅供参考）', 'What the rules point out (advice)'],
  collective: ['集体项目', 'Collective project'],
  open: ['打开 {name}', 'Open {name}'],
  opinions: ['评议意见（不署名）', 'Opinions (without names)'],
});

type File = ResponseFor<'get-candidate'>;
type Params = Readonly<Record<string, string | undefined>>;

/** A candidate's file, the opinion form beside it, and the way out: a recusal (L17, L18). */
export default function CandidatePage({ params }: { params: Params }) {
  const sessionId = params.id ?? '';
  const applicationId = params.applicationId ?? '';
  const query = useApi('get-candidate', { params: { sessionId, applicationId } });
  return <QueryView query={query}>{({ body }) => <Candidate sessionId={sessionId} file={body} />}</QueryView>;
}

function Candidate({ sessionId, file }: { sessionId: string; file: File }) {
  return (
    <article class="file">
      <PageTitle before={<Link href={`/expert/${sessionId}`}>{own('back')}</Link>}>{file.name}</PageTitle>
      <div class="file-columns">
        <div class="file-main">
          <Facts file={file} />
          <Achievements sessionId={sessionId} file={file} />
          <Attachments sessionId={sessionId} file={file} />
          {file.groupCheck ? (
            <Block title={own('groupCheck')}>
              <p class="long-text">{file.groupCheck}</p>
            </Block>
          ) : null}
          {file.interview ? (
            <Block title={own('interview')}>
              <p class="long-text">{file.interview}</p>
            </Block>
          ) : null}
          {file.findings.length ? (
            <Block title={own('findings')}>
              <FindingList lines={linesOf(file.findings)} />
            </Block>
          ) : null}
        </div>
        <aside class="file-side">
          <OpinionForm sessionId={sessionId} file={file} />
          {file.opinions.length ? (
            <Block title={own('opinions')}>
              <ul class="plain-list">
                {file.opinions.map((one, i) => (
                  <li key={i}>
                    <StatusTag>{verdictName(one.verdict)}</StatusTag> {one.remark}
                  </li>
                ))}
              </ul>
            </Block>
          ) : null}
          <RecusalButton sessionId={sessionId} applicationId={file.applicationId} name={file.name} />
        </aside>
      </div>
    </article>
  );
}

function Facts({ file }: { file: File }) {
  const { planCode, planVersion } = file.declaration;
  const query = { version: String(planVersion) };
  const plan = useApi('get-plan', { params: { planCode }, query }).data?.body.plan;
  return (
    <Block title={own('data')}>
      <DescriptionList
        items={[
          { term: t('applicationNo'), value: file.applicationNo },
          { term: t('unitName'), value: file.unit },
        ]}
      />
      <DeclarationData declaration={file.declaration} plan={plan} flag={undefined} />
    </Block>
  );
}

/** Files that prove an achievement stand beside it, and nowhere else. */
function Attachments({ sessionId, file }: { sessionId: string; file: File }) {
  const proofs = new Set(file.achievements.flatMap((one) => one.fileIds));
  const others = file.files.filter((one) => !proofs.has(one.fileId));
  if (others.length === 0) return null;
  return (
    <Block title={own('attachments')}>
      <ul class="file-list">
        {others.map((one) => (
          <li key={one.fileId}>
            <FileLink sessionId={sessionId} file={file} fileId={one.fileId} />
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Achievements({ sessionId, file }: { sessionId: string; file: File }) {
  if (file.achievements.length === 0) return null;
  return (
    <Block title={own('achievements')}>
      <ul class="file-list">
        {file.achievements.map((one) => (
          <li key={one.itemId}>
            <p>
              <strong>{one.title}</strong>{' '}
              {one.collective ? <StatusTag>{own('collective')}</StatusTag> : null}
            </p>
            <p>
              {one.role}
              {one.from ? ` · ${showLifeDate(one.from)}` : ''}
              {one.to ? ` — ${showLifeDate(one.to)}` : ''}
            </p>
            {one.description ? <p class="long-text">{one.description}</p> : null}
            {one.fileIds.map((fileId) => (
              <FileLink key={fileId} sessionId={sessionId} file={file} fileId={fileId} />
            ))}
          </li>
        ))}
      </ul>
    </Block>
  );
}

function FileLink({ sessionId, file, fileId }: { sessionId: string; file: File; fileId: string }) {
  const view = file.files.find((one) => one.fileId === fileId);
  const { applicationId } = file;
  const link = async () =>
    (await call('get-candidate-file', { params: { sessionId, applicationId, fileId } })).body.url;
  return (
    <p class="file-link">
      <Button look="plain" onClick={() => void openLink(link())}>
        {own('open', { name: view?.fileName ?? say({ zh: '文件', en: 'file' }) })}
      </Button>
      {view?.verdict ? <span class="quiet">{showBytes(view.verdict.facts.bytes)}</span> : null}
    </p>
  );
}
