import { appendFileSync, mkdirSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createCashier } from './cashier/index.ts';
import { createMovableClock, type MovableClock } from './clock/clock.ts';
import { createConsole } from './console/index.ts';
import { createDynamoDb } from './dynamodb/index.ts';
import { createGateway } from './gateway/index.ts';
import type { Account } from './identity/account.ts';
import { createIdentity, type Identity } from './identity/index.ts';
import { createLambdaHost, type InvocationResult } from './lambda/index.ts';
import { createSchedules } from './lambda/schedules.ts';
import { createStreamSource } from './lambda/stream-source.ts';
import { createMailbox } from './mailbox/index.ts';
import { createS3 } from './s3/index.ts';
import { listen, type Serve } from './server.ts';
import { createStaticSite } from './static/index.ts';
import { createStepFunctions, type InvokeResult } from './stepfunctions/index.ts';
import { type CloudDefinition, readAssembly } from './template/read-template.ts';
import { type Door, letIn } from './visitors.ts';

export interface CloudOptions {
  /** The synthesized assembly, and where the pages were built to. */
  assembly: string;
  site: string;
  dataDir: string;
  port: number;
  identities: {
    path: string;
    title: string;
    pool: string;
    redirects: string[];
    accounts: readonly Account[];
    find(login: string): Account | undefined;
    /** Before somebody is let in. */
    signedIn?(login: string): Promise<void>;
  }[];
  /** Said by the local console as long as it is true: somebody is laying out data and may move the clock. */
  preparing?(): boolean;
  report(line: string): void;
}

