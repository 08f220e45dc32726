import type { Application } from '../../contracts/application.ts';
import type { CountedWindow } from '../../contracts/calendar.ts';
import type { Context } from '../base/context.ts';
import { computeWindow, recomputeWindow } from '../publicity/window.ts';

/** A window of `workingDays` that opens now (§9). */
export function openWindow({ now, plan, calendar }: Context, workingDays: number): CountedWindow {
  return computeWindow({
    publishedAt: now,
    workingDays,
    countStartDay: plan.publicity.countStartDay,
    calendar,
  });
}

/** The application's window under the newest calendar: never shorter than it was (K2). */
export function currentWindow(application: Application, { calendar }: Context): Application['window'] {
  return application.window && recomputeWindow(application.window, calendar);
}
