import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { aside } from './i18n.ts';
import { t } from './messages.ts';

export interface Step {
  key: string;
  label: string;
  state: 'DONE' | 'CURRENT' | 'TODO' | 'LOCKED';
  href?: string;
  /** Below the label: a date, a count of errors. */
  note?: ComponentChildren;
}

const stepWords = { DONE: 'done', CURRENT: 'current', TODO: 'todo', LOCKED: 'locked' } as const;

/** Numbered steps; the states have words for those who see no colours. */
export function Steps({
  steps,
  label,
  link,
  vertical,
}: {
  steps: readonly Step[];
  label: string;
  /** Renders the link of a step, so that the section's router handles it. */
  link?: (step: Step, content: ComponentChildren) => ComponentChildren;
  vertical?: boolean;
}) {
  return (
    <nav aria-label={label}>
      <ol class={`steps ${vertical ? 'vertical' : ''}`}>
        {steps.map((step, i) => {
          const content = (
            <>
              <span class="step-mark" aria-hidden="true">
                {step.state === 'DONE' ? '✓' : i + 1}
              </span>
              <span class="step-label">
                {step.label}
                <span class="visually-hidden">{aside(t(stepWords[step.state]))}</span>
                {step.note ? <span class="step-note">{step.note}</span> : null}
              </span>
            </>
          );
          return (
            <li
              key={step.key}
              class={`step ${step.state.toLowerCase()}`}
              aria-current={step.state === 'CURRENT' ? 'step' : undefined}
            >
              {step.href && link ? link(step, content) : <span class="step-body">{content}</span>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

export interface TimelineItem {
  key: string | number;
  at: string;
  title: ComponentChildren;
  detail?: ComponentChildren;
}

export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol class="timeline">
      {items.map((item) => (
        <li key={item.key}>
          <p class="timeline-at">{item.at}</p>
          <p class="timeline-title">{item.title}</p>
          {item.detail ? <div class="timeline-detail">{item.detail}</div> : null}
        </li>
      ))}
    </ol>
  );
}

export interface Described {
  term: ComponentChildren;
  value: ComponentChildren;
}

/** Terms and their values; a value that is missing shows a dash. */
export function DescriptionList({ items }: { items: readonly (Described | null | false | undefined)[] }) {
  return (
    <dl class="described">
      {items.map((item, i) =>
        item ? (
          <div key={i}>
            <dt>{item.term}</dt>
            <dd>{item.value === undefined || item.value === '' || item.value === null ? '—' : item.value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

export interface Tab {
  key: string;
  label: ComponentChildren;
  panel(): ComponentChildren;
}

/** Tabs with arrow keys; only the chosen panel is rendered. */
export function Tabs({ tabs, label, initial }: { tabs: readonly Tab[]; label: string; initial?: string }) {
  const [chosen, setChosen] = useState(initial ?? tabs[0]?.key ?? '');
  const index = Math.max(
    0,
    tabs.findIndex((tab) => tab.key === chosen),
  );
  const current = tabs[index];
  const go = (event: KeyboardEvent, to: number) => {
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    if (!tab) return;
    setChosen(tab.key);
    document.getElementById(`tab-${tab.key}`)?.focus();
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label}>
        {tabs.map((tab, i) => (
          <button
            type="button"
            role="tab"
            key={tab.key}
            id={`tab-${tab.key}`}
            aria-selected={i === index}
            aria-controls={`panel-${tab.key}`}
            tabIndex={i === index ? 0 : -1}
            onClick={() => setChosen(tab.key)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowRight') go(event, i + 1);
              if (event.key === 'ArrowLeft') go(event, i - 1);
              if (event.key === 'Home') go(event, 0);
              if (event.key === 'End') go(event, tabs.length - 1);
            }}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {current ? (
        <div role="tabpanel" id={`panel-${current.key}`} aria-labelledby={`tab-${current.key}`}>
          {current.panel()}
        </div>
      ) : null}
    </div>
  );
}

/** How far something is, with its words. @param value 0–100; undefined while unknown */
export function ProgressBar({ value, label }: { value: number | undefined; label: string }) {
  return (
    <div class="progress">
      <span>{label}</span>
      <progress max={100} value={value} aria-label={label} />
    </div>
  );
}
