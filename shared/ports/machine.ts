import { SendTaskSuccessCommand, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Position } from '../contracts/application.ts';

/** The review machine: executions are started, tokens of its waiting tasks are answered. Tokens are never logged. */
export interface Machine {
  /** Starts the execution of a revision; starting it again changes nothing. */
  start(position: Position): Promise<void>;
  /** Answers a token; one that is gone (answered, timed out, its execution ended) already counts as answered. */
  answer(token: string, position: Position): Promise<void>;
}

/** Errors that mean "closed already": the token was answered, timed out, or belongs to an ended execution. */
const GONE = new Set(['TaskTimedOut', 'TaskDoesNotExist']);

export function createMachine(sfn: SFNClient, stateMachineArn: string): Machine {
  return {
    async start(position) {
      try {
        await sfn.send(
          new StartExecutionCommand({
            stateMachineArn,
            name: `${position.applicationId}-${position.revision}`,
            input: JSON.stringify(position),
          }),
        );
      } catch (error) {
        // Same name with another input, or closed: it was started by an earlier delivery of the same event.
        if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error;
      }
    },
    async answer(token, position) {
      try {
        await sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(position) }));
      } catch (error) {
        if (!(error instanceof Error && GONE.has(error.name))) throw error;
      }
    },
  };
}
