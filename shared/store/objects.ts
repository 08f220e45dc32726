import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
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
  get(
    key: string,
    versionId?: string,
  ): Promise<{ bytes: Uint8Array; contentType?: string; metadata: Record<string, string> }>;
  /** Whether the object is there. */
  has(key: string): Promise<boolean>;
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
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

const UPLOAD_SECONDS = 15 * 60;
const LINK_SECONDS = 120;

export function createObjectStore(client: S3Client, bucket: string): ObjectStore {
  return {
    bucket,
    async get(key, versionId) {
      const answer = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }),
      );
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
        if (error instanceof Error && (error.name === 'NotFound' || error.name === 'NoSuchKey')) return false;
        throw error;
      }
    },
    async put(key, bytes, contentType) {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: contentType }),
      );
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
        ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        ResponseContentType: contentType,
      });
      return {
        url: await getSignedUrl(client, command, { expiresIn: seconds }),
        expiresAt: later(now, seconds),
      };
    },
  };
}

function later(now: string, seconds: number): string {
  return new Date(Date.parse(now) + seconds * 1000).toISOString();
}
