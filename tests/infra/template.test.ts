import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../functions/routes.ts';
import { SolutionChecks } from '../../infra/checks.ts';
import { type Config, readConfig } from '../../infra/config.ts';
import { DataStack } from '../../infra/data-stack.ts';
import { ServiceStack } from '../../infra/service-stack.ts';
import { WebStack } from '../../infra/web-stack.ts';
import { readAssembly } from '../../local/cloud/template/read-template.ts';
import { EnvironmentSchema } from '../../shared/contracts/environment.ts';
import { metrics } from '../../shared/contracts/metrics.ts';

interface Stacks {
  data: Template;
  service: Template;
  out: string;
}

const base = readConfig();
const prod: Config = {
  ...base,
  stage: 'prod',
  account: '123456789012',
  siteOrigin: 'https://zhiping.example.gov.cn',
  payment: { adapter: 'gateway', url: 'https://pay.example.gov.cn', secretName: 'zhiping/payment' },
  edge: { secretName: 'zhiping/edge' },
  persons: { secretName: 'zhiping/persons' },
};

function synthesize(config: Config): Stacks {
  const out = mkdtempSync(join(tmpdir(), 'zhiping-synth-'));
  const app = new App({ outdir: out });
  const env = { account: config.account, region: config.region };
  const data = new DataStack(app, `Zhiping-${config.stage}-Data`, { env, config });
  const service = new ServiceStack(app, `Zhiping-${config.stage}-Service`, { env, config, data });
  if (config.pages === 'cloudfront')
    new WebStack(app, `Zhiping-${config.stage}-Web`, { env, config, api: service.api });
  Validations.of(app).addPlugins(new SolutionChecks());
  // Throws when cdk-nag finds something that has not been reviewed.
  app.synth();
  return { data: Template.fromStack(data), service: Template.fromStack(service), out };
}

let china: Stacks;
let abroad: Stacks;

beforeAll(() => {
  // The templates name the bundles; what is in them does not matter here.
  for (const name of [
    'api-public',
    'api-applicant',
    'api-staff',
    'api-committee',
    'inspect-upload',
    'dispatch-changes',
    'review-steps',
    'documents',
    'sweep-deadlines',
  ]) {
    const folder = join(import.meta.dirname, '../../dist/functions', name);
    if (existsSync(join(folder, 'index.mjs'))) continue;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.mjs'), 'export const handler = async () => {};\n');
  }
  mkdirSync(join(import.meta.dirname, '../../dist/web'), { recursive: true });
  china = synthesize(prod);
  abroad = synthesize({
    ...prod,
    region: 'eu-central-1',
    identity: { kind: 'cognito' },
    pages: 'cloudfront',
  });
}, 120_000);

const policyOf = (functionId: string) => {
  const roles = Object.keys(china.service.findResources('AWS::IAM::Role')).filter((id) =>
    id.startsWith(`${functionId}Role`),
  );
  return Object.values(china.service.findResources('AWS::IAM::Policy'))
    .filter((p) => JSON.stringify(p.Properties.Roles).includes(roles[0] ?? 'none'))
    .map((p) => JSON.stringify(p.Properties.PolicyDocument))
    .join('');
};

describe('what must survive', () => {
  it('tables are retained; the main one streams and recovers to the second, the ballots’ one does neither (B5)', () => {
    const tables = Object.values(china.data.findResources('AWS::DynamoDB::Table'));
    expect(tables).toHaveLength(2);
    for (const table of tables) {
      expect(table.DeletionPolicy).toBe('Retain');
      expect(table.Properties.DeletionProtectionEnabled).toBe(true);
    }
    const [main, ballots] = tables.map((t) => t.Properties);
    expect(main.StreamSpecification.StreamViewType).toBe('NEW_AND_OLD_IMAGES');
    expect(main.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
    expect(ballots.StreamSpecification).toBeUndefined();
    expect(ballots.PointInTimeRecoverySpecification).toBeUndefined();
  });

  it('buckets are private, encrypted, versioned and retained', () => {
    const buckets = Object.entries(china.data.findResources('AWS::S3::Bucket'));
    expect(buckets).toHaveLength(5);
    for (const [, bucket] of buckets) {
      expect(bucket.DeletionPolicy).toBe('Retain');
      expect(bucket.Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    }
  });

  it('the review machine has a fixed name, is retained, and its logical id never changes: deleting it ends executions', () => {
    const machines = Object.entries(china.service.findResources('AWS::StepFunctions::StateMachine'));
    expect(machines.map(([id]) => id)).toEqual(['ReviewMachine3EE3A254']);
    expect(machines[0]?.[1]).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: { StateMachineName: 'zhiping-prod-review' },
    });
    china.service.resourceCountIs('AWS::StepFunctions::StateMachineVersion', 1);
    china.service.hasResourceProperties('AWS::StepFunctions::StateMachineAlias', { Name: 'live' });
  });
});

