import { useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import type { HolidayCalendar } from '../../shared/contracts/calendar.ts';
import {
  atTime,
  epochMs,
  formatDate,
  instantOf,
  localDateOf,
  localTimeOf,
} from '../../shared/rules/calendar/local-date.ts';
import { nextWorkingDay } from '../../shared/rules/calendar/working-days.ts';
import { Button } from '../kit/button.tsx';
import { ApiProblem } from '../kit/client.ts';
import { showInstant } from '../kit/format.ts';
import { defineMessages, lang } from '../kit/i18n.ts';
import { Notice, toast } from '../kit/notice.tsx';
import { useApi } from '../kit/query.ts';
import { QueryView } from '../kit/states.tsx';
import { ask, type ClockState, useLocal } from './api.ts';

const own = defineMessages({
  title: ['时钟', 'Clock'],
  moved: ['已从实际时间 {at} 向前移动', 'Moved forward from the real time, {at}'],
  real: ['与实际时间一致', 'The real time'],
  workingDay: ['下一个工作日', 'Next working day'],
  deadline: ['下一个截止时间', 'Next deadline'],
  hour: ['+1 小时', '+1 hour'],
  nextTimer: ['流程下次到时：{at}', 'The review machine wakes at {at}'],
  noTimer: ['没有等待中的时限', 'No deadline is waiting'],
  forward: ['时钟只能向前移动。', 'The clock only moves forward.'],
  preparing: [
    '正在准备演示数据，约半分钟；完成前请勿移动时钟。',
    'Demonstration data are being laid out, half a minute; please leave the clock alone until then.',
  ],
  done: ['时钟已移到 {at}', 'The clock now shows {at}'],
  unknownYear: ['下一年度节假日安排尚未载入，无法判断工作日', 'Next year’s holidays are not loaded'],
});

const HOUR = 3_600_000;
/** A deadline is over a moment after it: the sweep and the machine then act on it. */
const AFTER = 1_000;

/** The local clock, moved to the next working day, to the next deadline, or by an hour. */
export function ClockPanel() {
  const query = useLocal<ClockState>('clock');
  return (
    <section class="panel stack tight" aria-label={own('title')}>
      <QueryView query={query}>{(clock) => <Clock clock={clock} />}</QueryView>
    </section>
  );
}

function Clock({ clock }: { clock: ClockState }) {
  const calendar = useApi('list-calendars').data?.body.current;
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const move = async (to: string) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const state = await ask<ClockState>('POST', 'clock', { to });
      toast(own('done', { at: showInstant(state.now) }));
      await client.invalidateQueries();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.title : String(error));
    } finally {
      setBusy(false);
    }
  };
  const toWorkingDay = () => {
    const to = calendar && workingMorning(clock.now, calendar);
    if (to) void move(to);
    else setProblem(own('unknownYear'));
  };
  const moved = epochMs(clock.now) - epochMs(clock.realNow) > 60_000;
  return (
    <>
      <p class="clock-day">{formatDate(localDateOf(clock.now), lang.value)}</p>
      <p class="clock-time">{localTimeOf(clock.now)}</p>
      <p class="quiet">{moved ? own('moved', { at: showInstant(clock.realNow) }) : own('real')}</p>
      <p>{clock.nextTimer ? own('nextTimer', { at: showInstant(clock.nextTimer) }) : own('noTimer')}</p>
      {clock.preparing ? <Notice tone="warn">{own('preparing')}</Notice> : null}
      {problem ? <Notice tone="bad">{problem}</Notice> : null}
      <div class="row">
        <Button look="primary" busy={busy} disabled={!calendar} onClick={toWorkingDay}>
          {own('workingDay')}
        </Button>
        <Button
          busy={busy}
          disabled={!clock.nextTimer}
          onClick={() =>
            void move(instantOf(Math.max(epochMs(clock.nextTimer ?? clock.now), epochMs(clock.now)) + AFTER))
          }
        >
          {own('deadline')}
        </Button>
        <Button busy={busy} onClick={() => void move(instantOf(epochMs(clock.now) + HOUR))}>
          {own('hour')}
        </Button>
      </div>
      <p class="quiet">{own('forward')}</p>
    </>
  );
}

/** 09:00 of the next working day; undefined where its year is not known (K3). */
export function workingMorning(now: string, calendar: HolidayCalendar): string | undefined {
  try {
    return atTime(nextWorkingDay(localDateOf(now), calendar), '09:00');
  } catch {
    return undefined;
  }
}
