import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { limits } from '../../../shared/contracts/limits.ts';
import { Link } from '../../kit/button.tsx';
import { ProblemSummary } from '../../kit/errors.tsx';
import { showBytes, showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { ItemTable } from '../../kit/item-list.tsx';
import { StatusTag } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { TextFilePicker } from '../../kit/text-file-picker.tsx';
import { t } from '../words.ts';
import { jsonFault, sayFault } from './json-fault.ts';
import { planHref, toneOf, type VersionHead, words } from './plan-words.ts';

const own = defineMessages({
  intro: [
    '发布后的版本不再变动：已提交的申报按其提交时的版本办理，草稿随最新版本。',
    'A published version never changes: what was submitted goes by the version of its day, drafts follow the newest.',
  ],
  list: ['申报计划各版本', 'Versions of the plans'],
  none: ['还没有申报计划', 'There are no plans yet'],
  import: ['导入申报计划（JSON）', 'Import a plan (JSON)'],
  importText: [
    '导入后是一份新的草稿版本，不影响已发布的版本。',
    'What is imported is a new draft version; what is published stays as it is.',
  ],
  bad: ['文件内容不是 JSON。{why}', 'The file holds no JSON: {why}'],
  noPlan: ['文件内容不是一份申报计划（应为 {…}）', 'The file holds no plan, which is a group {…}'],
  large: [
    '文件内容为 {found}，申报计划最多 {allowed}',
    'The file holds {found}; a plan has {allowed} at most',
  ],
});

/** Every version of every plan that this account makes; a plan made elsewhere is imported here (G1). */
export default function PlansPage() {
  const query = useApi('list-plan-versions');
  return (
    <div class="stack">
      <PageTitle>{t('plans')}</PageTitle>
      <p>{own('intro')}</p>
      <ItemTable<VersionHead>
        caption={own('list')}
        query={query}
        keyOf={planHref}
        order={newestFirst}
        none={own('none')}
        columns={[
          {
            key: 'name',
            label: t('plan'),
            cell: (one) => <Link href={planHref(one)}>{one.name || one.planCode}</Link>,
          },
          { key: 'version', label: t('version'), cell: (one) => words('version', { n: one.planVersion }) },
          {
            key: 'status',
            label: t('status'),
            cell: (one) =>
              one.retirement?.confirmedBy ? (
                <StatusTag tone="neutral">{words('retired')}</StatusTag>
              ) : (
                <StatusTag tone={toneOf[one.status]}>{words(one.status)}</StatusTag>
              ),
          },
          {
            key: 'changed',
            label: words('changed'),
            cell: (one) => showInstant(one.changedAt),
            figures: true,
          },
        ]}
      />
      <Import />
      <RuleQuote rules={['G1', 'G3']} />
    </div>
  );
}

const newestFirst = (a: VersionHead, b: VersionHead): number =>
  a.planCode === b.planCode ? b.planVersion - a.planVersion : a.planCode < b.planCode ? -1 : 1;

function Import() {
  const [, go] = useLocation();
  const [bad, setBad] = useState<string>();
  const act = useAct('import-plan', {
    stale: ['list-plan-versions'],
    onDone: ({ body }) => go(planHref(body)),
  });
  const take = (text: string) => {
    const read = objectIn(text);
    setBad(typeof read === 'string' ? read : undefined);
    if (typeof read !== 'string') void act.run({ body: { document: read } });
  };
  return (
    <section class="panel stack tight">
      <h2>{own('import')}</h2>
      <p class="hint">{own('importText')}</p>
      <ProblemSummary problem={act.problem} />
      {bad ? (
        <p class="inline-error" role="alert">
          {bad}
        </p>
      ) : null}
      <TextFilePicker id="plan-file" accept=".json,application/json" onText={take}>
        {own('import')}
      </TextFilePicker>
    </section>
  );
}

/** The document in a file; or why it is none. */
function objectIn(text: string): Record<string, unknown> | string {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > limits.planBytes)
    return own('large', { found: showBytes(bytes), allowed: showBytes(limits.planBytes) });
  const fault = jsonFault(text);
  if (fault) return own('bad', { why: sayFault(fault) });
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : own('noPlan');
}
