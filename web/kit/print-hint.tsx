import { useEffect, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { linesOf } from './findings.ts';
import { t } from './messages.ts';

type Rule = Pick<
  typeof import('../../shared/rules/base/printable.ts'),
  'checkPrintable' | 'withReplacements'
>;

/** What everybody types and every font has: only for other text is the table of the fonts loaded. */
const plain = /^[\x20-\x7e\n\u4e00-\u9fa5，。、；：？！“”‘’（）《》〈〉—…·]*$/;

interface Props {
  id: string;
  value: string;
  /** Already told by the API: then only the replacement is offered. */
  told: boolean;
  onInput(value: string): void;
}

/** D15: what cannot be printed is told while it is typed, and replaced at a press where it is obvious by what. */
export function PrintHint({ id, value, told, onInput }: Props) {
  const [rule, setRule] = useState<Rule>();
  const odd = !plain.test(value);
  useEffect(() => {
    if (!odd || rule) return;
    void import('../../shared/rules/base/printable.ts').then(
      ({ checkPrintable, withReplacements }) => setRule({ checkPrintable, withReplacements }),
      () => undefined, // The network is away: the API tells it.
    );
  }, [odd, rule]);
  const [line] = odd && rule ? linesOf(rule.checkPrintable(value, '')) : [];
  const better = line && rule ? rule.withReplacements(value) : value;
  return (
    <div id={id} aria-live="polite">
      {line && !told ? <p class="inline-error">{line.message}</p> : null}
      {better === value ? null : (
        <Button look="plain" onClick={() => onInput(better)}>
          {t('replaceUnprintable')}
        </Button>
      )}
    </div>
  );
}
