import type { ComponentChildren } from 'preact';
import { lazy, Suspense } from 'preact/compat';
import { useState } from 'preact/hooks';
import { colon } from './i18n.ts';
import { t } from './messages.ts';

const RuleText = lazy(() => import('./rule-text.tsx'));

interface Props {
  rules: readonly string[];
  /** What about this person made the rule apply. */
  facts?: ComponentChildren;
  label?: string;
}

/** 为什么需要: the rule's id, the sentence of the source document, and the facts. */
export function RuleQuote({ rules, facts, label }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <details class="why" onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>{label ?? t('why')}</summary>
      {facts ? (
        <p class="why-facts">
          <strong>
            {t('facts')}
            {colon()}
          </strong>
          {facts}
        </p>
      ) : null}
      {opened ? (
        <Suspense fallback={<p>{t('loading')}</p>}>
          <RuleText ids={rules} />
        </Suspense>
      ) : null}
    </details>
  );
}
