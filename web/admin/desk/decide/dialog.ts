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
export function useDecision({ source, file, onDone }: DialogProps) {
  const act = source.useDecide();
  return {
    act,
    async send(decision: Omit<Decision, 'turn'>) {
      const { applicationId, turn } = file;
      const answer = await act.run({ params: { applicationId }, body: { turn, ...decision } });
      if (answer) onDone();
    },
  };
}
