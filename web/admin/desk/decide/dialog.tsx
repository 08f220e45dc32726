import { ActDialog, type ActDialogProps } from '../../../kit/act-dialog.tsx';
import type { Decision, DeskFile, DeskSource } from '../source.ts';

/** What every window of the decision bar is given. */
export interface DialogProps {
  source: DeskSource;
  file: DeskFile;
  open: boolean;
  title: string;
  onClose(): void;
  onDone(): void;
}

/** Sends one decision about the turn that is on the screen; the next file is shown once it is stored. */
export function useDecision({ source, file }: DialogProps) {
  const act = source.useDecide();
  const { applicationId, turn } = file;
  return {
    act,
    send: (decision: Omit<Decision, 'turn'>) =>
      act.run({ params: { applicationId }, body: { turn, ...decision } }),
  };
}

/** Of what is typed into a window: another turn begins anew. */
export const draftName = ({ file }: Pick<DialogProps, 'file'>, act: string) =>
  `${act}.${file.applicationId}.${file.turn}`;

interface FrameProps extends DialogProps, Omit<ActDialogProps, keyof DialogProps | 'confirm'> {
  /** Instead of the act and whom it is about. */
  heading?: string;
}

/** A window about one file; the page goes on once the act is done. */
export function FileDialog({ source: _source, file, title, heading, onDone, send, ...rest }: FrameProps) {
  const press = async () => {
    if (await send()) onDone();
  };
  return (
    <ActDialog {...rest} title={heading ?? `${title}：${file.applicant.name}`} confirm={title} send={press} />
  );
}
