import { Button, Link } from '../../kit/button.tsx';
import { FindingList } from '../../kit/errors.tsx';
import { linesOf } from '../../kit/findings.ts';
import { showInstant } from '../../kit/format.ts';
import { named } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { Notice } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { saveJson } from '../../kit/save-json.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { ChangedPeople } from './dry-run-changes.tsx';
import { DryRunTag, RunButton, useDryRun } from './dry-run-panel.tsx';
import { Codes, Dates, RuleTables, States } from './dry-run-tables.tsx';
import { changesIn, errorsIn, own, type Report, type Run } from './dry-run-words.ts';
import { planHref, words } from './plan-words.ts';
import { sectionName } from './sections.ts';

interface Props {
  params: Readonly<Record<string, string | undefined>>;
}

/** What the dry run of a version told (G3): the answer, what is amiss, whose outcome changes, and every row of it. */
export default function DryRunPage({ params }: Props) {
  const { code: planCode = '', version: planVersion = '' } = params;
  const version = useApi('get-plan-version', { params: { planCode, planVersion } });
  const query = useDryRun({ planCode, planVersion: Number(planVersion) });
  return (
    <div class="stack">
      <PageTitle
        before={
          <p class="quiet">
            {version.data?.body.name ?? planCode} · {words('version', { n: planVersion })}
          </p>
        }
      >
        {own('title')}
      </PageTitle>
      <p>{own('intro')}</p>
      <QueryView query={query}>
        {({ body }) => (
          <>
            <section class="panel stack tight">
              <p>
                <DryRunTag {...body} />
              </p>
              {body.run ? <Summary run={body.run} /> : <p class="quiet">{own('none')}</p>}
              {body.state === 'OUTDATED' ? <Notice tone="warn">{own('outdated')}</Notice> : null}
              <div class="row">
                {version.data ? <RunButton version={version.data.body} state={body.state} /> : null}
                {body.run ? (
                  <Button onClick={() => saveJson(body.run, `${planCode}-v${planVersion}-dry-run.json`)}>
                    {own('download')}
                  </Button>
                ) : null}
              </div>
            </section>
            {body.run ? <Told report={body.run.report} /> : null}
          </>
        )}
      </QueryView>
      <p>
        <Link href={planHref({ planCode, planVersion: Number(planVersion) })}>
          {own('back', { n: planVersion })}
        </Link>
      </p>
      <RuleQuote rules={['G3', 'G4']} />
    </div>
  );
}

function Summary({ run: { report, by, at } }: { run: Run }) {
  const rows = report.tables.flatMap((one) => one.rows);
  const met = (state: string) => report.states.filter((one) => one.state === state).length;
  const { comparison } = report;
  return (
    <>
      <DescriptionList
        items={[
          {
            term: own('people'),
            value: own('peopleText', { n: report.people, m: report.accepted }),
          },
          {
            term: own('changed'),
            value: comparison
              ? own('changedText', { since: comparison.since, n: changesIn(comparison) })
              : own('first'),
          },
          {
            term: own('rows'),
            value: own('rowsText', {
              n: rows.length,
              m: rows.filter((one) => one.state === 'REACHED').length,
            }),
          },
          { term: own('states'), value: own('statesText', { n: met('REACHED'), m: met('OFF') }) },
          { term: own('calendar'), value: report.calendar.title },
        ]}
      />
      <p class="quiet">{own('ran', { name: by.name ?? by.id, at: showInstant(at) })}</p>
    </>
  );
}

function Told({ report }: { report: Report }) {
  const lines = linesOf(report.findings).map((line) => ({
    ...line,
    message: line.field ? named(sectionName(line.field.split('/')[1] ?? ''), line.message) : line.message,
  }));
  const [errors, advice] = [lines.filter((one) => !one.advice), lines.filter((one) => one.advice)];
  return (
    <>
      {lines.length === 0 ? <Notice tone="good">{own('clean')}</Notice> : null}
      {errors.length > 0 ? (
        <Notice tone="bad" title={`${own('mustMend')} · ${errorsIn(report)}`}>
          <FindingList lines={errors} />
        </Notice>
      ) : null}
      {advice.length > 0 ? (
        <Notice tone="warn" title={own('toKnow')}>
          <FindingList lines={advice} />
        </Notice>
      ) : null}
      {report.comparison ? <ChangedPeople comparison={report.comparison} /> : null}
      <RuleTables tables={report.tables} />
      <Dates dates={report.dates} />
      <States states={report.states} />
      <Codes codes={report.codes} />
    </>
  );
}