describe('least privilege', () => {
  it('B5: only api-committee may touch the ballots', () => {
    const users = [
      'ApiPublic',
      'ApiApplicant',
      'ApiStaff',
      'ApiCommittee',
      'InspectUpload',
      'DispatchChanges',
      'ReviewSteps',
      'Documents',
      'SweepDeadlines',
    ].filter((f) => policyOf(f).includes('Ballots'));
    expect(users).toEqual(['ApiCommittee']);
  });

  it('R59: the payment key is with the functions that sign an order and check a callback, and no other', () => {
    const functions = Object.values(china.service.findResources('AWS::Lambda::Function'));
    const holders = functions
      .filter((f) => f.Properties.Environment?.Variables?.PAYMENT_CALLBACK_SECRET)
      .map((f) => f.Properties.FunctionName);
    expect(holders.sort()).toEqual(['zhiping-prod-api-applicant', 'zhiping-prod-api-public']);
  });

  it('only the stream consumer and the reconciler start executions and answer tokens; the latter looks at them, too', () => {
    const users = [
      'ApiPublic',
      'ApiApplicant',
      'ApiStaff',
      'ApiCommittee',
      'InspectUpload',
      'DispatchChanges',
      'ReviewSteps',
      'Documents',
      'SweepDeadlines',
    ].filter((f) => policyOf(f).includes('states:'));
    expect(users).toEqual(['DispatchChanges', 'SweepDeadlines']);
    const rights = (f: string) => [...new Set(policyOf(f).match(/states:[A-Z]\w+/g))].sort();
    expect(rights('DispatchChanges')).toEqual(['states:SendTaskSuccess', 'states:StartExecution']);
    expect(rights('SweepDeadlines')).toEqual([
      'states:DescribeExecution',
      'states:SendTaskSuccess',
      'states:StartExecution',
    ]);
    expect(policyOf('SweepDeadlines')).toContain(':execution:zhiping-prod-review:*');
  });
});

describe('the API', () => {
  it('has every route of routes.ts with the authorizer that it asks for, and a catch-all', () => {
    const made = Object.values(china.service.findResources('AWS::ApiGatewayV2::Route')).map((r) => [
      r.Properties.RouteKey,
      r.Properties.AuthorizationType ?? 'NONE',
    ]);
    const wanted = routes.map((r) => [`${r.method} ${r.path}`, r.auth === 'none' ? 'NONE' : 'JWT']);
    expect(made.sort()).toEqual([...wanted, ['ANY /v1/{proxy+}', 'NONE']].sort());
  });

  it('stays well below CloudFormation’s 500 resources', () => {
    expect(Object.keys(china.service.toJSON().Resources).length).toBeLessThan(400);
  });
});

describe('triggers', () => {
  it('the stream consumer reports single failures, splits batches, gives up soon and keeps the record itself', () => {
    const mappings = china.service.findResources('AWS::Lambda::EventSourceMapping', {
      Properties: {
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        DestinationConfig: {
          OnFailure: { Destination: { 'Fn::ImportValue': Match.stringLikeRegexp('LostChanges') } },
        },
      },
    });
    expect(Object.keys(mappings)).toHaveLength(1);
    // Each object rings: the queue behind the alarm ChangesLost names it.
    const notifications = china.service.findResources('Custom::S3BucketNotifications', {
      Properties: {
        NotificationConfiguration: {
          QueueConfigurations: [Match.objectLike({ Events: ['s3:ObjectCreated:*'] })],
        },
      },
    });
    expect(Object.keys(notifications)).toHaveLength(1);
  });

  it('what the platform mends by itself is counted in every function’s log and rings', () => {
    for (const name of Object.keys(metrics)) {
      const filters = china.service.findResources('AWS::Logs::MetricFilter', {
        Properties: {
          FilterPattern: `{ $.metric = "${name}" }`,
          MetricTransformations: [Match.objectLike({ MetricName: name, MetricNamespace: 'zhiping/prod' })],
        },
      });
      expect(Object.keys(filters), name).toHaveLength(9);
      china.service.hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName: name,
        Namespace: 'zhiping/prod',
        AlarmActions: Match.anyValue(),
      });
    }
  });

  it('an upload that could not be judged is not lost: it ends where changes end', () => {
    const [queue] = Object.keys(china.service.findResources('AWS::SQS::Queue'));
    china.service.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [queue, 'Arn'] } } },
    });
    expect(policyOf('InspectUpload')).toContain('sqs:SendMessage');
  });

  it('uploads into the quarantine bucket call inspect-upload', () => {
    const notifications = china.service.findResources('Custom::S3BucketNotifications', {
      Properties: {
        NotificationConfiguration: {
          LambdaFunctionConfigurations: [Match.objectLike({ Events: ['s3:ObjectCreated:*'] })],
        },
      },
    });
    expect(Object.keys(notifications)).toHaveLength(1);
  });
});

