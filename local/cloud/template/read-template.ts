import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TableDefinition } from '../dynamodb/index.ts';
import type { BucketDefinition } from '../s3/index.ts';
import { type Place, Resolver, type Resource, type StackTemplate } from './intrinsics.ts';

/** What the synthesized assembly says must run: the one list that the embedded cloud is made from. */
export interface CloudDefinition {
  place: Place;
  tables: TableDefinition[];
  buckets: BucketDefinition[];
  functions: FunctionDefinition[];
  machines: MachineDefinition[];
  streams: StreamMapping[];
  schedules: { name: string; everyMs: number; target: string }[];
  api: ApiDefinition;
}

export interface FunctionDefinition {
  name: string;
  arn: string;
  /** Folder of the bundle; `handler` is `file.export` inside it. */
  folder: string;
  handler: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  memoryMb: number;
}

interface MachineDefinition {
  name: string;
  arn: string;
  definition: string;
  aliases: string[];
}

export interface StreamMapping {
  id: string;
  tableName: string;
  target: string;
  batchSize: number;
  retryAttempts: number;
  /** A batch whose function fails as a whole is halved, so that what can be taken is. */
  bisect: boolean;
  /** Patterns as Lambda's filter criteria have them; a record passes when one matches, or there are none. */
  filters: unknown[];
}

export interface ApiDefinition {
  name: string;
  routes: { method: string; path: string; target: string; authorizer?: string }[];
  authorizers: { id: string; issuer: string; audience: string[] }[];
  throttle: { rateLimit: number; burstLimit: number };
}

type Properties = Record<string, unknown>;

/**
 * Reads a cloud assembly (`cdk.out`).
 * @param rewrite applied to every template's text: puts this machine's address in place of the synthesized one
 * @throws {Error} in one sentence when it cannot run here
 */
export function readAssembly(
  folder: string,
  rewrite: (text: string) => string = (text) => text,
): CloudDefinition {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    artifacts: Record<
      string,
      { type: string; environment?: string; properties?: { templateFile?: string; stackName?: string } }
    >;
  };
  const stacks: StackTemplate[] = [];
  let place: Place = {
    region: 'cn-north-1',
    accountId: '000000000000',
    partition: 'aws-cn',
    urlSuffix: 'amazonaws.com.cn',
  };
  for (const [id, artifact] of Object.entries(manifest.artifacts)) {
    if (artifact.type !== 'aws:cloudformation:stack' || !artifact.properties?.templateFile) continue;
    const template = JSON.parse(
      rewrite(readFileSync(join(folder, artifact.properties.templateFile), 'utf8')),
    );
    stacks.push({ stackName: artifact.properties.stackName ?? id, template });
    const [, accountId, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(artifact.environment ?? '') ?? [];
    if (accountId && region) place = placeOf(accountId, region);
  }
  const resolver = new Resolver(stacks, place, (stack, id, resource) =>
    named(resolver, place, stack, id, resource),
  );
  const of = (type: string) => resolver.ofType(type);
  return {
    place,
    tables: of('AWS::DynamoDB::Table').map(({ stack, logicalId, properties }) =>
      tableOf(resolver.ref(stack, logicalId), properties),
    ),
    buckets: bucketsOf(resolver),
    functions: of('AWS::Lambda::Function')
      // What the CDK adds for itself (Python, or without a name) deploys things; here there is nothing to deploy.
      .filter(
        ({ properties }) =>
          String(properties.Runtime).startsWith('nodejs') &&
          typeof properties.FunctionName === 'string' &&
          assetOf(properties) !== undefined,
      )
      .map(({ properties }) => functionOf(folder, place, properties)),
    machines: of('AWS::StepFunctions::StateMachine').map(({ stack, logicalId, properties }) =>
      machineOf(resolver, resolver.ref(stack, logicalId), properties),
    ),
    streams: of('AWS::Lambda::EventSourceMapping').map(({ logicalId, properties }) =>
      streamOf(logicalId, properties),
    ),
    schedules: of('AWS::Events::Rule').flatMap(({ logicalId, properties }) =>
      scheduleOf(logicalId, properties),
    ),
    api: apiOf(resolver),
  };
}

