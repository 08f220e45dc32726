import { Button } from '../../kit/button.tsx';
import { Conflicts } from '../../kit/conflict.tsx';
import { ErrorSummary, FindingList, ProblemSummary } from '../../kit/errors.tsx';
import { TextArea } from '../../kit/fields.tsx';
import { linesOf } from '../../kit/findings.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { StatusTag } from '../../kit/notice.tsx';
import { InWords } from './in-words.tsx';
import { sayFault } from './json-fault.ts';
import type { PlanDraft } from './plan-draft.ts';
import { inSection, type Version } from './plan-words.ts';
import { sectionName, sectionsOf } from './sections.ts';

const own = defineMessages({
  content: ['计划内容', 'What the plan says'],
  save: ['保存草稿', 'Save the draft'],
  shut: [
    '此版已不能修改；如需更改，请由它新建一版。',
    'This version cannot be edited any more; make a new one from it.',
  ],
  proposed: ['已提请发布，退回后方可修改。', 'It is proposed; refuse it first to edit it.'],
  notSaved: ['没有保存：{n} 个部分不是有效的 JSON', 'Not saved: {n} sections are no JSON'],
  places: ['{n} 处', '{n} found'],
  unsaved: ['未保存', 'not saved'],
  inWords: ['已保存内容的文字对照', 'What is saved, in words'],
  json: ['JSON 原文', 'As JSON'],
});

/** Once it is proposed a version is only read: section by section in words, the JSON behind. */
export function Content({ version }: { version: Version }) {
  const { document, status } = version;
  return (
    <section class="stack">
      <h2>{own('content')}</h2>
      <p class="hint">{own(status === 'PROPOSED' ? 'proposed' : 'shut')}</p>
      <div class="plan-sections">
        {Object.entries(sectionsOf(document)).map(([key, text]) => (
          <details key={key} class="panel">
            <summary>{sectionName(key)}</summary>
            {key in document ? <InWords section={key} document={document} /> : null}
            <details>
              <summary>{own('json')}</summary>
              <pre class="plan-text">{text}</pre>
            </details>
          </details>
        ))}
      </div>
    </section>
  );
}

/** The document section by section, each as JSON, with what is amiss beside it. */
export function Editor({ version, edit }: { version: Version; edit: PlanDraft }) {
  const { findings } = version;
  const { draft, saver, wrong, faults, unsaved, save } = edit;
  const submit = (event: Event) => {
    event.preventDefault();
    void save();
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <h2>{own('content')}</h2>
      <Conflicts draft={draft} asked={saver.asked} />
      <ProblemSummary problem={saver.problem} />
      <ErrorSummary lines={faults} title={own('notSaved', { n: faults.length })} attempt={0} />
      <div class="plan-sections">
        {Object.entries(draft.value).map(([key, text]) => {
          const amiss = inSection(findings, key);
          const fault = wrong[key];
          return (
            <details key={key} class="panel" open={fault !== undefined || amiss.length > 0}>
              <summary>
                {sectionName(key)}{' '}
                {amiss.length > 0 ? (
                  <StatusTag tone="warn">{own('places', { n: amiss.length })}</StatusTag>
                ) : null}{' '}
                {unsaved.includes(key) ? <StatusTag tone="neutral">{own('unsaved')}</StatusTag> : null}
              </summary>
              <div class="plan-section stack tight">
                <TextArea
                  name={key}
                  label={sectionName(key)}
                  value={text}
                  onInput={(next) => draft.set({ [key]: next })}
                  rows={Math.min(24, text.split('\n').length + 1)}
                  error={fault && sayFault(fault)}
                  required
                />
                {amiss.length > 0 ? <FindingList lines={linesOf(amiss)} /> : null}
                {key in version.document ? (
                  <details>
                    <summary>{own('inWords')}</summary>
                    <InWords section={key} document={version.document} />
                  </details>
                ) : null}
              </div>
            </details>
          );
        })}
      </div>
      <p class="plan-bar">
        <Button type="submit" look="primary" busy={saver.busy}>
          {own('save')}
        </Button>
      </p>
    </form>
  );
}
