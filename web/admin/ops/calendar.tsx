import { useState } from 'preact/hooks';
import { HolidayCalendar } from '../../../shared/contracts/calendar.ts';
import { checkCalendar, workingDayCounts } from '../../../shared/rules/calendar/working-days.ts';
import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { FindingList, ProblemSummary } from '../../kit/errors.tsx';
import { TextArea } from '../../kit/fields.tsx';
import { type Line, linesOf } from '../../kit/findings.ts';
import { useFields } from '../../kit/form.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { Notice } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { TextFilePicker } from '../../kit/text-file-picker.tsx';
import { t } from '../words.ts';

const own = defineMessages({
  current: ['现行版本', 'In force'],
  years: ['年度', 'Years'],
  notices: ['依据', 'Notices'],
  versions: ['全部版本', 'All versions'],
  days: ['{year} 年：{n} 个工作日', '{year}: {n} working days'],
  load: ['载入新的节假日安排', 'Load a new notice'],
  paste: ['节假日安排（JSON）', 'The notice as JSON'],
  hint: ['粘贴内容，或选择文件。', 'Paste it, or choose a file.'],
  file: ['选择文件', 'Choose a file'],
  bad: ['内容不是节假日安排，请核对', 'This is no calendar; please check'],
  version: ['版本', 'Version'],
  count: ['例外日期', 'Exceptions'],
  off: ['放假 {off} 天，调休上班 {work} 天', '{off} days off, {work} make-up working days'],
  propose: ['提交载入', 'Load it'],
  proposeTitle: ['提交节假日安排 {id}', 'Load {id}'],
  proposeNote: [
    '第一人提交后，由另一人载入同一份内容确认；生效后进行中的公示期只会延长，不会缩短。',
    'After the first person, another loads the very same content to confirm. Open publicity periods can only become longer.',
  ],
  PROPOSED: [
    '已提交，请另一人载入同一份内容确认',
    'Loaded; another person loads the same content to confirm',
  ],
  IN_FORCE: ['已生效', 'In force'],
});

/** L30, D9, K2: two persons; the counts of working days are looked at by both. */
export default function CalendarPage() {
  const query = useApi('list-calendars');
  return (
    <div class="stack">
      <PageTitle>{t('calendar')}</PageTitle>
      <QueryView query={query}>
        {({ body }) => (
          <section class="panel stack tight">
            <h2>
              {own('current')}：{body.current.id}
            </h2>
            <DescriptionList
              items={[
                { term: own('years'), value: <Counts calendar={body.current} /> },
                { term: own('notices'), value: body.current.notices.map((one) => one.title).join('；') },
                { term: own('versions'), value: body.versions.join('、') },
              ]}
            />
          </section>
        )}
      </QueryView>
      <LoadForm />
      <RuleQuote rules={['L29', 'L30']} />
    </div>
  );
}

function Counts({ calendar }: { calendar: HolidayCalendar }) {
  return (
    <ul class="plain-list">
      {workingDayCounts(calendar).map((one) => (
        <li key={one.year}>{own('days', { year: one.year, n: one.workingDays })}</li>
      ))}
    </ul>
  );
}

interface Reading {
  calendar?: HolidayCalendar;
  lines: Line[];
}

/** The pasted text by the rules that the server applies. */
function read(text: string): Reading {
  const bad: Line = { code: 'CALENDAR', field: 'calendar', message: own('bad'), advice: false };
  try {
    const parsed = HolidayCalendar.safeParse(JSON.parse(text));
    if (!parsed.success) {
      const at = parsed.error.issues[0]?.path.join('/') ?? '';
      return { lines: [{ ...bad, message: `${bad.message}：${at}` }] };
    }
    const calendar = parsed.data;
    const checked = calendar.years.length ? checkCalendar(calendar) : undefined;
    return { calendar, lines: checked && !checked.ok ? linesOf(checked.problems) : [] };
  } catch {
    return { lines: [bad] };
  }
}

function LoadForm() {
  const [done, setDone] = useState<ResponseFor<'load-calendar'>>();
  const act = useAct('load-calendar', { stale: ['list-calendars'] });
  const fields = useFields('calendar', { calendar: '' }, act);
  const text = fields.values.calendar;
  const setText = (calendar: string) => fields.set({ calendar });
  const reading = text.trim() ? read(text) : undefined;
  const calendar = reading?.calendar;
  const send = async () => {
    const answer = calendar && (await act.run({ body: { calendar } }));
    if (answer) setDone(answer.body);
    return calendar !== undefined;
  };
  return (
    <section class="form">
      <h2>{own('load')}</h2>
      <ProblemSummary problem={act.problem} />
      {done ? (
        <Notice tone="good" title={`${done.version}：${own(done.status)}`}>
          <ul class="plain-list">
            {done.workingDays.map((one) => (
              <li key={one.year}>{own('days', { year: one.year, n: one.workingDays })}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <TextArea
        {...fields.text('calendar')}
        label={own('paste')}
        hint={own('hint')}
        rows={8}
        onInput={(next) => {
          setText(next);
          setDone(undefined);
        }}
        required
      />
      <TextFilePicker id="calendar-file" accept=".json,application/json" onText={setText}>
        {own('file')}
      </TextFilePicker>
      {reading?.lines.length ? <FindingList lines={reading.lines} /> : null}
      {calendar ? <Summary calendar={calendar} /> : null}
      <div class="actions">
        <AskButton
          label={own('propose')}
          disabled={!calendar || reading?.lines.some((line) => !line.advice) === true}
        >
          {(window) => (
            <ActDialog
              {...window}
              title={own('proposeTitle', { id: calendar?.id ?? '' })}
              confirm={own('propose')}
              act={{ busy: act.busy }}
              send={send}
            >
              <p>{own('proposeNote')}</p>
              {calendar ? <Summary calendar={calendar} /> : null}
            </ActDialog>
          )}
        </AskButton>
      </div>
    </section>
  );
}

function Summary({ calendar }: { calendar: HolidayCalendar }) {
  const flags = Object.values(calendar.days);
  const off = flags.filter((flag) => flag === 'OFF').length;
  return (
    <DescriptionList
      items={[
        { term: own('version'), value: calendar.id },
        { term: own('years'), value: <Counts calendar={calendar} /> },
        { term: own('count'), value: own('off', { off, work: flags.length - off }) },
        { term: own('notices'), value: calendar.notices.map((one) => one.title).join('；') },
      ]}
    />
  );
}
