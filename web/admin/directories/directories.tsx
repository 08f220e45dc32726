import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { Button, Link } from '../../kit/button.tsx';
import { ProblemSummary } from '../../kit/errors.tsx';
import { showInstant, showLifeDate } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { ItemTable } from '../../kit/item-list.tsx';
import { StatusTag } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { TextFilePicker } from '../../kit/text-file-picker.tsx';
import { t } from '../words.ts';
import { directoryHref, toneOf, type VersionHead, words } from './directory-words.ts';

const own = defineMessages({
  intro: [
    '受理点、市直单位、评委会的变动在这里办理：改草稿、检查、由另一人确认，自生效日期起对所有人生效。',
    'Points, municipal units and committees change here: a draft, the check, a second person, and it counts for everybody from its day.',
  ],
  list: ['名录各版本', 'Versions of the directories'],
  none: ['还没有名录', 'There is no directory yet'],
  name: ['名录', 'Directory'],
  import: ['导入名录（JSON）', 'Import a directory (JSON)'],
  importText: [
    '导入后是一份新的草稿，不影响现行名录。',
    'What is imported is a new draft; what is in force stays as it is.',
  ],
  bad: ['文件内容不是 JSON，请核对', 'The file holds no JSON; please check'],
  begin: ['由申报计划生成“{name}”', 'Make {name} of what the plans say'],
});

/** Every version that this account keeps, newest first (R28, G1). */
export default function DirectoriesPage() {
  const query = useApi('list-directory-versions');
  return (
    <div class="stack">
      <PageTitle>{t('directories')}</PageTitle>
      <p>{own('intro')}</p>
      <ItemTable<VersionHead>
        caption={own('list')}
        query={query}
        keyOf={directoryHref}
        order={newestFirst}
        none={own('none')}
        columns={[
          {
            key: 'name',
            label: own('name'),
            cell: (one) => <Link href={directoryHref(one)}>{one.name || one.directoryCode}</Link>,
          },
          {
            key: 'version',
            label: t('version'),
            cell: (one) => words('version', { n: one.directoryVersion }),
          },
          { key: 'status', label: t('status'), cell: (one) => <State version={one} /> },
          {
            key: 'effective',
            label: words('effective'),
            cell: (one) => (one.effectiveFrom ? showLifeDate(one.effectiveFrom) : '—'),
            figures: true,
          },
          {
            key: 'changed',
            label: words('changed'),
            cell: (one) => showInstant(one.changedAt),
            figures: true,
          },
        ]}
      />
      {query.data?.body.without.map((one) => (
        <Begin key={one.directoryCode} {...one} />
      ))}
      <Import />
      <RuleQuote rules={['R28', 'L2', 'G1', 'G3']} />
    </div>
  );
}

function State({ version }: { version: VersionHead }) {
  if (version.inForce) return <StatusTag tone="good">{words('inForce')}</StatusTag>;
  return <StatusTag tone={toneOf[version.status]}>{words(version.status)}</StatusTag>;
}

const newestFirst = (a: VersionHead, b: VersionHead): number =>
  a.directoryCode === b.directoryCode
    ? b.directoryVersion - a.directoryVersion
    : a.directoryCode < b.directoryCode
      ? -1
      : 1;

function Begin({ directoryCode, name }: { directoryCode: string; name: string }) {
  const [, go] = useLocation();
  const act = useAct('create-directory-version', {
    stale: ['list-directory-versions'],
    onDone: ({ body }) => go(directoryHref(body)),
  });
  return (
    <div class="stack tight">
      <ProblemSummary problem={act.problem} />
      <p>
        <Button
          busy={act.busy}
          onClick={() => void act.run({ params: { directoryCode }, body: { from: 0 } })}
        >
          {own('begin', { name })}
        </Button>
      </p>
    </div>
  );
}

function Import() {
  const [, go] = useLocation();
  const [bad, setBad] = useState(false);
  const act = useAct('import-directory', {
    stale: ['list-directory-versions'],
    onDone: ({ body }) => go(directoryHref(body)),
  });
  const take = (text: string) => {
    const document = objectIn(text);
    setBad(!document);
    if (document) void act.run({ body: { document } });
  };
  return (
    <section class="panel stack tight">
      <h2>{own('import')}</h2>
      <p class="hint">{own('importText')}</p>
      <ProblemSummary problem={act.problem} />
      {bad ? (
        <p class="inline-error" role="alert">
          {own('bad')}
        </p>
      ) : null}
      <TextFilePicker id="directory-file" accept=".json,application/json" onText={take}>
        {own('import')}
      </TextFilePicker>
    </section>
  );
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