function placeOf(accountId: string, region: string): Place {
  const china = region.startsWith('cn-');
  return {
    accountId,
    region,
    partition: china ? 'aws-cn' : 'aws',
    urlSuffix: china ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
}

function named(
  resolver: Resolver,
  place: Place,
  stack: StackTemplate,
  logicalId: string,
  resource: Resource,
): { ref: string; attributes: Record<string, string> } {
  const properties = resource.Properties ?? {};
  const own = (key: string) =>
    properties[key] === undefined ? undefined : String(resolver.resolve(stack, properties[key]));
  const arn = (service: string, rest: string) =>
    `arn:${place.partition}:${service}:${place.region}:${place.accountId}:${rest}`;
  switch (resource.Type) {
    case 'AWS::DynamoDB::Table': {
      const name = own('TableName') ?? `${stack.stackName}-${logicalId}`;
      return {
        ref: name,
        attributes: {
          Arn: arn('dynamodb', `table/${name}`),
          StreamArn: arn('dynamodb', `table/${name}/stream/local`),
        },
      };
    }
    case 'AWS::S3::Bucket': {
      const name = own('BucketName') ?? `${stack.stackName}-${logicalId}`.toLowerCase().slice(0, 63);
      return {
        ref: name,
        attributes: {
          Arn: `arn:${place.partition}:s3:::${name}`,
          RegionalDomainName: `${name}.s3.${place.region}.${place.urlSuffix}`,
        },
      };
    }
    case 'AWS::Lambda::Function': {
      const name = own('FunctionName') ?? `${stack.stackName}-${logicalId}`;
      return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
    }
    case 'AWS::Lambda::Version':
      return { ref: arn('lambda', `function:${own('FunctionName')}:1`), attributes: { Version: '1' } };
    case 'AWS::Lambda::Alias': {
      const alias = arn('lambda', `function:${own('FunctionName')}:${own('Name')}`);
      return { ref: alias, attributes: { AliasArn: alias } };
    }
    case 'AWS::StepFunctions::StateMachine': {
      const machine = arn('states', `stateMachine:${own('StateMachineName') ?? logicalId}`);
      return {
        ref: machine,
        attributes: {
          Arn: machine,
          Name: own('StateMachineName') ?? logicalId,
          StateMachineRevisionId: 'local',
        },
      };
    }
    case 'AWS::StepFunctions::StateMachineVersion':
      return { ref: `${own('StateMachineArn')}:1`, attributes: { Arn: `${own('StateMachineArn')}:1` } };
    case 'AWS::StepFunctions::StateMachineAlias': {
      const preference = resolver.resolve(stack, properties.DeploymentPreference) as {
        StateMachineVersionArn: string;
      };
      const alias = `${preference.StateMachineVersionArn.replace(/:\d+$/, '')}:${own('Name')}`;
      return { ref: alias, attributes: { Arn: alias } };
    }
    default:
      return { ref: logicalId, attributes: { Arn: arn('local', logicalId) } };
  }
}

function tableOf(tableName: string, p: Properties): TableDefinition {
  const stream = p.StreamSpecification as { StreamViewType: string } | undefined;
  if (stream && stream.StreamViewType !== 'NEW_AND_OLD_IMAGES')
    throw new Error(`The stream of ${tableName} must carry both images.`);
  if (p.BillingMode !== 'PAY_PER_REQUEST')
    throw new Error(`The table ${tableName} must be PAY_PER_REQUEST: figures would mean nothing here.`);
  const ttl = p.TimeToLiveSpecification as { AttributeName?: string; Enabled: boolean } | undefined;
  return {
    tableName,
    keySchema: p.KeySchema as TableDefinition['keySchema'],
    attributeDefinitions: p.AttributeDefinitions as TableDefinition['attributeDefinitions'],
    globalSecondaryIndexes: p.GlobalSecondaryIndexes as TableDefinition['globalSecondaryIndexes'],
    streamViewType: stream && 'NEW_AND_OLD_IMAGES',
    ttlAttribute: ttl?.Enabled ? (ttl.AttributeName ?? '') : undefined,
  };
}

interface NotificationRow {
  Id?: string;
  Events: string[];
  LambdaFunctionArn: string;
  Filter?: { Key: { FilterRules: { Name: string; Value: string }[] } };
}

function bucketsOf(resolver: Resolver): BucketDefinition[] {
  const notifications = resolver.ofType('Custom::S3BucketNotifications').map(({ properties }) => ({
    bucket: String(properties.BucketName),
    rows: ((properties.NotificationConfiguration as { LambdaFunctionConfigurations?: NotificationRow[] })
      .LambdaFunctionConfigurations ?? []) as NotificationRow[],
  }));
  return resolver.ofType('AWS::S3::Bucket').map(({ stack, logicalId, properties }) => {
    const bucketName = resolver.ref(stack, logicalId);
    const cors = (properties.CorsConfiguration as { CorsRules?: Record<string, unknown>[] } | undefined)
      ?.CorsRules;
    return {
      bucketName,
      versioned:
        (properties.VersioningConfiguration as { Status?: string } | undefined)?.Status === 'Enabled',
      cors: cors?.map((rule) => ({
        allowedOrigins: rule.AllowedOrigins as string[],
        allowedMethods: rule.AllowedMethods as string[],
        allowedHeaders: (rule.AllowedHeaders as string[] | undefined) ?? [],
        exposedHeaders: (rule.ExposedHeaders as string[] | undefined) ?? [],
        maxAgeSeconds: rule.MaxAge as number | undefined,
      })),
      notifications: notifications
        .filter((n) => n.bucket === bucketName)
        .flatMap((n) => n.rows)
        .map((row, i) => ({
          id: row.Id ?? `notification-${i}`,
          events: row.Events,
          prefix: row.Filter?.Key.FilterRules.find((r) => r.Name.toLowerCase() === 'prefix')?.Value,
          suffix: row.Filter?.Key.FilterRules.find((r) => r.Name.toLowerCase() === 'suffix')?.Value,
          target: row.LambdaFunctionArn,
        })),
    };
  });
}

/** The folder that the CDK staged a function's code in: it carries the hash that names the object in S3. */
function assetOf(p: Properties): string | undefined {
  const key = (p.Code as { S3Key?: string } | undefined)?.S3Key;
  return key === undefined ? undefined : `asset.${key.replace(/\.zip$/, '')}`;
}

function functionOf(folder: string, place: Place, p: Properties): FunctionDefinition {
  const name = String(p.FunctionName);
  return {
    name,
    arn: `arn:${place.partition}:lambda:${place.region}:${place.accountId}:function:${name}`,
    folder: join(folder, assetOf(p) ?? ''),
    handler: String(p.Handler),
    environment: Object.fromEntries(
      Object.entries((p.Environment as { Variables?: Properties } | undefined)?.Variables ?? {}).map(
        ([k, v]) => [k, String(v)],
      ),
    ),
    timeoutSeconds: Number(p.Timeout ?? 3),
    memoryMb: Number(p.MemorySize ?? 128),
  };
}

function machineOf(resolver: Resolver, arn: string, p: Properties): MachineDefinition {
  const substitutions = (p.DefinitionSubstitutions ?? {}) as Record<string, unknown>;
  const definition = String(p.DefinitionString).replace(/\$\{([A-Za-z0-9_]+)\}/g, (whole, key: string) =>
    key in substitutions ? String(substitutions[key]) : whole,
  );
  const aliases = resolver
    .ofType('AWS::StepFunctions::StateMachineAlias')
    .filter(({ properties }) =>
      String(
        (properties.DeploymentPreference as { StateMachineVersionArn: string }).StateMachineVersionArn,
      ).startsWith(`${arn}:`),
    )
    .map(({ properties }) => String(properties.Name));
  return { name: String(p.StateMachineName), arn, definition, aliases };
}

function streamOf(id: string, p: Properties): StreamMapping {
  const tableName = /:table\/([^/]+)\/stream/.exec(String(p.EventSourceArn))?.[1];
  if (!tableName) throw new Error(`The event source ${id} is not a table's stream.`);
  const filters = ((p.FilterCriteria as { Filters?: { Pattern: string }[] } | undefined)?.Filters ?? []).map(
    (f) => JSON.parse(f.Pattern),
  );
  return {
    id,
    tableName,
    target: String(p.FunctionName),
    batchSize: Number(p.BatchSize ?? 100),
    retryAttempts: Number(p.MaximumRetryAttempts ?? 10_000),
    bisect: p.BisectBatchOnFunctionError === true,
    filters,
  };
}

function scheduleOf(name: string, p: Properties): CloudDefinition['schedules'] {
  const match = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(String(p.ScheduleExpression ?? ''));
  if (!match) return [];
  const unit = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }[match[2] as 'minute' | 'hour' | 'day'];
  return (p.Targets as { Arn: string }[]).map((t) => ({
    name,
    everyMs: Number(match[1]) * unit,
    target: t.Arn,
  }));
}

