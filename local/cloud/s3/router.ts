import { refuseUnknownHeaders } from './attributes.ts';
import { corsHeaders, preflight } from './cors.ts';
import { bucketOf, type Call, type Engine } from './engine.ts';
import { S3Error } from './errors.ts';
import { headBucket, listObjects, listVersions } from './operations-list.ts';
import { abortUpload, completeUpload, createUpload, uploadPart } from './operations-multipart.ts';
import { getObject, OVERRIDES } from './operations-read.ts';
import { getTagging, putTagging } from './operations-tagging.ts';
import { putObject, removeObject, removeObjects } from './operations-write.ts';
import { postObject } from './post-object.ts';
import { errorReply, type Reply } from './reply.ts';
import { param, type S3Request } from './request.ts';
import { type Authorization, authorize } from './signature.ts';

/** An operation: how a request asks for it, and which other query parameters it understands. */
interface Operation {
  name: string;
  method: string;
  on: 'bucket' | 'object';
  /** Query parameters that must be there; `list-type=2` also fixes the value. */
  when?: string[];
  also?: string[];
  run(call: Call): Reply | Promise<Reply>;
}

const LIST = ['prefix', 'max-keys', 'encoding-type'];
const READ = ['versionId', ...OVERRIDES.map((name) => `response-${name}`)];

/** The first that fits is taken, so the more particular ones come first. Whatever is not here is NotImplemented. */
const OPERATIONS: Operation[] = [
  { name: 'HeadBucket', method: 'HEAD', on: 'bucket', run: headBucket },
  {
    ...{ name: 'ListObjectsV2', method: 'GET', on: 'bucket', when: ['list-type=2'], run: listObjects },
    also: [...LIST, 'continuation-token'],
  },
  {
    ...{ name: 'ListObjectVersions', method: 'GET', on: 'bucket', when: ['versions'], run: listVersions },
    also: [...LIST, 'key-marker', 'version-id-marker'],
  },
  { name: 'DeleteObjects', method: 'POST', on: 'bucket', when: ['delete'], run: removeObjects },
  {
    name: 'GetObjectTagging',
    method: 'GET',
    on: 'object',
    when: ['tagging'],
    also: ['versionId'],
    run: getTagging,
  },
  {
    name: 'PutObjectTagging',
    method: 'PUT',
    on: 'object',
    when: ['tagging'],
    also: ['versionId'],
    run: putTagging,
  },
  { name: 'CreateMultipartUpload', method: 'POST', on: 'object', when: ['uploads'], run: createUpload },
  { name: 'UploadPart', method: 'PUT', on: 'object', when: ['uploadId', 'partNumber'], run: uploadPart },
  { name: 'CompleteMultipartUpload', method: 'POST', on: 'object', when: ['uploadId'], run: completeUpload },
  { name: 'AbortMultipartUpload', method: 'DELETE', on: 'object', when: ['uploadId'], run: abortUpload },
  { name: 'PutObject', method: 'PUT', on: 'object', run: putObject },
  { name: 'GetObject', method: 'GET', on: 'object', also: READ, run: getObject },
  { name: 'HeadObject', method: 'HEAD', on: 'object', also: READ, run: getObject },
  { name: 'DeleteObject', method: 'DELETE', on: 'object', also: ['versionId'], run: removeObject },
];

/** Answers a request; refusals are answers too. */
export async function route(engine: Engine, request: S3Request): Promise<Reply> {
  const rules = engine.buckets.get(request.bucket)?.cors;
  const cors = corsHeaders(rules, request.headers, request.method);
  let reply: Reply;
  try {
    reply = await answer(engine, request);
  } catch (error) {
    // A client that went away is not an error of ours, and nobody is left to read the answer.
    if (request.body.destroyed && !request.body.complete) return { status: 400 };
    reply = errorReply(error, request);
  }
  return { ...reply, headers: { ...cors, ...reply.headers } };
}

async function answer(engine: Engine, request: S3Request): Promise<Reply> {
  if (request.method === 'OPTIONS') {
    return { status: 200, headers: preflight(bucketOf(engine, request.bucket).cors, request.headers) };
  }
  if (isFormUpload(request)) return postObject(engine, request, bucketOf(engine, request.bucket));
  const auth = authorize(request, engine);
  const operation = request.bucket === '' ? undefined : findOperation(request);
  if (!operation) throw new S3Error('NotImplemented');
  const known = (operation.when ?? []).map((entry) => entry.replace(/=.*/, ''));
  refuseOtherParams(request, auth, [...known, ...(operation.also ?? [])]);
  refuseUnknownHeaders(request.headers);
  return operation.run({ engine, request, auth, bucket: bucketOf(engine, request.bucket) });
}

/** A form carries its own permission; a signed POST with the same type would be another operation. */
function isFormUpload(request: S3Request): boolean {
  return (
    request.method === 'POST' &&
    request.key === '' &&
    request.bucket !== '' &&
    request.query.length === 0 &&
    !request.headers.has('authorization')
  );
}

function findOperation(request: S3Request): Operation | undefined {
  const on = request.key === '' ? 'bucket' : 'object';
  return OPERATIONS.find(
    (operation) =>
      operation.method === request.method &&
      operation.on === on &&
      (operation.when ?? []).every((entry) => {
        const [name = '', value] = entry.split('=');
        const given = param(request, name);
        return given !== undefined && (value === undefined || given === value);
      }),
  );
}

/** A parameter that we do not know may change what is asked for: `?acl`, `?lifecycle`, `?partNumber` on a read. */
function refuseOtherParams(request: S3Request, auth: Authorization, known: readonly string[]): void {
  for (const [name] of request.query) {
    if (known.includes(name) || name === 'x-id') continue;
    if (auth.via === 'query' && name.toLowerCase().startsWith('x-amz-')) continue;
    throw new S3Error('NotImplemented', undefined, { QueryParameter: name });
  }
}
