import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { SendTaskSuccessCommand, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import type { Position } from '../contracts/application.ts';
import { stepCodes } from '../contracts/stages.ts';
import { keys } from './base/keys.ts';
import { type Table, toItem } from './base/table.ts';

/** A callback task of the review machine that waits for an answer. Tokens are never logged or shown. */
export const MachineTaskSchema = z.object({
  applicationId: z.string(),
  turn: z.number(),
  lane: z.enum(['MAIN', 'MUNI_HRSS', 'CONSTR_COMMISSION']),
  step: z.enum(stepCodes),
  token: z.string(),
  openedAt: z.string(),
  completedAt: z.optional(z.string()),
});
export type MachineTask = z.infer<typeof MachineTaskSchema>;

export interface TaskStore {
  /** Puts the token on the application's task; a newer attempt replaces the token of an older one. */
  open(task: Omit<MachineTask, 'completedAt'>): Promise<void>;
  /** Tasks of an application whose token has not been answered. */
  waiting(applicationId: string): Promise<MachineTask[]>;
  /** Answers the token and remembers that; a token that is gone already counts as answered. */
  complete(task: MachineTask, position: Position, now: string): Promise<void>;
  /** Starts the execution of a revision; starting it again changes nothing. */
  start(position: Position): Promise<void>;
}

/** Errors that mean "closed already": the token was answered, timed out, or belongs to an ended execution. */
const GONE = new Set(['TaskTimedOut', 'TaskDoesNotExist']);

export function createTaskStore(
  db: DynamoDBClient,
  table: Table,
  sfn: SFNClient,
  stateMachineArn: string,
): TaskStore {
  return {
    async open(task) {
      await db.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: toItem({ ...keys.task(task.applicationId, task.turn, task.lane) }),
          UpdateExpression:
            'SET #type = :type, applicationId = :id, turn = :turn, lane = :lane, step = :step, #token = :token, openedAt = :at REMOVE completedAt',
          ExpressionAttributeNames: { '#type': 'type', '#token': 'token' },
          ExpressionAttributeValues: toItem({
            ':type': 'TASK',
            ':id': task.applicationId,
            ':turn': task.turn,
            ':lane': task.lane,
            ':step': task.step,
            ':token': task.token,
            ':at': task.openedAt,
          }),
        }),
      );
    },
    async waiting(applicationId) {
      const tasks = await table.queryAll(MachineTaskSchema, {
        partition: keys.application(applicationId).pk,
        prefix: 'TASK#',
      });
      return tasks.filter((t) => !t.completedAt);
    },
    async complete(task, position, now) {
      try {
        await sfn.send(
          new SendTaskSuccessCommand({ taskToken: task.token, output: JSON.stringify(position) }),
        );
      } catch (error) {
        if (!(error instanceof Error && GONE.has(error.name))) throw error;
      }
      try {
        await db.send(
          new UpdateItemCommand({
            TableName: table.name,
            Key: toItem({ ...keys.task(task.applicationId, task.turn, task.lane) }),
            UpdateExpression: 'SET completedAt = :now',
            // A newer attempt may have put its own token here meanwhile; that one is still waiting.
            ConditionExpression: '#token = :token',
            ExpressionAttributeNames: { '#token': 'token' },
            ExpressionAttributeValues: toItem({ ':now': now, ':token': task.token }),
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
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
  };
}
