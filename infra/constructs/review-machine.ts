import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArnFormat, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';

interface ReviewMachineProps {
  config: Config;
  reviewSteps: IFunction;
  documents: IFunction;
}

/**
 * The review machine, from statemachines/review.asl.json. Its name is fixed and it is retained: deleting a state
 * machine ends its executions, and each of those is somebody's application. New executions go through the alias, so
 * that open ones keep the version that they started with.
 */
export class ReviewMachine extends Construct {
  readonly machine: sfn.StateMachine;
  readonly aliasArn: string;
  readonly #name: string;

  constructor(scope: Construct, id: string, { config, reviewSteps, documents }: ReviewMachineProps) {
    super(scope, id);
    this.#name = `zhiping-${config.stage}-review`;
    // A string keeps the definition visible in the template: tests and the embedded cloud read it there.
    const definition = JSON.stringify(
      JSON.parse(readFileSync(join(import.meta.dirname, '../../statemachines/review.asl.json'), 'utf8')),
    );
    const logGroup = new logs.LogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/states/zhiping-${config.stage}-review`,
      retention: config.logRetentionDays,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.machine = new sfn.StateMachine(this, 'Machine', {
      stateMachineName: this.#name,
      definitionBody: sfn.DefinitionBody.fromString(definition),
      definitionSubstitutions: {
        Partition: Aws.PARTITION,
        ReviewStepsArn: reviewSteps.functionArn,
        DocumentsArn: documents.functionArn,
      },
      logs: { destination: logGroup, level: sfn.LogLevel.ALL, includeExecutionData: false },
      tracingEnabled: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    reviewSteps.grantInvoke(this.machine);
    documents.grantInvoke(this.machine);
    const version = new sfn.CfnStateMachineVersion(this, 'Version', {
      stateMachineArn: this.machine.stateMachineArn,
      stateMachineRevisionId: this.machine.stateMachineRevisionId,
    });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const alias = new sfn.CfnStateMachineAlias(this, 'Live', {
      name: 'live',
      deploymentPreference: { stateMachineVersionArn: version.attrArn, type: 'ALL_AT_ONCE' },
    });
    this.aliasArn = alias.attrArn;
  }

  /** Starting through the alias, and answering tokens of whichever version. */
  grantStartAndAnswer(grantee: IGrantable): void {
    const { stateMachineArn } = this.machine;
    Grant.addToPrincipal({
      grantee,
      actions: ['states:StartExecution'],
      resourceArns: [stateMachineArn, this.aliasArn],
    });
    Grant.addToPrincipal({ grantee, actions: ['states:SendTaskSuccess'], resourceArns: [stateMachineArn] });
  }

  /** Looking at single executions. */
  grantDescribe(grantee: IGrantable): void {
    const executions = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${this.#name}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    Grant.addToPrincipal({ grantee, actions: ['states:DescribeExecution'], resourceArns: [executions] });
  }
}
