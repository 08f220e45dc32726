import type { ComponentChildren } from 'preact';
import { lazy, Suspense } from 'preact/compat';
import { Redirect, useParams } from 'wouter-preact';
import type { Plan } from '../../shared/contracts/plan.ts';
import { planInBatch } from '../../shared/rules/plan/batches.ts';
import { Link } from '../kit/button.tsx';
import { Elsewhere } from '../kit/errors.tsx';
import { showDeadline } from '../kit/format.ts';
import { defineMessages, named } from '../kit/i18n.ts';
import { Steps } from '../kit/lists.tsx';
import { Notice } from '../kit/notice.tsx';
import { PlanName } from '../kit/plan-name.tsx';
import { useApi } from '../kit/query.ts';
import { PageTitle } from '../kit/shell.tsx';
import { Loading, NotFound, QueryView } from '../kit/states.tsx';
import { placeOfField, slugOfPath } from './declare/places.ts';
import { PlanNotice } from './declare/plan-notice.tsx';
import { isEditable, nextPage, type PageState, pageStates, type View } from './declare/progress.ts';
import { ReturnNotice } from './declare/return-notice.tsx';
import type { StepProps } from './declare/step-form.tsx';
import { t } from './words.ts';

const steps = {
  photo: lazy(() => import('./declare/photo/photo-step.tsx')),
  commitment: lazy(() => import('./declare/commitment/commitment-step.tsx')),
  data: lazy(() => import('./declare/data/data-step.tsx')),
  achievements: lazy(() => import('./declare/achievements.tsx')),
  attachments: lazy(() => import('./declare/attachments.tsx')),
  preview: lazy(() => import('./declare/preview.tsx')),
} as const;
const StatusPage = lazy(() => import('./status/status.tsx'));

const own = defineMessages({
  pages: ['申报页面', 'Pages of the declaration'],
  earlier: ['请先完成前面的步骤', 'Please complete the steps before this one'],
  goThere: ['去完成“{page}”', 'Go to “{page}”'],
  deadline: ['申报期限', 'Declare'],
});

/** An application: its six pages while it may be edited, its course after that. */
export default function ApplicationPage() {
  const { id, page } = useParams<{ id: string; page?: string }>();
  const application = useApi('get-application', { params: { applicationId: id } });
  return (
    <QueryView query={application}>
      {({ body }) => (
        <WithPlan view={body}>{(plan) => <Place view={body} plan={plan} page={page} />}</WithPlan>
      )}
    </QueryView>
  );
}

function WithPlan({ view, children }: { view: View; children(plan: Plan): ComponentChildren }) {
  // The version that it is judged under, which need not be the newest (G1).
  const { planCode, planVersion } = view;
  const query = useApi('get-plan', { params: { planCode }, query: { version: String(planVersion) } });
  // As it holds in its batch (D39).
  return (
    <QueryView query={query}>{({ body }) => children(planInBatch(body.plan, view.inBatch?.code))}</QueryView>
  );
}

function Place({ view, plan, page }: StepProps & { page: string | undefined }) {
  const base = `/applications/${view.applicationId}`;
  const editable = isEditable(view.stage);
  if (page === 'status' || (!page && !editable))
    return (
      <Suspense fallback={<Loading />}>
        <StatusPage view={view} plan={plan} />
      </Suspense>
    );
  if (!editable) return <Redirect to={`${base}/status`} replace />;
  if (!page) {
    const named = view.returned?.items[0]?.path;
    const slug = named ? slugOfPath(named) : (nextPage(view.findings)?.slug ?? 'photo');
    return <Redirect to={`${base}/${slug}`} replace />;
  }
  const states = pageStates(view.findings);
  const state = states.find((s) => s.slug === page);
  if (!state) return <NotFound />;
  return <DeclarationPage view={view} plan={plan} states={states} state={state} />;
}

function DeclarationPage({
  view,
  plan,
  states,
  state,
}: StepProps & { states: PageState[]; state: PageState }) {
  const base = `/applications/${view.applicationId}`;
  const Step = steps[state.slug as keyof typeof steps];
  const first = states.find((s) => !s.complete);
  const pageName = (s: PageState) => plan.strings.pages[s.step];
  return (
    <div class="stack">
      <PageTitle
        before={
          <p class="quiet">
            <PlanName of={view} />
          </p>
        }
      >
        {pageName(state)}
      </PageTitle>
      <Steps
        label={own('pages')}
        steps={states.map((s) => ({
          key: s.slug,
          label: pageName(s),
          href: `${base}/${s.slug}`,
          state: s.slug === state.slug ? 'CURRENT' : !s.open ? 'LOCKED' : s.complete ? 'DONE' : 'TODO',
        }))}
        link={(step, content) =>
          step.state === 'LOCKED' ? (
            <span class="step-body">{content}</span>
          ) : (
            <Link href={step.href ?? base} class="step-link">
              {content}
            </Link>
          )
        }
      />
      <PlanNotice view={view} />
      {view.stage === 'RETURNED' ? <ReturnNotice view={view} plan={plan} /> : null}
      {view.waiting.dueAt && view.stage === 'DRAFT' ? (
        <p class="quiet">{named(own('deadline'), showDeadline(view.waiting.dueAt, view.waiting.left))}</p>
      ) : null}
      {state.open || view.stage === 'RETURNED' ? (
        <Suspense fallback={<Loading />}>
          <Elsewhere.Provider value={(field) => placeOfField(field, view.applicationId)}>
            <Step key={state.slug} view={view} plan={plan} />
          </Elsewhere.Provider>
        </Suspense>
      ) : (
        <Notice tone="warn" title={own('earlier')}>
          {first ? (
            <Link href={`${base}/${first.slug}`}>{own('goThere', { page: pageName(first) })}</Link>
          ) : null}
        </Notice>
      )}
      <p>
        <Link href="/">
          {t('back')} · {t('home')}
        </Link>
      </p>
    </div>
  );
}
