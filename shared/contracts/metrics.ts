/**
 * What log lines carry as `metric`, each with the words of its alarm: infra counts these lines, so that what the platform
 * mends by itself is seen all the same.
 */
export const metrics = {
  ExecutionDiffers:
    'An application’s execution was missing, ended or unanswered, and was set right: see docs/runbook.md',
  StepFailed: 'A step fails for good; it stands in operations’ queue of incidents: see docs/runbook.md',
  PlanRefused:
    'A plan or a version of it was refused when it was loaded and is not in force: see docs/runbook.md',
  LimitReached: 'Addresses or accounts ask more often than they may: see docs/runbook.md',
} as const;
export type MetricName = keyof typeof metrics;

/** From how many lines in five minutes an alarm rings; one, unless it stands here. */
export const ringsFrom: Partial<Record<MetricName, number>> = { LimitReached: 200 };