describe('stages and partitions', () => {
  it('L35: in the China partition there is no user pool, and no ARN names the aws partition', () => {
    china.data.resourceCountIs('AWS::Cognito::UserPool', 0);
    const text = JSON.stringify([china.data.toJSON(), china.service.toJSON()]);
    expect(text).not.toMatch(/arn:aws:(?!iam::aws:policy)/);
  });

  it('elsewhere there are two pools, the staff’s with MFA', () => {
    const pools = Object.values(abroad.data.findResources('AWS::Cognito::UserPool'));
    expect(pools).toHaveLength(2);
    expect(pools.filter((pool) => pool.Properties.MfaConfiguration === 'ON')).toHaveLength(1);
  });

  it('D34: pools tell who somebody is and know no roles; the functions of staff know the first administrators', () => {
    expect(abroad.data.findResources('AWS::Cognito::UserPoolGroup')).toEqual({});
    const pools = Object.values(abroad.data.findResources('AWS::Cognito::UserPool'));
    expect(pools.map((pool) => pool.Properties.Schema)).toEqual([undefined, undefined]);
    for (const stacks of [abroad, china]) {
      const told = Object.values(stacks.service.findResources('AWS::Lambda::Function'))
        .map(({ Properties }) => Properties.Environment?.Variables ?? {})
        .filter((variables) => 'FIRST_ADMINISTRATORS' in variables);
      expect(told).toHaveLength(2);
      // A pool made here demands the second factor itself; of another issuer it is asked in every token.
      expect(told.map((variables) => variables.SECOND_FACTOR !== '')).toEqual(
        stacks === abroad ? [false, false] : [true, true],
      );
    }
  });

  it('nobody of the staff writes the name by which others know him', () => {
    const clients = Object.entries(abroad.data.findResources('AWS::Cognito::UserPoolClient'));
    expect(clients).toHaveLength(2);
    for (const [id, { Properties }] of clients) {
      expect(Properties.WriteAttributes.length, id).toBeGreaterThan(0);
      if (id.startsWith('Staff')) expect(Properties.WriteAttributes, id).not.toContain('name');
    }
  });

  it('every alarm has its row in the runbook', () => {
    const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
    const alarms = Object.keys(china.service.findResources('AWS::CloudWatch::Alarm'))
      .map((id) => id.slice(0, -8))
      .map((name) => (name.endsWith('Errors') ? '<Function>Errors' : name));
    expect(alarms.length).toBeGreaterThan(3);
    const rows = [...runbook.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, names = '']) => names.split(', '));
    expect(alarms.filter((name) => !rows.includes(`\`${name}\``))).toEqual([]);
  });

  it('the payment key is a reference to a secret, never a value in the template', () => {
    expect(JSON.stringify(china.service.toJSON())).toContain('resolve:secretsmanager');
  });

  it('functions get only environment names that the contract knows', () => {
    const known = new Set([
      ...Object.keys(EnvironmentSchema.shape),
      'NODE_OPTIONS',
      'MALLOC_ARENA_MAX',
      'MALLOC_MMAP_THRESHOLD_',
    ]);
    const functions = Object.values(china.service.findResources('AWS::Lambda::Function')).filter((f) =>
      String(f.Properties.FunctionName ?? '').startsWith('zhiping-'),
    );
    expect(functions).toHaveLength(9);
    for (const f of functions)
      for (const name of Object.keys(f.Properties.Environment.Variables)) expect(known).toContain(name);
  });
});

describe('the embedded cloud reads the same template', () => {
  it('finds tables, buckets with the trigger, functions, machine, stream and routes', () => {
    const definition = readAssembly(china.out);
    expect(definition.place).toMatchObject({ region: 'cn-north-1', partition: 'aws-cn' });
    expect(definition.tables).toHaveLength(2);
    expect(definition.buckets.flatMap((b) => b.notifications ?? []).map((n) => n.target)).toEqual([
      expect.stringContaining('inspect-upload'),
    ]);
    expect(definition.functions.map((f) => f.name)).toContain('zhiping-prod-api-committee');
    expect(definition.machines[0]?.definition).not.toContain('${');
    expect(definition.streams[0]).toMatchObject({ batchSize: 25 });
    expect(definition.api.routes).toHaveLength(routes.length + 1);
    expect(definition.schedules).toHaveLength(1);
  });
});
