import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

export interface UploadForm {
  url: string;
  fields: Record<string, string>;
  expiresAt: string;
}

/** Files in one bucket. Keys are ours; names that people gave appear only in Content-Disposition. */
export interface ObjectStore {
  readonly bucket: string;
  /** @throws {ObjectTooLarge} before anything is read, when the object has more than `maxBytes` */
  get(
    key: string,
    versionId?: string,
    maxBytes?: number,
  ): Promise<{ bytes: Uint8Array; contentType?: string; metadata: Record<string, string> }>;
  /** Whether the object is there. */
  has(key: string): Promise<boolean>;
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /**
   * Stores a copy made from `source`, which is noted with it. The first source that comes keeps the key for good:
   * false when another one has it. The same source may come again.
   */
  claim(key: string, bytes: Uint8Array, contentType: string, source: string): Promise<boolean>;
  /** Tags of one version. */
  tags(key: string, versionId?: string): Promise<Record<string, string>>;
  /** A presigned POST: exact key, type and size range are in the policy (practice: never PUT). */
  uploadForm(options: {
    key: string;
    contentType: string;
    maxBytes: number;
    metadata: Record<string, string>;
    now: string;
  }): Promise<UploadForm>;
  /** A download link that lasts `seconds`; always an attachment, never rendered by our origin. */
  link(options: {
    key: string;
    fileName: string;
    contentType: string;
    now: string;
    seconds?: number;
  }): Promise<{ url: string; expiresAt: string }>;
}

/** An object that nobody may load into memory whole. */
export class ObjectTooLarge extends Error {
  readonly bytes: number;
  constructor(bytes: number, maxBytes: number) {
    super(`an object of ${bytes} bytes; at most ${maxBytes} are read`);
    this.name = 'ObjectTooLarge';
    this.bytes = bytes;
  }
}

/** Is the object, or that version of it, not there (any more)? */
export const isMissingObject = (error: unknown): boolean =>
  error instanceof Error && ['NotFound', 'NoSuchKey', 'NoSuchVersion'].includes(error.name);

const UPLOAD_SECONDS = 15 * 60;
const LINK_SECONDS = 120;

export function createObjectStore(client: S3Client, bucket: string): ObjectStore {
  return {
    bucket,
    async get(key, versionId, maxBytes) {
      const which = { Bucket: bucket, Key: key, VersionId: versionId };
      if (maxBytes !== undefined) {
        const { ContentLength: length = 0 } = await client.send(new HeadObjectCommand(which));
        if (length > maxBytes) throw new ObjectTooLarge(length, maxBytes);
      }
      const answer = await client.send(new GetObjectCommand(which));
      if (!answer.Body) throw new Error(`empty object ${key}`);
      return {
        bytes: await answer.Body.transformToByteArray(),
        contentType: answer.ContentType,
        metadata: answer.Metadata ?? {},
      };
    },
    async has(key) {
      try {
        await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return true;
      } catch (error) {
        if (isMissingObject(error)) return false;
        throw error;
      }
    },
    async put(key, bytes, contentType) {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: contentType }),
      );
    },
    async claim(key, bytes, contentType, source) {
      const copy = { Bucket: bucket, Key: key, Body: bytes, ContentType: contentType, Metadata: { source } };
      try {
        await client.send(new PutObjectCommand({ ...copy, IfNoneMatch: '*' }));
        return true;
      } catch (error) {
        if (!(error instanceof Error && error.name === 'PreconditionFailed')) throw error;
      }
      const { Metadata } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      if (Metadata?.source !== source) return false;
      await client.send(new PutObjectCommand(copy));
      return true;
    },
    async tags(key, versionId) {
      const { TagSet } = await client.send(
        new GetObjectTaggingCommand({ Bucket: bucket, Key: key, VersionId: versionId }),
      );
      return Object.fromEntries((TagSet ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
    },
    async uploadForm({ key, contentType, maxBytes, metadata, now }) {
      const named = Object.fromEntries(Object.entries(metadata).map(([k, v]) => [`x-amz-meta-${k}`, v]));
      const { url, fields } = await createPresignedPost(client, {
        Bucket: bucket,
        Key: key,
        Expires: UPLOAD_SECONDS,
        Fields: { 'Content-Type': contentType, ...named },
        Conditions: [
          ['content-length-range', 1, maxBytes],
          ['eq', '$Content-Type', contentType],
          ...Object.entries(named).map(([k, v]): ['eq', string, string] => ['eq', `$${k}`, v]),
        ],
      });
      return { url, fields, expiresAt: later(now, UPLOAD_SECONDS) };
    },
    async link({ key, fileName, contentType, now, seconds = LINK_SECONDS }) {
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ResponseContentDisposition: attachmentNamed(fileName),
        ResponseContentType: contentType,
      });
      return {
        url: await getSignedUrl(client, command, { expiresIn: seconds }),
        expiresAt: later(now, seconds),
      };
    },
  };
}

/** RFC 6266: the name in UTF-8 as RFC 5987 writes it, and a plain one for programs that cannot read that. */
export function attachmentNamed(fileName: string): string {
  const name = fileName.replace(/\p{Cs}/gu, '');
  const plain = name.replace(/[^\w.-]/g, '_');
  const coded = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${coded}`;
}

function later(now: string, seconds: number): string {
  return new Date(Date.parse(now) + seconds * 1000).toISOString();
}
