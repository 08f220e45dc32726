import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from './button.tsx';
import { t } from './messages.ts';

export type Tone = 'info' | 'good' | 'warn' | 'bad' | 'neutral';
export const icons: Record<Tone, string> = { info: 'ⓘ', good: '✓', warn: '!', bad: '✕', neutral: '○' };

/** A box that says something about the page; never colour alone. */
export function Notice({
  tone = 'info',
  title,
  children,
}: {
  tone?: Tone;
  title?: string;
  children?: ComponentChildren;
}) {
  return (
    <section class={`notice ${tone}`} aria-label={title}>
      <span class="icon" aria-hidden="true">
        {icons[tone]}
      </span>
      <div>
        {title ? <p class="notice-title">{title}</p> : null}
        {children}
      </div>
    </section>
  );
}

/** A state in a word, with its icon. */
export function StatusTag({ tone = 'neutral', children }: { tone?: Tone; children: ComponentChildren }) {
  return (
    <span class={`tag ${tone}`}>
      <span aria-hidden="true">{icons[tone]}</span> {children}
    </span>
  );
}

export interface ToastMessage {
  id: number;
  text: string;
  undo?: () => void;
}
const toasts = signal<readonly ToastMessage[]>([]);
let last = 0;

const MOST_TOASTS = 3;

/** The newest few: the same words stand once, and what can be taken back goes last. */
export function withToast(shown: readonly ToastMessage[], next: ToastMessage): readonly ToastMessage[] {
  const others = shown.filter((one) => one.text !== next.text || one.undo);
  const over = others.length + 1 - MOST_TOASTS;
  const plain = others.filter((one) => !one.undo).slice(0, Math.max(0, over));
  return [...others.filter((one) => !plain.includes(one)), next];
}

/** Says that something was done; with `undo` it can be taken back while the toast stands (8 s). */
export function toast(text: string, undo?: () => void): void {
  last += 1;
  toasts.value = withToast(toasts.value, { id: last, text, ...(undo ? { undo } : {}) });
}

const dismiss = (id: number) => {
  toasts.value = toasts.value.filter((one) => one.id !== id);
};

/** Where toasts appear; once a section. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((one) => (
        <Toast key={one.id} message={one} />
      ))}
    </div>
  );
}

function Toast({ message }: { message: ToastMessage }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(message.id), 8000);
    return () => clearTimeout(timer);
  }, [message.id]);
  return (
    <div class="toast">
      <span>{message.text}</span>
      {message.undo ? (
        <Button
          look="plain"
          onClick={() => {
            message.undo?.();
            dismiss(message.id);
          }}
        >
          {t('undo')}
        </Button>
      ) : null}
      <button type="button" class="icon-button" aria-label={t('close')} onClick={() => dismiss(message.id)}>
        ×
      </button>
    </div>
  );
}
