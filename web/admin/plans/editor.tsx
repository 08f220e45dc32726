import { useState } from 'preact/hooks';
import { Button } from '../../kit/button.tsx';
import { type Answer, call } from '../../kit/client.ts';
import { Conflicts } from '../../kit/conflict.tsx';
import { useDraft } from '../../kit/draft.ts';
import { FindingList, ProblemSummary } from '../../kit/errors.tsx';
import { TextArea } from '../../kit/fields.tsx';
import { linesOf } from '../../kit/findings.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { StatusTag, toast } from '../../kit/notice.tsx';
import { keyOf, queryClient } from '../../kit/query.ts';
import { useSave } from '../../kit/save.ts';
import { inSection, type Version } from './plan-words.ts';
import { documentOf, partsOf, type Sections, sectionName, sectionsOf } from './sections.ts';

const own = defineMessages({
  content: ['计划内容', 'What the plan says'],
  save: ['保存草稿', 'Save the draft'],
  saved: ['已保存', 'Saved'],
  shut: [
    '此版已不能修改；如需更改，请由它新建一版。',
    'This version cannot be edited any more; make a new one from it.',
  ],
  proposed: ['已提请发布，退回后方可修改。', 'It is proposed; refuse it first to edit it.'],
  json: ['不是有效的 JSON：{why}', 'This is no JSON: {why}'],
  places: ['{n} 处', '{n} found'],
});

interface Props {
  version: Version;
  etag: number;
}

/** The document section by section, each as JSON, with what is amiss beside it; read only once it is proposed. */
export function Editor({ version, etag }: Props) {
  const { status } = version;
  return (
    <section class="stack">
      <h2>{own('content')}</h2>
      {status === 'DRAFT' ? (
        <Draft version={version} etag={etag} />
      ) : (
        <>
          <p class="hint">{own(status === 'PROPOSED' ? 'proposed' : 'shut')}</p>
          {Object.entries(sectionsOf(version.document)).map(([key, text]) => (
            <details key={key} class="panel">
              <summary>{sectionName(key)}</summary>
              <pre class="plan-text">{text}</pre>
            </details>
          ))}
        </>
      )}
    </section>
  );
}

const heldOf = (version: Version, etag: number) => ({ value: sectionsOf(version.document), version: etag });

function Draft({ version, etag }: Props) {
  const { planCode, planVersion, findings } = version;
  const params = { planCode, planVersion: String(planVersion) };
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const held = heldOf(version, etag);
  const draft = useDraft<Sections>(`plan.${planCode}.${planVersion}`, held, partsOf(held.value));
  const saver = useSave<'save-plan-version', Sections>('save-plan-version', {
    draft,
    options: (value, ifMatch) => {
      const composed = documentOf(value);
      return { params, body: { document: composed.ok ? composed.document : {} }, ifMatch };
    },
    held: ({ body, version: now }) => heldOf(body, now ?? body.version),
    learn: (answer: Answer<'get-plan-version'>) => {
      queryClient.setQueryData(keyOf('get-plan-version', { params }), answer);
      for (const route of ['list-plan-versions', 'list-plan-changes'])
        void queryClient.invalidateQueries({ queryKey: [route] });
    },
    read: () => call('get-plan-version', { params }),
  });
  const submit = async (event: Event) => {
    event.preventDefault();
    const composed = documentOf(draft.value);
    setWrong(composed.ok ? {} : composed.wrong);
    if (composed.ok && (await saver.save())) toast(own('saved'));
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <Conflicts draft={draft} asked={saver.asked} />
      <ProblemSummary problem={saver.problem} />
      {Object.entries(draft.value).map(([key, text]) => {
        const amiss = inSection(findings, key);
        const why = wrong[key];
        return (
          <details key={key} class="panel" open={why !== undefined || amiss.length > 0}>
            <summary>
              {sectionName(key)}{' '}
              {amiss.length > 0 ? (
                <StatusTag tone="warn">{own('places', { n: amiss.length })}</StatusTag>
              ) : null}
            </summary>
            <div class="plan-section">
              <TextArea
                name={key}
                label={sectionName(key)}
                value={text}
                onInput={(next) => draft.set({ [key]: next })}
                rows={Math.min(24, text.split('\n').length + 1)}
                error={why === undefined ? undefined : own('json', { why })}
                required
              />
              {amiss.length > 0 ? <FindingList lines={linesOf(amiss).map(placed)} /> : null}
            </div>
          </details>
        );
      })}
      <p>
        <Button type="submit" look="primary" busy={saver.busy}>
          {own('save')}
        </Button>
      </p>
    </form>
  );
}

const placed = (line: ReturnType<typeof linesOf>[number]) => ({
  ...line,
  message: line.field ? `${line.field}：${line.message}` : line.message,
});
