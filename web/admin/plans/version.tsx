import { useLocation } from 'wouter-preact';
import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { Button, Link } from '../../kit/button.tsx';
import type { ApiProblem } from '../../kit/client.ts';
import { ErrorSummary, ProblemSummary } from '../../kit/errors.tsx';
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
import { roleName } from '../../kit/words.ts';
import { t } from '../words.ts';
import { DryRunPanel } from './dry-run-panel.tsx';
import { Content, Editor } from './editor.tsx';
import { usePlanDraft } from './plan-draft.ts';
import { planHref, toneOf, type Version, words } from './plan-words.ts';
import { Publication } from './publication.tsx';
import { Retirement } from './retirement.tsx';

const own = defineMessages({
  copy: ['由此版新建一版', 'Make a new version from this'],
  remove: ['删除草稿', 'Delete the draft'],
  removeText: [
    '删除后不能恢复，版本号不再使用；如需保留，请先导出 JSON。',
    'It cannot be brought back, and its number is not used again; export it first to keep it.',
  ],
  export: ['导出 JSON', 'Export as JSON'],
  clean: ['检查未发现问题', 'The check found nothing amiss'],
  mend: ['以下 {n} 处更正后方可发布', 'These {n} have to be mended before it can be published'],
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
            {body.status === 'DRAFT' ? (
              <DraftVersion
                key={`${body.planCode} ${body.planVersion}`}
                version={body}
                etag={version ?? body.version}
              />
            ) : (
              <>
                <Publication version={body} />
                <Changes version={body} />
                <Content version={body} />
                <Retirement version={body} />
              </>
            )}
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

function DraftVersion({ version, etag }: { version: Version; etag: number }) {
  const edit = usePlanDraft(version, etag);
  return (
    <>
      <Publication version={version} edit={edit} />
      <Changes version={version} />
      <Editor version={version} edit={edit} />
    </>
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
  const same = sameIn(copy.problem);
  const told = (who: Version['changedBy'], at: string) =>
    words('by', {
      name: who.name ?? (who.role === 'SYSTEM' ? roleName('SYSTEM') : who.id),
      at: showInstant(at),
    });
  return (
    <section class="panel stack tight">
      <p>
        <StatusTag tone={toneOf[status]}>{words(status)}</StatusTag>{' '}
        {version.retirement?.confirmedBy ? <StatusTag tone="neutral">{words('retired')}</StatusTag> : null}
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
      {same === undefined ? null : (
        <p>
          <Link href={planHref({ planCode, planVersion: same })}>{words('version', { n: same })}</Link>
        </p>
      )}
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
        {status === 'DRAFT' ? <Remove version={version} /> : null}
      </div>
    </section>
  );
}

/** The open version that says the very same, where that stands in the way of another one. */
function sameIn(problem: ApiProblem | undefined): number | undefined {
  const found = problem?.errors.find((one) => one.code === 'PLAN_SAME_CONTENT')?.found;
  return found === undefined ? undefined : Number(found);
}

/** A draft that nobody goes on with. */
function Remove({ version: { planCode, planVersion, version } }: { version: Version }) {
  const [, go] = useLocation();
  const act = useAct('remove-plan-version', {
    stale: ['list-plan-versions', 'get-plan-version'],
    onDone: () => go('/plans'),
  });
  const params = { planCode, planVersion: String(planVersion) };
  return (
    <AskButton label={own('remove')} look="secondary">
      {(window) => (
        <ActDialog
          {...window}
          title={`${own('remove')} ${words('version', { n: planVersion })}`}
          confirm={own('remove')}
          act={act}
          danger
          final={own('removeText')}
          send={() => act.run({ params, body: { version } })}
        />
      )}
    </AskButton>
  );
}

function Findings({ version: { findings, status } }: { version: Version }) {
  if (findings.length === 0)
    return status === 'PUBLISHED' ? null : <Notice tone="good">{own('clean')}</Notice>;
  return <ErrorSummary lines={linesOf(findings)} title={own('mend', { n: findings.length })} attempt={0} />;
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
