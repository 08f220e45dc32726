import { Button, Link } from '../../kit/button.tsx';
import { ProblemSummary } from '../../kit/errors.tsx';
import { showInstant } from '../../kit/format.ts';
import { Notice, StatusTag, toast } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { t } from '../words.ts';
import { changesIn, type DryRunAnswer, errorsIn, own } from './dry-run-words.ts';
import { planHref, type Version } from './plan-words.ts';

type Named = Pick<Version, 'planCode' | 'planVersion' | 'status'>;

export const dryRunHref = (version: Pick<Named, 'planCode' | 'planVersion'>) =>
  `${planHref(version)}/dry-run`;

export const useDryRun = ({ planCode, planVersion }: Pick<Named, 'planCode' | 'planVersion'>) =>
  useApi('get-plan-dry-run', { params: { planCode, planVersion: String(planVersion) } });

/** What stands against publishing it: nothing, so many faults, or that it has not been run as it is now. */
export function DryRunTag({ state, run }: DryRunAnswer) {
  if (!run || state !== 'CURRENT')
    return <StatusTag tone="warn">{own(state === 'OUTDATED' ? 'OUTDATED' : 'NONE')}</StatusTag>;
  const errors = errorsIn(run.report);
  return errors === 0 ? (
    <StatusTag tone="good">{own('GOOD')}</StatusTag>
  ) : (
    <StatusTag tone="bad">{own('AMISS', { n: errors })}</StatusTag>
  );
}

/** Runs a draft. What is proposed or published keeps the one that it was proposed with. */
export function RunButton({ version, state }: { version: Named; state: DryRunAnswer['state'] }) {
  const { planCode, planVersion, status } = version;
  const act = useAct('run-plan-dry-run', { stale: ['get-plan-dry-run'] });
  if (status !== 'DRAFT') return null;
  const run = async () => {
    const answer = await act.run({ params: { planCode, planVersion: String(planVersion) } });
    if (answer) toast(t('done'));
  };
  return (
    <>
      <ProblemSummary problem={act.problem} />
      <Button busy={act.busy} disabled={state === 'CURRENT'} onClick={() => void run()}>
        {own(state === 'OUTDATED' ? 'again' : 'run')}
      </Button>
    </>
  );
}

/** On the page of a version: how its dry run stands, and the way to what it told. */
export function DryRunPanel({ version }: { version: Version }) {
  const query = useDryRun(version);
  if (!query.data) return null;
  const { state, run } = query.data.body;
  if (!run && version.status !== 'DRAFT') return null;
  const comparison = run?.report.comparison;
  return (
    <section class="panel stack tight">
      <h2>{own('title')}</h2>
      <p>
        <DryRunTag {...query.data.body} />{' '}
        {run ? (
          <span class="quiet">{own('ran', { name: run.by.name ?? run.by.id, at: showInstant(run.at) })}</span>
        ) : null}
      </p>
      {run ? (
        <p>
          {own('peopleText', { n: run.report.people, m: run.report.accepted })}
          {comparison
            ? ` · ${own('changed')}：${own('changedText', { since: comparison.since, n: changesIn(comparison) })}`
            : null}
        </p>
      ) : (
        <p class="quiet">{own('none')}</p>
      )}
      {state === 'OUTDATED' ? <Notice tone="warn">{own('outdated')}</Notice> : null}
      <div class="row">
        <RunButton version={version} state={state} />
        {run ? <Link href={dryRunHref(version)}>{own('open')}</Link> : null}
      </div>
    </section>
  );
}
