import { useLocation } from 'wouter-preact';
import { Button, Link } from '../../kit/button.tsx';
import { FindingList, ProblemSummary } from '../../kit/errors.tsx';
import { linesOf } from '../../kit/findings.ts';
import { showInstant, showLifeDate } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { DescriptionList, Timeline } from '../../kit/lists.tsx';
import { Notice, StatusTag } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { t } from '../words.ts';
import { actName, directoryHref, paramsOf, stale, toneOf, type Version, words } from './directory-words.ts';
import { Entries } from './entries.tsx';
import { Publication } from './publication.tsx';

const own = defineMessages({
  copy: ['由此版新建一版', 'Make a new version from this'],
  export: ['导出 JSON', 'Export as JSON'],
  clean: ['检查未发现问题', 'The check found nothing amiss'],
  mend: ['以下 {n} 处更正后方可发布', 'These {n} have to be mended before it can be published'],
  advice: ['以下 {n} 处请留意，不妨碍发布', 'Mind these {n}; they stop nothing'],
  changes: ['与第 {n} 版的差异', 'What it changes since version {n}'],
  same: ['内容与第 {n} 版相同', 'Its content is that of version {n}'],
  more: ['另有 {n} 处变更未列出。', '{n} more changes are not listed.'],
  history: ['办理记录', 'History'],
  technical: ['技术信息', 'Technical'],
  fingerprint: ['内容指纹（SHA-256）', 'Fingerprint (SHA-256)'],
});

interface Props {
  params: Readonly<Record<string, string | undefined>>;
}

/** A version of a directory: what it says, what is amiss, what it changes in words, its way into force, its history. */
export default function DirectoryVersionPage({ params }: Props) {
  const { code: directoryCode = '', version: directoryVersion = '' } = params;
  const query = useApi('get-directory-version', { params: { directoryCode, directoryVersion } });
  return (
    <div class="stack">
      <QueryView query={query}>
        {({ body, version }) => (
          <>
            <PageTitle before={<p class="quiet">{body.name || body.directoryCode}</p>}>
              {words('version', { n: body.directoryVersion })}
            </PageTitle>
            <Head version={body} />
            <Findings version={body} />
            <Changes version={body} />
            <Publication version={body} />
            <Entries
              key={`${body.directoryCode} ${body.directoryVersion}`}
              version={body}
              etag={version ?? body.version}
            />
            <History version={body} />
          </>
        )}
      </QueryView>
      <p>
        <Link href="/directories">
          {t('back')} · {t('directories')}
        </Link>
      </p>
      <RuleQuote rules={['R28', 'L2', 'G1', 'G3', 'D26']} />
    </div>
  );
}

function Head({ version }: { version: Version }) {
  const [, go] = useLocation();
  const { directoryCode, directoryVersion, status, changedBy, changedAt, inForce, effectiveFrom } = version;
  const copy = useAct('create-directory-version', {
    stale: [...stale],
    onDone: ({ body }) => go(directoryHref(body)),
  });
  const body = { from: directoryVersion };
  return (
    <section class="panel stack tight">
      <p class="row">
        <StatusTag tone={toneOf[status]}>{words(status)}</StatusTag>
        {inForce ? <StatusTag tone="good">{words('inForce')}</StatusTag> : null}
      </p>
      <DescriptionList
        items={[
          { term: words('effective'), value: effectiveFrom ? showLifeDate(effectiveFrom) : '—' },
          {
            term: words('origin'),
            value: version.basedOn ? words('basedOn', { n: version.basedOn }) : words(version.origin),
          },
          {
            term: words('changed'),
            value: words('by', { name: changedBy.name ?? changedBy.id, at: showInstant(changedAt) }),
          },
        ]}
      />
      <ProblemSummary problem={copy.problem} />
      <div class="row">
        <Button busy={copy.busy} onClick={() => void copy.run({ params: { directoryCode }, body })}>
          {own('copy')}
        </Button>
        <Button onClick={() => download(version)}>{own('export')}</Button>
      </div>
    </section>
  );
}

/** What is exported can be imported again, here or elsewhere. */
function download({ directoryCode, directoryVersion, document: content }: Version): void {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `directory-${directoryCode}-v${directoryVersion}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function Findings({ version: { findings, status } }: { version: Version }) {
  if (status === 'PUBLISHED') return null;
  const errors = findings.filter((one) => one.severity === 'error');
  const advice = findings.filter((one) => one.severity === 'advice');
  const told = (some: typeof findings) => linesOf(some).map((line) => ({ ...line, field: undefined }));
  return (
    <>
      {errors.length > 0 ? (
        <Notice tone="warn" title={own('mend', { n: errors.length })}>
          <FindingList lines={told(errors)} />
        </Notice>
      ) : (
        <Notice tone="good">{own('clean')}</Notice>
      )}
      {advice.length > 0 ? (
        <Notice tone="info" title={own('advice', { n: advice.length })}>
          <FindingList lines={told(advice)} />
        </Notice>
      ) : null}
    </>
  );
}

/** D26: the second person reads what the first one prepared. */
function Changes({ version }: { version: Version }) {
  const { directoryVersion, origin } = version;
  const query = useApi('list-directory-changes', {
    params: paramsOf(version),
    enabled: origin === 'CONSOLE' && directoryVersion > 1,
  });
  if (!query.data) return null;
  const { changes, more, since } = query.data.body;
  return (
    <section class="panel stack tight">
      <h2>{own('changes', { n: since })}</h2>
      {changes.length === 0 ? (
        <p class="quiet">{own('same', { n: since })}</p>
      ) : (
        <ul class="bullets">
          {changes.map(({ pointer, words: said }) => (
            <li key={pointer}>{say(said)}</li>
          ))}
        </ul>
      )}
      {more > 0 ? <p class="quiet">{own('more', { n: more })}</p> : null}
    </section>
  );
}

function History({ version: { history, sha256 } }: { version: Version }) {
  return (
    <>
      <details class="panel">
        <summary>{own('history')}</summary>
        <Timeline
          items={history.map(({ at, act, by, reason, changes }, n) => ({
            key: n,
            at: showInstant(at),
            title: `${actName(act)} · ${by.name ?? by.id}`,
            detail: changes ? (
              <ul class="bullets">
                {changes.map((one) => (
                  <li key={one.zh}>{say(one)}</li>
                ))}
              </ul>
            ) : (
              reason
            ),
          }))}
        />
      </details>
      <details class="panel">
        <summary>{own('technical')}</summary>
        <DescriptionList
          items={[{ term: own('fingerprint'), value: <code class="plan-changes">{sha256}</code> }]}
        />
      </details>
    </>
  );
}
