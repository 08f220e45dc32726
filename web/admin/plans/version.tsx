import { useLocation } from 'wouter-preact';
import { Button, Link } from '../../kit/button.tsx';
import { FindingList, ProblemSummary } from '../../kit/errors.tsx';
import { linesOf } from '../../kit/findings.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { Notice, StatusTag } from '../../kit/notice.tsx';
import { PlanChanges } from '../../kit/plan-changes.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { saveJson } from '../../kit/save-json.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { t } from '../words.ts';
import { DryRunPanel } from './dry-run-panel.tsx';
import { Editor } from './editor.tsx';
import { planHref, toneOf, type Version, words } from './plan-words.ts';
import { Publication } from './publication.tsx';

const own = defineMessages({
  copy: ['由此版新建一版', 'Make a new version from this'],
  export: ['导出 JSON', 'Export as JSON'],
  findings: ['检查结果', 'What the check found'],
  clean: ['检查未发现问题', 'The check found nothing amiss'],
  mend: ['以下 {n} 处更正后方可发布：', 'These {n} have to be mended before it can be published:'],
  changes: ['与上一版的差异', 'What it changes'],
  same: ['内容与第 {n} 版相同', 'Its content is that of version {n}'],
});

interface Props {
  params: Readonly<Record<string, string | undefined>>;
}

/** A version: what it says, what is amiss with it, what it changes, and its way to being published (G1, G3). */
export default function VersionPage({ params }: Props) {
  const { code: planCode = '', version: planVersion = '' } = params;
  const query = useApi('get-plan-version', { params: { planCode, planVersion } });
  return (
    <div class="stack">
      <QueryView query={query}>
        {({ body, version }) => (
          <>
            <PageTitle before={<p class="quiet">{body.name || body.planCode}</p>}>
              {words('version', { n: body.planVersion })}
            </PageTitle>
            <Head version={body} />
            <Findings version={body} />
            <DryRunPanel version={body} />
            <Publication version={body} />
            <Changes version={body} />
            <Editor
              key={`${body.planCode} ${body.planVersion}`}
              version={body}
              etag={version ?? body.version}
            />
          </>
        )}
      </QueryView>
      <p>
        <Link href="/plans">
          {t('back')} · {t('plans')}
        </Link>
      </p>
      <RuleQuote rules={['G1', 'G2', 'G3', 'G4', 'G5']} />
    </div>
  );
}

function Head({ version }: { version: Version }) {
  const [, go] = useLocation();
  const { planCode, planVersion, status, changedBy, changedAt, proposedBy, publishedBy, publishedAt } =
    version;
  const copy = useAct('create-plan-version', {
    stale: ['list-plan-versions'],
    onDone: ({ body }) => go(planHref(body)),
  });
  const told = (who: { id: string; name?: string | undefined }, at: string) =>
    words('by', { name: who.name ?? who.id, at: showInstant(at) });
  return (
    <section class="panel stack tight">
      <p>
        <StatusTag tone={toneOf[status]}>{words(status)}</StatusTag>
      </p>
      <DescriptionList
        items={[
          {
            term: words('origin'),
            value: version.basedOn ? words('basedOn', { n: version.basedOn }) : words(version.origin),
          },
          { term: words('changed'), value: told(changedBy, changedAt) },
          proposedBy ? { term: words('proposed'), value: proposedBy.name ?? proposedBy.id } : null,
          publishedAt
            ? { term: words('published'), value: told(publishedBy ?? changedBy, publishedAt) }
            : null,
          { term: words('fingerprint'), value: <code class="plan-changes">{version.sha256}</code> },
        ]}
      />
      <ProblemSummary problem={copy.problem} />
      <div class="row">
        <Button
          busy={copy.busy}
          onClick={() => void copy.run({ params: { planCode }, body: { from: planVersion } })}
        >
          {own('copy')}
        </Button>
        <Button onClick={() => saveJson(version.document, `${planCode}-v${planVersion}.json`)}>
          {own('export')}
        </Button>
      </div>
    </section>
  );
}

function Findings({ version: { findings, status } }: { version: Version }) {
  if (findings.length === 0)
    return status === 'PUBLISHED' ? null : <Notice tone="good">{own('clean')}</Notice>;
  const lines = linesOf(findings).map((line) => ({
    ...line,
    message: line.field ? `${line.field}：${line.message}` : line.message,
  }));
  return (
    <Notice tone="warn" title={own('findings')}>
      <p>{own('mend', { n: findings.length })}</p>
      <FindingList lines={lines} />
    </Notice>
  );
}

/** Since the version that it was copied from, or the one before it. */
function Changes({ version }: { version: Version }) {
  const { planCode, planVersion, basedOn = planVersion - 1 } = version;
  const query = useApi('list-plan-changes', {
    params: { planCode, planVersion: String(planVersion) },
    enabled: basedOn > 0 && version.origin === 'CONSOLE',
  });
  if (!query.data) return null;
  const { changes, more } = query.data.body;
  const told = changes.filter((one) => one.pointer !== '/version');
  return (
    <section class="panel stack tight">
      <h2>{own('changes')}</h2>
      {told.length === 0 ? (
        <p class="quiet">{own('same', { n: basedOn })}</p>
      ) : (
        <PlanChanges changes={told} more={more} />
      )}
    </section>
  );
}
