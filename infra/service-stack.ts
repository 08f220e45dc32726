import { CfnOutput, Duration, SecretValue, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import * as apigw from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as destinations from 'aws-cdk-lib/aws-lambda-destinations';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as s3n from 'aws-cdk-lib/aws-s3-notifications';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type Route, routes } from '../functions/routes.ts';
import type { EnvironmentName } from '../shared/contracts/environment.ts';
import { type Config, edgeKey, firstAdministrators, personKey } from './config.ts';
import { addAlarms } from './constructs/alarms.ts';
import { ReviewMachine } from './constructs/review-machine.ts';
import { ServiceFunction, type ServiceFunctionProps } from './constructs/service-function.ts';
import type { DataStack } from './data-stack.ts';

interface ServiceStackProps extends StackProps {
  config: Config;
  data: DataStack;
}

type Settings = Partial<Record<EnvironmentName, string>>;

/** Code and what runs it: functions, HTTP API, review machine, stream consumer, schedule, alarms. */
export class ServiceStack extends Stack {
  readonly api: apigw.HttpApi;

  constructor(scope: Construct, id: string, { config, data, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const common: Settings = {
      TABLE_NAME: data.table.tableName,
      STAGE: config.stage,
      SITE_ORIGIN: config.siteOrigin,
      PLAN_CODES: config.plans.codes.join(','),
      PLAN_DATES: config.plans.dates,
    };
    const buckets: Settings = {
      QUARANTINE_BUCKET: data.quarantine.bucketName,
      CLEAN_BUCKET: data.clean.bucketName,
      DOCUMENT_BUCKET: data.documents.bucketName,
    };
    const make = (
      entry: string,
      description: string,
      environment: Settings,
      size: Partial<
        Pick<ServiceFunctionProps, 'memoryMb' | 'timeoutSeconds' | 'architecture' | 'runtimeSettings'>
      > = {},
    ) =>
      new ServiceFunction(this, pascal(entry), {
        config,
        entry,
        description,
        environment: { ...common, ...environment },
        ...size,
      });

    const payment: Settings = { PAYMENT_ADAPTER: config.payment.adapter, PAYMENT_URL: config.payment.url };
    // Of every function that answers HTTP: any of their routes may have limits.
    const edge: Settings = { EDGE_KEY: edgeKey(config) };
    const publicApi = make(
      'api-public',
      'Open routes: plans, notices, objections, certificate check, payment callback',
      {
        ...payment,
        ...edge,
        PAYMENT_CALLBACK_SECRET: callbackSecret(config),
        PUBLIC_ISSUER: data.signIn.public.issuer,
        PUBLIC_CLIENT_ID: data.signIn.public.clientId,
        STAFF_ISSUER: data.signIn.staff.issuer,
        STAFF_CLIENT_ID: data.signIn.staff.clientId,
        NOTICE_ADAPTER: config.notices.adapter,
        SCANNER_ADAPTER: config.scanner,
        QUARANTINE_BUCKET: data.quarantine.bucketName,
      },
    );
    const applicant = make('api-applicant', 'Routes of applicants and employing units', {
      ...buckets,
      ...payment,
      ...edge,
      // Signs the order that a person carries to the cashier.
      PAYMENT_CALLBACK_SECRET: callbackSecret(config),
      PERSON_KEY: personKey(config),
    });
    const appointed: Settings = {
      FIRST_ADMINISTRATORS: firstAdministrators(config),
      SECOND_FACTOR: secondFactor(config),
      IDLE_MINUTES: Object.entries(config.idleMinutes)
        .map(([role, minutes]) => `${role}=${minutes}`)
        .join(','),
      PERSON_KEY: personKey(config),
    };
    const staff = make('api-staff', 'Routes of desks, office and authorities', {
      ...buckets,
      ...edge,
      ...appointed,
    });
    const committee = make('api-committee', 'Sessions, experts and ballots', {
      ...buckets,
      ...edge,
      ...appointed,
      BALLOT_TABLE_NAME: data.ballots.tableName,
    });
    const inspect = make(
      'inspect-upload',
      'Judges what was uploaded by its bytes',
      { ...buckets, SCANNER_ADAPTER: config.scanner },
      {
        memoryMb: 1536,
        timeoutSeconds: 60,
        // Decoded rows go back to the system at once: one heap, and large blocks outside of it (measured with bombs).
        runtimeSettings: { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '262144' },
      },
    );
    const steps = make('review-steps', 'Steps of the review machine', {}, { timeoutSeconds: 30 });
    const documents = make('documents', 'Renders review forms and certificates', buckets, {
      memoryMb: 1024,
      timeoutSeconds: 60,
      // Of the pinned typst no arm64 build for Linux is published (shared/documents/README.md).
      architecture: lambda.Architecture.X86_64,
    });

    data.table.grantReadWriteData(publicApi.fn);
    for (const { fn } of [applicant, staff, committee, inspect, steps, documents])
      data.table.grantReadWriteData(fn);
    data.ballots.grantReadWriteData(committee.fn);
    // Evidence of objections is sent without signing in (D22).
    for (const { fn } of [publicApi, applicant]) data.quarantine.grantPut(fn);
    data.quarantine.grantRead(inspect.fn);
    data.clean.grantPut(inspect.fn);
    // inspect-upload looks whose copy is there before it stores one.
    for (const { fn } of [applicant, staff, committee, documents, inspect]) data.clean.grantRead(fn);
    for (const { fn } of [applicant, staff]) data.documents.grantRead(fn);
    data.documents.grantReadWrite(documents.fn);

    const { adapter, url, secretName, sender } = config.notices;
    const notices: Settings = {
      NOTICE_ADAPTER: adapter,
      NOTICE_URL: url,
      ...(secretName ? { NOTICE_SECRET: SecretValue.secretsManager(secretName).unsafeUnwrap() } : {}),
      ...(sender ? { NOTICE_SENDER: sender } : {}),
    };
    const machine = new ReviewMachine(this, 'Review', {
      config,
      reviewSteps: steps.alias,
      documents: documents.alias,
    });
    const dispatch = make(
      'dispatch-changes',
      'Consumes the table’s stream: executions, task tokens, batches, notices',
      {
        STATE_MACHINE_ARN: machine.aliasArn,
        ...notices,
      },
      { timeoutSeconds: 60 },
    );
    data.table.grantReadWriteData(dispatch.fn);
    const sweep = make(
      'sweep-deadlines',
      'Closes what time has closed; compares executions with their applications',
      { ...buckets, STATE_MACHINE_ARN: machine.aliasArn, ...notices },
      { timeoutSeconds: 60 },
    );
    data.table.grantReadWriteData(sweep.fn);
    // D28: whether a file was sent in time that waits for its verdict.
    data.quarantine.grantRead(sweep.fn);
    for (const { fn } of [dispatch, sweep]) machine.grantStartAndAnswer(fn);
    machine.grantDescribe(sweep.fn);

    if (adapter === 'aws') {
      for (const { fn } of [dispatch, sweep])
        fn.addToRolePolicy(
          new iam.PolicyStatement({ actions: ['ses:SendEmail', 'sns:Publish'], resources: ['*'] }),
        );
    }

    const deadLetters = this.deadLetterQueue();
    dispatch.alias.addEventSource(
      new sources.DynamoEventSource(data.table, {
        startingPosition: lambda.StartingPosition.TRIM_HORIZON,
        batchSize: 25,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        // A record that cannot be taken holds up its shard for a minute or two, not longer; then it lies in the bucket,
        // and the reconciler does for its application what it would have done.
        retryAttempts: 10,
        parallelizationFactor: 4,
        onFailure: new sources.S3OnFailureDestination(data.lost),
        filters: ['APPLICATION', 'TASK', 'EVENT', 'BATCH', 'CALENDAR_VERSION'].map((type) =>
          lambda.FilterCriteria.filter({
            dynamodb: { NewImage: { type: { S: lambda.FilterRule.isEqual(type) } } },
          }),
        ),
      }),
    );
    // The queue holds no records, but names the object that does, and rings.
    const lost = s3.Bucket.fromBucketName(this, 'LostByName', data.lost.bucketName);
    lost.addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.SqsDestination(deadLetters));
    // A verdict that could not be given in three attempts waits where somebody sees it: else the upload waits for ever.
    inspect.alias.configureAsyncInvoke({
      retryAttempts: 2,
      onFailure: new destinations.SqsDestination(deadLetters),
    });
    // Named here, not in the data stack: a notification belongs to the code that it calls.
    const quarantine = s3.Bucket.fromBucketName(this, 'QuarantineByName', data.quarantine.bucketName);
    quarantine.addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.LambdaDestination(inspect.alias), {
      prefix: 'up/',
    });
    new events.Rule(this, 'Sweep', {
      description: 'Deadlines that no execution waits for, and executions that are not as they should be',
      schedule: events.Schedule.rate(Duration.minutes(5)),
      targets: [new targets.LambdaFunction(sweep.alias, { retryAttempts: 2, deadLetterQueue: deadLetters })],
    });

