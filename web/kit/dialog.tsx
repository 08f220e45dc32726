import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './button.tsx';
import { t } from './messages.ts';

interface DialogProps {
  open: boolean;
  title: string;
  onClose(): void;
  children?: ComponentChildren;
  /** Buttons; the cancelling one comes by itself. */
  actions?: ComponentChildren;
  /** What the cancelling one is called when there is nothing to cancel. */
  leave?: string;
}

/** A modal dialog on the native element: focus stays inside, Escape closes. */
export function Dialog({ open, title, onClose, children, actions, leave }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  // At once, not after the next frame: keys of the page are silent while a window is open.
  useLayoutEffect(() => {
    const dialog = box.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog class="dialog" ref={box} aria-label={title} onClose={onClose} onCancel={onClose}>
      <h2>{title}</h2>
      {children}
      <div class="actions">
        {actions}
        <Button onClick={onClose}>{leave ?? t('cancel')}</Button>
      </div>
    </dialog>
  );
}