export interface EmbeddedCloud {
  /** Where everything is served from, e.g. `http://127.0.0.1:8787`. */
  origin: string;
  endpoints: { dynamodb: string; s3: string; stepfunctions: string };
  clock: MovableClock;
  /** A setting of the functions, as the template has it. */
  setting(name: string): string;
  /** Resolves when every event, notification and execution has come to rest. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
/** What the template was synthesized with; another port is put in its place while reading. */
const SYNTHESIZED_ORIGIN = 'http://127.0.0.1:8787';

/** Runs what the template says: engines, functions, gateway, sign-in and pages, in this process, on one data folder. */
export async function startEmbeddedCloud(options: CloudOptions): Promise<EmbeddedCloud> {
  const { dataDir, report } = options;
  mkdirSync(dataDir, { recursive: true });
  const at = (name: string) => join(dataDir, name);
  const clock = createMovableClock(at('clock'));
  const servers: Server[] = [];

  // The ports come first: functions and presigned URLs need them.
  const main = await listen(servers, options.port);
  const origin = `http://127.0.0.1:${main.port}`;
  const engines = {
    dynamodb: await listen(servers, 0),
    // Beside the other one where that is free, so that pages that stay open over a restart find it again.
    s3: await listen(servers, main.port + 1).catch(() => listen(servers, 0)),
    stepfunctions: await listen(servers, 0),
  };
  const endpoint = (name: keyof typeof engines) => `http://127.0.0.1:${engines[name].port}`;
  const endpoints = {
    dynamodb: endpoint('dynamodb'),
    s3: endpoint('s3'),
    stepfunctions: endpoint('stepfunctions'),
  };

  const definition = readAssembly(options.assembly, (text) => text.replaceAll(SYNTHESIZED_ORIGIN, origin));
  const { place } = definition;
  const log = (name: string, line: string) => appendFileSync(at('functions.log'), `${name} ${line}\n`);
  const lambda = createLambdaHost({
    functions: definition.functions,
    clock,
    environment: {
      AWS_REGION: place.region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: process.env.AWS_ENDPOINT_URL_DYNAMODB ?? endpoints.dynamodb,
      AWS_ENDPOINT_URL_S3: process.env.AWS_ENDPOINT_URL_S3 ?? endpoints.s3,
      AWS_ENDPOINT_URL_SFN: process.env.AWS_ENDPOINT_URL_SFN ?? endpoints.stepfunctions,
    },
    log,
  });

  const dynamodb = createDynamoDb({
    file: at('dynamodb.db'),
    clock,
    region: place.region,
    accountId: place.accountId,
  });
  for (const table of definition.tables) dynamodb.ensureTable(table);
  const s3 = createS3({
    dir: at('s3'),
    clock,
    region: place.region,
    credentials: [credentials],
    deliver: async (target, event) => rejectOnError(await lambda.invoke(target, event)),
  });
  for (const bucket of definition.buckets) s3.ensureBucket(bucket);
  const stepfunctions = createStepFunctions({
    file: at('stepfunctions.db'),
    clock,
    region: place.region,
    accountId: place.accountId,
    invoke: async (arn, payload, signal) => (await lambda.invoke(arn, payload, signal)) as InvokeResult,
  });
  for (const machine of definition.machines) stepfunctions.ensureStateMachine(machine);
  const streams = definition.streams.map((mapping) =>
    createStreamSource({
      mapping,
      region: place.region,
      read: (after, limit) => dynamodb.readStream(mapping.tableName, after, limit),
      onAppend: (listener) => dynamodb.onStream((table) => table === mapping.tableName && listener()),
      checkpoint: {
        get: () => dynamodb.getCheckpoint(mapping.id),
        set: (n) => dynamodb.setCheckpoint(mapping.id, n),
      },
      trim: (n) => dynamodb.trimStream(mapping.tableName, n),
      invoke: lambda.invoke,
      deadLetterFile: at('dead-letters.jsonl'),
      report,
    }),
  );
  const schedules = createSchedules({
    schedules: definition.schedules,
    clock,
    invoke: lambda.invoke,
    report,
  });

  let changes = 0;
  dynamodb.onStream(() => changes++);
  const settle = async () => {
    // Each may set off another; two quiet rounds in a row mean rest.
    for (let quiet = 0; quiet < 2; ) {
      const before = changes;
      await Promise.all([...streams.map((s) => s.idle()), s3.idle(), schedules.idle(), stepfunctions.idle()]);
      quiet = changes === before ? quiet + 1 : 0;
    }
  };

  const mailbox = createMailbox(at('mailbox.db'), clock.now);
  const identities = options.identities.map((i) =>
    createIdentity({
      issuer: `${origin}${i.path}`,
      title: i.title,
      clientId:
        definition.api.authorizers.find((a) => a.issuer === `${origin}${i.path}`)?.audience[0] ?? i.pool,
      redirectUris: i.redirects.map((r) => `${origin}${r}`),
      accounts: i.accounts,
      find: i.find,
      signedIn: i.signedIn ?? (() => Promise.resolve()),
      dir: at(`identity-${i.pool}`),
    }),
  );
  const gateway = createGateway({
    api: definition.api,
    accountId: place.accountId,
    clock,
    invoke: lambda.invoke,
  });
  const cashier = createCashier({
    callbackUrl: `${origin}/v1/payments/callback`,
    secret: settingOf(definition, 'PAYMENT_CALLBACK_SECRET'),
    now: clock.now,
  });
  const localConsole = createConsole({
    clock,
    mailbox,
    machine: stepfunctions,
    stateMachineArns: definition.machines.map((m) => m.arn),
    accounts: options.identities.flatMap((i) =>
      i.accounts.map((a) => ({ login: a.login, name: a.name, label: a.label, pool: i.pool })),
    ),
    settle,
    preparing: () => options.preparing?.() ?? false,
  });
  const site = createStaticSite({ dir: options.site, connect: [endpoints.s3] });

  const behind =
    (door: Door, handle: Serve): Serve =>
    async (req, res) => {
      if (letIn(door, main.port, req, res)) await handle(req, res);
    };
  for (const [door, engine] of Object.entries({ dynamodb, s3, stepfunctions }))
    engines[door as keyof typeof engines].serve(
      behind(
        door as Door,
        inCloudTime(clock, (req, res) => engine.handle(req, res)),
      ),
    );
  main.serve(async (req, res) => {
    if (!letIn('site', main.port, req, res)) return;
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    if (path.startsWith('/v1/')) return gateway.handle(req, res);
    const identity = identities.find((i: Identity) => path.startsWith(`${i.path}/`));
    if (identity) return identity.handle(req, res);
    if (path === '/local/cashier') return cashier.handle(req, res);
    if (path.startsWith('/local/api/') && !letIn('console', main.port, req, res)) return;
    if (await localConsole.handle(req, res)) return;
    await site.handle(req, res);
  });

  // Nobody waits for this: a request that comes sooner starts its function itself.
  void lambda.warm(definition.api.routes.map((route) => route.target));
  for (const stream of streams) stream.start();
  schedules.start();
  stepfunctions.resume();

  return {
    origin,
    endpoints,
    clock,
    setting: (name) => settingOf(definition, name),
    settle,
    async close() {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((s) => new Promise((done) => s.close(done))));
      schedules.stop();
      stepfunctions.close();
      await Promise.all(streams.map((s) => s.stop()));
      await lambda.close();
      await s3.close();
      dynamodb.close();
      mailbox.close();
      for (const identity of identities) identity.close();
      clock.close();
    },
  };
}

/** AWS SDKs take a service's Date header as the time to sign with: engines say the local time, not the real one. */
function inCloudTime(
  clock: MovableClock,
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>,
): Serve {
  return (req, res) => {
    res.sendDate = false;
    res.setHeader('date', new Date(clock.now()).toUTCString());
    return handle(req, res);
  };
}

function rejectOnError(result: InvocationResult): void {
  if ('functionError' in result)
    throw new Error(`${result.functionError.errorType}: ${result.functionError.errorMessage}`);
}

function settingOf(definition: CloudDefinition, name: string): string {
  return definition.functions.map((f) => f.environment[name]).find((v) => v !== undefined) ?? '';
}