    this.api = this.httpApi(config, data, {
      'api-public': publicApi,
      'api-applicant': applicant,
      'api-staff': staff,
      'api-committee': committee,
      documents,
    });
    addAlarms(this, {
      config,
      machine: machine.machine,
      deadLetters,
      functions: [publicApi, applicant, staff, committee, inspect, steps, documents, dispatch, sweep],
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-L1',
      reason: 'nodejs24.x is the newest runtime; the notification resource is CDK’s own.',
    });
    new CfnOutput(this, 'ApiUrl', { value: this.api.apiEndpoint });
  }

  private deadLetterQueue(): sqs.Queue {
    const queue = new sqs.Queue(this, 'DeadLetters', {
      enforceSSL: true,
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(queue).acknowledge({ id: 'AwsSolutions-SQS3', reason: 'This is the dead-letter queue.' });
    return queue;
  }

  private httpApi(
    config: Config,
    data: DataStack,
    functions: Record<Route['audience'], ServiceFunction>,
  ): apigw.HttpApi {
    const access = new logs.LogGroup(this, 'ApiAccess', {
      logGroupName: `/zhiping/${config.stage}/access`,
      retention: config.logRetentionDays,
    });
    const api = new apigw.HttpApi(this, 'Api', {
      apiName: `zhiping-${config.stage}`,
      createDefaultStage: false,
      disableExecuteApiEndpoint: false,
    });
    api.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 200, burstLimit: 400 },
      accessLogSettings: { destination: new apigw.LogGroupLogDestination(access) },
    });
    const authorizers = {
      public: new HttpJwtAuthorizer('PublicTokens', data.signIn.public.issuer, {
        jwtAudience: [data.signIn.public.clientId],
      }),
      staff: new HttpJwtAuthorizer('StaffTokens', data.signIn.staff.issuer, {
        jwtAudience: [data.signIn.staff.clientId],
      }),
    };
    const integrations = Object.fromEntries(
      Object.entries(functions).map(([name, { alias }]) => [
        name,
        new HttpLambdaIntegration(pascal(name), alias, { scopePermissionToRoute: false }),
      ]),
    ) as Record<Route['audience'], HttpLambdaIntegration>;
    for (const route of routes) {
      const [made] = api.addRoutes({
        path: route.path,
        methods: [apigw.HttpMethod[route.method]],
        integration: integrations[route.audience],
        ...(route.auth === 'none' ? {} : { authorizer: authorizers[route.auth] }),
      });
      if (route.auth === 'none' && made) {
        Validations.of(made).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason: 'Open on purpose: public notices, plans, certificate check, signed payment callback.',
        });
      }
    }
    // What no route names still gets a problem document: the open function answers UNKNOWN_ROUTE.
    const [rest] = api.addRoutes({
      path: '/v1/{proxy+}',
      methods: [apigw.HttpMethod.ANY],
      integration: integrations['api-public'],
    });
    if (rest)
      Validations.of(rest).acknowledge({ id: 'AwsSolutions-APIG4', reason: 'Answers 404 to everybody.' });
    return api;
  }
}

/** Of a user pool nothing is asked: it demands the second factor itself, and its tokens do not tell it. */
function secondFactor({ identity }: Config): string {
  if (identity.kind === 'cognito') return '';
  const { claim, values } = identity.staff.secondFactor;
  return `${claim}=${values.join(',')}`;
}

function callbackSecret(config: Config): string {
  const { secretName, localSecret } = config.payment;
  if (secretName) return SecretValue.secretsManager(secretName).unsafeUnwrap();
  if (config.stage === 'local' && localSecret) return localSecret;
  throw new Error('payment.secretName is needed outside the local stage.');
}

function pascal(name: string): string {
  return name
    .split('-')
    .map((w) => w.charAt(0).toUpperCase() + w.slice(1))
    .join('');
}