function apiOf(resolver: Resolver): ApiDefinition {
  const integrations = new Map(
    resolver
      .ofType('AWS::ApiGatewayV2::Integration')
      .map(({ stack, logicalId, properties }) => [
        resolver.ref(stack, logicalId),
        String(properties.IntegrationUri),
      ]),
  );
  const routes = resolver.ofType('AWS::ApiGatewayV2::Route').map(({ properties }) => {
    const [method = '', path = ''] = String(properties.RouteKey).split(' ');
    const target = integrations.get(String(properties.Target).replace(/^integrations\//, ''));
    if (!target) throw new Error(`Route ${properties.RouteKey} has no integration.`);
    return {
      method,
      path,
      target,
      ...(properties.AuthorizerId ? { authorizer: String(properties.AuthorizerId) } : {}),
    };
  });
  const authorizers = resolver
    .ofType('AWS::ApiGatewayV2::Authorizer')
    .map(({ stack, logicalId, properties }) => {
      const jwt = properties.JwtConfiguration as { Issuer: string; Audience: string[] };
      return { id: resolver.ref(stack, logicalId), issuer: jwt.Issuer, audience: jwt.Audience };
    });
  const stage = resolver.ofType('AWS::ApiGatewayV2::Stage')[0]?.properties.DefaultRouteSettings as
    | { ThrottlingRateLimit?: number; ThrottlingBurstLimit?: number }
    | undefined;
  return {
    name: String(resolver.ofType('AWS::ApiGatewayV2::Api')[0]?.properties.Name ?? ''),
    routes,
    authorizers,
    throttle: {
      rateLimit: stage?.ThrottlingRateLimit ?? 10_000,
      burstLimit: stage?.ThrottlingBurstLimit ?? 5000,
    },
  };
}
