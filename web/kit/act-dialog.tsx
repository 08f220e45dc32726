import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { type ApiProblem, isOvertaken } from './client.ts';
import { Dialog } from './dialog.tsx';
import { ErrorSummary, ProblemSummary } from './errors.tsx';
import type { Early } from './form.ts';
import { defineMessages } from './i18n.ts';
import { t } from './messages.ts';
import { Notice } from './notice.tsx';

export const words = defineMessages({
  irreversible: ['此操作不能撤回。', 'This cannot be undone.'],
});

export interface ActDialogProps {
  open?: boolean;
  title: string;
  /** The words of the act itself, never "OK"; without them there is only something to read. */
  confirm?: string | undefined;
  /** What is under way, and what was refused; pages that show the refusal themselves leave it out. */
  act: { busy: boolean; problem?: ApiProblem | undefined; refresh?(): void; reset?(): void };
  /** What the page itself found missing. */
  early?: Early;
  /** Path prefix of the window's fields in the request. */
  root?: string;
  danger?: boolean;
  /** The act is at hand: Enter carries it out. */
  autofocus?: boolean;
  disabled?: boolean;
  /** What stands in the way. */
  note?: string | undefined;
  /** What happens for good. */
  final?: string | undefined;
  /** Closes the window when it resolves with something. */
  send(): Promise<unknown>;
  onClose(): void;
  children?: ComponentChildren;
}

/** The window of one act: its problems, what it needs to know, the act in its own words. Empty while it is closed. */
export function ActDialog({
  open = true,
  title,
  confirm,
  act,
  early,
  send,
  onClose,
  ...rest
}: ActDialogProps) {
  const press = async () => {
    if (await send()) onClose();
  };
  // The same act again could only be refused again, or hit something that the person has not seen.
  const overtaken = isOvertaken(act.problem);
  const close = () => {
    if (overtaken) {
      act.refresh?.();
      act.reset?.();
    }
    onClose();
  };
  return (
    <Dialog
      open={open}
      title={title}
      onClose={close}
      {...(overtaken ? { leave: t('close') } : {})}
      actions={
        confirm && !overtaken ? (
          <Button
            look={rest.danger ? 'danger' : 'primary'}
            busy={act.busy}
            autofocus={rest.autofocus ?? false}
            disabled={rest.disabled ?? false}
            onClick={() => void press()}
          >
            {confirm}
          </Button>
        ) : null
      }
    >
      {open ? (
        <>
          {early ? <ErrorSummary lines={early.lines} attempt={early.attempt} /> : null}
          <ProblemSummary problem={act.problem} root={rest.root ?? ''} closes />
          {overtaken && rest.children ? <p>{t('overtakenKept')}</p> : null}
          {rest.note && !overtaken ? <Notice tone="warn">{rest.note}</Notice> : null}
          {rest.final && !overtaken ? (
            <Notice tone="warn" title={words('irreversible')}>
              <p>{rest.final}</p>
            </Notice>
          ) : null}
          {rest.children}
        </>
      ) : null}
    </Dialog>
  );
}

interface AskProps {
  label: string;
  look?: 'primary' | 'secondary' | 'danger';
  disabled?: boolean;
  /** The window that the button opens. */
  children(window: Pick<ActDialogProps, 'onClose'> & { open: boolean }): ComponentChildren;
}

/** A button whose act is asked about first. */
export function AskButton({ label, look = 'primary', disabled = false, children }: AskProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} disabled={disabled} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {children({ open, onClose: () => setOpen(false) })}
    </>
  );
}
