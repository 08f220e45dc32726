import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aws, RemovalPolicy } from 'aws-cdk-lib';
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

  constructor(scope: Construct, id: string, { config, reviewSteps, documents }: ReviewMachineProps) {
    super(scope, id);
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
      stateMachineName: `zhiping-${config.stage}-review`,
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
}
