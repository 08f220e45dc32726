import type { NotificationRule, ObjectVersion, S3Event } from './types.ts';

export type EventName = 'ObjectCreated:Put' | 'ObjectCreated:Post' | 'ObjectCreated:CompleteMultipartUpload';

export interface EventContext {
  region: string;
  /** Milliseconds, in the time of the cloud's clock. */
  now: number;
  requestId: string;
  sourceIp: string;
  accessKeyId: string;
}

/** @throws Error, in one sentence, for a rule that would wait for what never comes here */
export function checkRules(bucketName: string, rules: readonly NotificationRule[]): void {
  const strange = rules.flatMap((rule) => rule.events).find((name) => !name.startsWith('s3:ObjectCreated:'));
  if (strange)
    throw new Error(`Bucket ${bucketName} asks for ${strange}; only new objects are told of here.`);
}

/** Rules of the bucket that want to hear of this event. */
export function matchingRules(
  rules: readonly NotificationRule[],
  event: EventName,
  key: string,
): NotificationRule[] {
  return rules.filter(
    (rule) =>
      rule.events.some((pattern) => matchesEvent(pattern, event)) &&
      key.startsWith(rule.prefix ?? '') &&
      key.endsWith(rule.suffix ?? ''),
  );
}

function matchesEvent(pattern: string, event: EventName): boolean {
  const wanted = pattern.replace(/^s3:/, '');
  return wanted.endsWith('*') ? event.startsWith(wanted.slice(0, -1)) : event === wanted;
}

/** The message of event version 2.1, one record, as S3 sends it to a function. */
export function buildEvent(
  rule: NotificationRule,
  event: EventName,
  object: Pick<ObjectVersion, 'bucket' | 'key' | 'seq' | 'size' | 'etag' | 'versionId'>,
  context: EventContext,
): S3Event {
  const partition = context.region.startsWith('cn-') ? 'aws-cn' : 'aws';
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: context.region,
        eventTime: new Date(context.now).toISOString(),
        eventName: event,
        userIdentity: { principalId: `AWS:${context.accessKeyId}` },
        requestParameters: { sourceIPAddress: context.sourceIp },
        responseElements: { 'x-amz-request-id': context.requestId, 'x-amz-id-2': context.requestId },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: rule.id,
          bucket: {
            name: object.bucket,
            ownerIdentity: { principalId: 'LOCAL' },
            arn: `arn:${partition}:s3:::${object.bucket}`,
          },
          object: {
            key: encodeEventKey(object.key),
            size: object.size,
            eTag: object.etag,
            ...(object.versionId === 'null' ? {} : { versionId: object.versionId }),
            sequencer: object.seq.toString(16).toUpperCase().padStart(18, '0'),
          },
        },
      },
    ],
  };
}

/** Form-url-encoding with `/` kept: a space becomes `+`, a plus `%2B`, Chinese its UTF-8 bytes. */
function encodeEventKey(key: string): string {
  return encodeURIComponent(key)
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/');
}
