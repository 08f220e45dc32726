import type { CloudClock } from '../clock/clock.ts';
import type { CloudDefinition } from '../template/read-template.ts';
import type { InvocationResult } from './index.ts';

interface Options {
  schedules: CloudDefinition['schedules'];
  clock: CloudClock;
  invoke(target: string, event: unknown): Promise<InvocationResult>;
  report(line: string): void;
}

/** EventBridge rules with a rate: they ring by the movable clock, once however far it was moved. */
export function createSchedules({ schedules, clock, invoke, report }: Options) {
  const running = new Set<Promise<void>>();
  const cancels = new Map<string, () => void>();
  let stopped = false;

  const ring = async (schedule: CloudDefinition['schedules'][number]) => {
    const result = await invoke(schedule.target, {
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      time: new Date(clock.now()).toISOString(),
    });
    if ('functionError' in result && !stopped)
      report(`${schedule.name}: ${result.functionError.errorMessage}`);
  };
  const arm = (schedule: CloudDefinition['schedules'][number]) => {
    const cancel = clock.schedule(clock.now() + schedule.everyMs, () => {
      if (stopped) return;
      const run = ring(schedule).finally(() => running.delete(run));
      running.add(run);
      arm(schedule);
    });
    cancels.set(schedule.name, cancel);
  };
  return {
    start: () => schedules.forEach(arm),
    async idle(): Promise<void> {
      await Promise.all(running);
    },
    stop() {
      stopped = true;
      for (const cancel of cancels.values()) cancel();
    },
  };
}
