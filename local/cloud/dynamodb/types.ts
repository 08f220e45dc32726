/** An attribute value as it stands on the wire: exactly one member is set, numbers are strings, bytes are base64. */
export interface AttributeValue {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: boolean;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: AttributeValue[];
  M?: Item;
}

export type AttributeType = keyof AttributeValue;
export type Item = Record<string, AttributeValue>;
export type ScalarType = 'S' | 'N' | 'B';

export interface KeySchemaElement {
  AttributeName: string;
  KeyType: 'HASH' | 'RANGE';
}

export interface AttributeDefinition {
  AttributeName: string;
  AttributeType: ScalarType;
}

export interface Projection {
  ProjectionType?: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  NonKeyAttributes?: string[];
}

export interface GlobalSecondaryIndexDefinition {
  IndexName: string;
  KeySchema: KeySchemaElement[];
  Projection: Projection;
}

/** AWS::DynamoDB::Table, normalised: the inner members keep CloudFormation's names. */
export interface TableDefinition {
  tableName: string;
  keySchema: KeySchemaElement[];
  /** Attributes that no key uses are refused, as DynamoDB refuses them. */
  attributeDefinitions: AttributeDefinition[];
  globalSecondaryIndexes?: GlobalSecondaryIndexDefinition[];
  /** Absent: no stream. */
  streamViewType?: 'NEW_AND_OLD_IMAGES';
  ttlAttribute?: string;
}

/** The element of a DynamoDB event as Lambda receives it, without the ARN and region that the event source adds. */
export interface StreamRecord {
  /** Position in the table's stream: grows by at least one a record, never reused. */
  sequence: number;
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  dynamodb: {
    /** Seconds since the Unix epoch. */
    ApproximateCreationDateTime: number;
    Keys: Item;
    NewImage?: Item;
    OldImage?: Item;
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: 'NEW_AND_OLD_IMAGES';
  };
  /** Only on deletions by TTL. */
  userIdentity?: { type: 'Service'; principalId: 'dynamodb.amazonaws.com' };
}
