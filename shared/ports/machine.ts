import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Position } from '../contracts/application.ts';
import { type ExecutionOf, executionName } from '../rules/application/executions.ts';

/** The review machine: executions are started, tokens of its waiting tasks are answered. Tokens are never logged. */
export interface Machine {
  /**
   * Starts an execution; again with the same position while it runs, it counts as started. EXISTS: the name is taken by
   * one that began elsewhere or has closed, and somebody has to look.
   */
  start(execution: ExecutionOf, position: Position): Promise<'STARTED' | 'EXISTS'>;
  /** GONE: answered before, timed out, or its execution has ended, which somebody has to look at. */
  answer(token: string, position: Position): Promise<'ANSWERED' | 'GONE'>;
  /** Undefined where there is none of that name, or no longer. */
  describe(execution: ExecutionOf): Promise<{ status: string; startedAt: string } | undefined>;
}

/** Errors that mean "closed already": the token was answered, timed out, or belongs to an ended execution. */
const GONE = ['TaskTimedOut', 'TaskDoesNotExist'];

export function createMachine(sfn: SFNClient, stateMachineArn: string): Machine {
  // An execution is named under its machine, whichever version or alias it was started by.
  const [, partition, , region, account, , machine] = stateMachineArn.split(':');
  const executions = `arn:${partition}:states:${region}:${account}:execution:${machine}`;
  return {
    async start(execution, position) {
      const name = executionName(execution);
      const start = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(position) });
      const started = await unless(['ExecutionAlreadyExists'], sfn.send(start));
      return started ? 'STARTED' : 'EXISTS';
    },
    async answer(token, position) {
      const answer = new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(position) });
      return (await unless(GONE, sfn.send(answer))) ? 'ANSWERED' : 'GONE';
    },
    async describe(execution) {
      const executionArn = `${executions}:${executionName(execution)}`;
      const describe = sfn.send(new DescribeExecutionCommand({ executionArn }));
      const found = await unless(['ExecutionDoesNotExist'], describe);
      return found && { status: found.status ?? '', startedAt: new Date(found.startDate ?? 0).toISOString() };
    },
  };
}

/** The answer; undefined for an error of one of these names. */
async function unless<T>(names: readonly string[], answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && names.includes(error.name)) return undefined;
    throw error;
  }
}
