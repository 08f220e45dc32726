import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { createMovableClock, type MovableClock } from '../../local/cloud/clock/clock.ts';
import { type BucketDefinition, createS3, type S3, type S3Event } from '../../local/cloud/s3/index.ts';

/** A store behind a real HTTP server on 127.0.0.1, with its own folder and clock. */
export interface Harness {
  dir: string;
  url: string;
  s3: S3;
  clock: MovableClock;
  client: S3Client;
  /** What was delivered and acknowledged, in order. */
  delivered: Array<{ target: string; event: S3Event }>;
  clientWith(config: Partial<S3ClientConfig>): S3Client;
  close(): Promise<void>;
}

export const REGION = 'cn-hangzhou-1';
export const CREDENTIALS = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' };

export const BUCKETS: BucketDefinition[] = [
  {
    bucketName: 'quarantine',
    versioned: true,
    cors: [
      {
        allowedOrigins: ['http://localhost:*'],
        allowedMethods: ['GET', 'POST', 'PUT'],
        allowedHeaders: ['*'],
        exposedHeaders: ['ETag'],
        maxAgeSeconds: 600,
      },
    ],
    notifications: [
      { id: 'inspect', events: ['s3:ObjectCreated:*'], prefix: 'in/', target: 'inspect-upload' },
    ],
  },
  { bucketName: 'clean' },
];

export interface HarnessOptions {
  dir?: string;
  region?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  buckets?: BucketDefinition[];
  deliver?: (target: string, event: S3Event) => Promise<void>;
}

export async function startS3(options: HarnessOptions = {}): Promise<Harness> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'zhiping-s3-'));
  const clock = createMovableClock();
  const delivered: Harness['delivered'] = [];
  const region = options.region ?? REGION;
  const credentials = options.credentials ?? CREDENTIALS;
  const s3 = createS3({
    ...{ dir, clock, region, credentials: [credentials] },
    deliver: async (target, event) => {
      await options.deliver?.(target, event);
      delivered.push({ target, event });
    },
  });
  for (const bucket of options.buckets ?? BUCKETS) s3.ensureBucket(bucket);
  const server = createServer((req, res) => void s3.handle(req, res));
  const url = await listen(server);
  const clientWith = (config: Partial<S3ClientConfig>) =>
    new S3Client({ endpoint: url, region, credentials, forcePathStyle: true, maxAttempts: 1, ...config });
  const client = clientWith({});
  return {
    ...{ dir, url, s3, clock, client, delivered, clientWith },
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await s3.close();
      clock.close();
      if (!options.dir) rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Awaits a refusal of the SDK; the code and the status are what a user sees. */
export async function refusal(
  promise: Promise<unknown>,
): Promise<{ code: string; status: number; message: string }> {
  try {
    await promise;
  } catch (error) {
    const shown = error as { name?: string; message?: string; $metadata?: { httpStatusCode?: number } };
    return {
      code: shown.name ?? '',
      status: shown.$metadata?.httpStatusCode ?? 0,
      message: shown.message ?? '',
    };
  }
  throw new Error('The request was accepted.');
}

/** Code and message of an error document. */
export function errorOf(xml: string): { code: string; message: string } {
  const field = (name: string) =>
    new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.replaceAll('&quot;', '"') ?? '';
  return { code: field('Code'), message: field('Message') };
}

/** Bytes that differ from each other all along, so that a shift or a mixture is seen. */
export function pattern(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  let state = (seed * 2654435761) >>> 0 || 1;
  for (let i = 0; i + 4 <= length; i += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes.writeUInt32LE(state, i);
  }
  return bytes;
}
