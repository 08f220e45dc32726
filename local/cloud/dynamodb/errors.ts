import type { Item } from './types.ts';

/** One entry of a cancelled transaction, in the order of its actions. `None` stands where an action had no fault. */
export interface CancellationReason {
  Code: string;
  Message?: string;
  Item?: Item;
}

const CORAL_VALIDATE = 'com.amazon.coral.validate#';
const CORAL_SERVICE = 'com.amazon.coral.service#';
const DYNAMODB = 'com.amazonaws.dynamodb.v20120810#';
const PREFIX: Record<string, string> = {
  ValidationException: CORAL_VALIDATE,
  SerializationException: CORAL_SERVICE,
  UnknownOperationException: CORAL_SERVICE,
};

/** An error as the service reports it: `name` is the exception's short name, `__type` the one on the wire. */
export class DynamoDbError extends Error {
  readonly __type: string;
  readonly statusCode: number;
  declare readonly Item?: Item;
  declare readonly CancellationReasons?: CancellationReason[];

  constructor(
    name: string,
    message: string,
    extra: { Item?: Item | undefined; CancellationReasons?: CancellationReason[]; statusCode?: number } = {},
  ) {
    super(message);
    this.name = name;
    this.__type = (PREFIX[name] ?? DYNAMODB) + name;
    this.statusCode = extra.statusCode ?? 400;
    if (extra.Item) this.Item = extra.Item;
    if (extra.CancellationReasons) this.CancellationReasons = extra.CancellationReasons;
  }

  /** The JSON body of the answer. The service spells the message of a cancelled transaction with a capital. */
  toBody(): Record<string, unknown> {
    const body: Record<string, unknown> = { __type: this.__type };
    if (this.CancellationReasons) {
      body.Message = this.message;
      body.CancellationReasons = this.CancellationReasons;
    } else {
      body.message = this.message;
    }
    if (this.Item) body.Item = this.Item;
    return body;
  }
}

export const validation = (message: string) => new DynamoDbError('ValidationException', message);

/** "One or more parameter values were invalid: …" */
export const invalidParameter = (message: string) =>
  validation(`One or more parameter values were invalid: ${message}`);

export const serialization = (message: string) => new DynamoDbError('SerializationException', message);

export const conditionFailed = (item?: Item) =>
  new DynamoDbError('ConditionalCheckFailedException', 'The conditional request failed', { Item: item });
