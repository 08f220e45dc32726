import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvironmentName } from '../../shared/contracts/environment.ts';
import type { Config } from '../config.ts';

export interface ServiceFunctionProps {
  config: Config;
  /** Folder in dist/functions that scripts/bundle.ts writes: the entry's name. */
  entry: string;
  description: string;
  environment: Partial<Record<EnvironmentName, string>>;
  memoryMb?: number;
  timeoutSeconds?: number;
  /** ARM_64 by default; what natives in scripts/natives.ts are installed for. */
  architecture?: lambda.Architecture;
  /** Variables for the runtime itself, not read by our code. */
  runtimeSettings?: Record<string, string>;
}

/**
 * One Lambda function with everything that all of ours have in common: runtime, architecture, JSON logs with a
 * retention, tracing, an alias to point at, a role of its own without managed policies.
 */
export class ServiceFunction extends Construct {
  readonly fn: lambda.Function;
  readonly alias: lambda.Alias;
  readonly logGroup: logs.LogGroup;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { config, entry } = props;
    const asset = join(import.meta.dirname, '../../dist/functions', entry);
    if (!existsSync(asset))
      throw new Error(`dist/functions/${entry} is missing: run "npm run bundle" first.`);

    const functionName = `zhiping-${config.stage}-${entry}`;
    this.logGroup = new logs.LogGroup(this, 'Logs', {
      logGroupName: `/zhiping/${config.stage}/${entry}`,
      retention: config.logRetentionDays,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `Role of ${functionName}`,
    });
    this.logGroup.grantWrite(role);
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
        resources: ['*'],
      }),
    );
    this.fn = new lambda.Function(this, 'Function', {
      functionName,
      description: props.description,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: props.architecture ?? lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(asset),
      memorySize: props.memoryMb ?? 512,
      timeout: Duration.seconds(props.timeoutSeconds ?? 15),
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        ...props.runtimeSettings,
        ...(props.environment as Record<string, string>),
      },
      role,
      logGroup: this.logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      tracing: lambda.Tracing.ACTIVE,
    });
    this.alias = new lambda.Alias(this, 'Live', { aliasName: 'live', version: this.fn.currentVersion });
    new CfnOutput(Stack.of(this), `${id}Arn`, { value: this.fn.functionArn });
  }
}
