import { Duration, type Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { type MetricName, metrics, ringsFrom } from '../../shared/contracts/metrics.ts';
import type { Config } from '../config.ts';
import type { ServiceFunction } from './service-function.ts';

interface Watched {
  config: Config;
  machine: sfn.StateMachine;
  deadLetters: sqs.Queue;
  functions: readonly ServiceFunction[];
}

/** What wakes operations, each with its row in docs/runbook.md; their topic and dashboard. Names are those of the stack. */
export function addAlarms(stack: Stack, watched: Watched): void {
  const { config, machine, deadLetters, functions } = watched;
  const topic = new sns.Topic(stack, 'Alarms', { enforceSSL: true, displayName: `zhiping ${config.stage}` });
  if (config.alarmEmail) topic.addSubscription(new subscriptions.EmailSubscription(config.alarmEmail));
  const alarm = (name: string, metric: cloudwatch.IMetric, alarmDescription: string, threshold = 1) => {
    const made = new cloudwatch.Alarm(stack, name, {
      metric,
      alarmDescription,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    made.addAlarmAction(new actions.SnsAction(topic));
    return made;
  };
  const all = [
    alarm(
      'ExecutionsFailed',
      machine.metricFailed({ period: Duration.minutes(5) }),
      'An application’s execution failed: see docs/runbook.md',
    ),
    alarm(
      'ExecutionsTimedOut',
      machine.metricTimedOut({ period: Duration.minutes(5) }),
      'An execution reached its year: see docs/runbook.md',
    ),
    alarm(
      'ChangesLost',
      deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      'Changes that could not be dispatched are kept: see docs/runbook.md',
    ),
    alarm(
      'ExecutionsAborted',
      machine.metricAborted({ period: Duration.minutes(5) }),
      'Somebody stopped an execution; the reconciler starts another: see docs/runbook.md',
    ),
    ...(Object.keys(metrics) as MetricName[]).map((name) =>
      alarm(name, counted(config, name, functions), metrics[name], ringsFrom[name]),
    ),
    ...functions.map(({ fn }) =>
      alarm(
        `${fn.node.scope?.node.id}Errors`,
        fn.metricErrors({ period: Duration.minutes(5) }),
        `${fn.node.scope?.node.id} fails`,
      ),
    ),
  ];
  const dashboard = new cloudwatch.Dashboard(stack, 'Dashboard', {
    dashboardName: `zhiping-${config.stage}`,
  });
  dashboard.addWidgets(
    new cloudwatch.AlarmStatusWidget({ alarms: all, width: 24 }),
    new cloudwatch.GraphWidget({
      title: 'Executions',
      left: [machine.metricStarted(), machine.metricSucceeded(), machine.metricFailed()],
      width: 12,
    }),
    new cloudwatch.GraphWidget({
      title: 'Duration p99',
      left: functions.map(({ fn }) => fn.metricDuration({ statistic: 'p99' })),
      width: 12,
    }),
  );
}

/** Counts the log lines that carry the metric's name, of whichever function. */
function counted(
  config: Config,
  metricName: MetricName,
  functions: readonly ServiceFunction[],
): cloudwatch.IMetric {
  const metricNamespace = `zhiping/${config.stage}`;
  for (const { logGroup } of functions)
    logGroup.addMetricFilter(metricName, {
      filterPattern: logs.FilterPattern.stringValue('$.metric', '=', metricName),
      ...{ metricNamespace, metricName },
    });
  return new cloudwatch.Metric({
    ...{ namespace: metricNamespace, metricName },
    statistic: 'Sum',
    period: Duration.minutes(5),
  });
}
