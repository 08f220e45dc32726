import { useEffect, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { linesOf } from './findings.ts';
import { t } from './messages.ts';
import type { TextKind } from './text-check.ts';

type Judge = typeof import('./text-check.ts')['judgeText'];

/** What everybody types and every font has: only for other text are the rules and the table of the fonts loaded. */
const plain = /^[\x20-\x7e\n\u4e00-\u9fa5，。、；：？！“”‘’（）《》〈〉—…·]*$/;

interface Props {
  id: string;
  value: string;
  kind: TextKind;
  /** The text is printed (D15). */
  printed: boolean;
  /** Already told by the API: then only the replacement is offered. */
  told: boolean;
  onInput(value: string): void;
}

/** D14, D15: what may not stay, or cannot be printed, is told where it is typed, and taken out or replaced at a press. */
export function TextHint({ id, value, kind, printed, told, onInput }: Props) {
  const [judge, setJudge] = useState<Judge>();
  const odd = !plain.test(value);
  useEffect(() => {
    if (!odd || judge) return;
    void import('./text-check.ts').then(
      ({ judgeText }) => setJudge(() => judgeText),
      () => undefined, // The network is away: the API tells it.
    );
  }, [odd, judge]);
  const verdict = odd ? judge?.(value, kind, printed) : undefined;
  const lines = told ? [] : linesOf(verdict?.findings).slice(0, 3);
  return (
    <div id={id} aria-live="polite">
      {lines.map((line) => (
        <p class="inline-error" key={line.message}>
          {line.message}
        </p>
      ))}
      {verdict && verdict.findings.length > 0 && verdict.better !== value ? (
        <Button look="plain" onClick={() => onInput(verdict.better)}>
          {t(verdict.findings[0]?.code === 'TEXT_CHARACTER' ? 'removeUnwanted' : 'replaceUnprintable')}
        </Button>
      ) : null}
    </div>
  );
}
