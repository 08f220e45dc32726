/** One CORS rule of a bucket, as CloudFormation's `CorsConfiguration` has it. `*` matches any run of characters. */
export interface CorsRule {
  allowedOrigins: string[];
  /** GET, PUT, POST, DELETE, HEAD. */
  allowedMethods: string[];
  allowedHeaders?: string[];
  exposedHeaders?: string[];
  maxAgeSeconds?: number;
}

/** Who is told about which new objects. */
export interface NotificationRule {
  id: string;
  /** `s3:ObjectCreated:*`, `s3:ObjectCreated:Put` … */
  events: string[];
  prefix?: string;
  suffix?: string;
  /** ARN or name of the function; handed to `deliver` as it stands. */
  target: string;
}

/** What the template says about a bucket. */
export interface BucketDefinition {
  bucketName: string;
  versioned?: boolean;
  cors?: CorsRule[];
  notifications?: NotificationRule[];
}

/** One record of an S3 event notification, event version 2.1 (Amazon S3 User Guide, "Event message structure"). */
interface S3EventRecord {
  eventVersion: string;
  eventSource: string;
  awsRegion: string;
  /** ISO 8601, in the time of the cloud's clock. */
  eventTime: string;
  /** Without the `s3:` of the subscription: `ObjectCreated:Put`. */
  eventName: string;
  userIdentity: { principalId: string };
  requestParameters: { sourceIPAddress: string };
  responseElements: { 'x-amz-request-id': string; 'x-amz-id-2': string };
  s3: {
    s3SchemaVersion: string;
    configurationId: string;
    bucket: { name: string; ownerIdentity: { principalId: string }; arn: string };
    /** `key` is form-url-encoded (a space is `+`). */
    object: { key: string; size: number; eTag: string; versionId?: string; sequencer: string };
  };
}

export interface S3Event {
  Records: S3EventRecord[];
}

export type ChecksumAlgorithm = 'CRC32' | 'SHA256';

/** A verified checksum, base64; a COMPOSITE one ends in `-<number of parts>`. */
export interface StoredChecksum {
  algorithm: ChecksumAlgorithm;
  type: 'FULL_OBJECT' | 'COMPOSITE';
  value: string;
}

/** A file under `objects/` (or still under `tmp/`) and its length in bytes. */
export interface BlobRef {
  name: string;
  size: number;
}

export type Tag = readonly [key: string, value: string];

/** One version of one object, or a delete marker. */
export interface ObjectVersion {
  /** Position in the order of all changes of this store; also the event's sequencer. */
  seq: number;
  bucket: string;
  key: string;
  /** `null` (the word) where the bucket keeps no versions, as S3 has it. */
  versionId: string;
  latest: boolean;
  deleteMarker: boolean;
  size: number;
  /** Without quotes. MD5 in hex, or md5-of-md5s with `-<parts>` after a multipart upload. */
  etag: string;
  /** Milliseconds since the epoch, in the time of the cloud's clock. */
  lastModified: number;
  /** Response headers to give back: content-type and kin, x-amz-meta-*, x-amz-server-side-encryption*. */
  headers: Record<string, string>;
  tags: Tag[];
  checksum?: StoredChecksum;
  /** The content, in order. */
  blobs: BlobRef[];
}
