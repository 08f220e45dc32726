import { lazy, Suspense } from 'preact/compat';
import { useEffect } from 'preact/hooks';
import { Route, Switch, useLocation } from 'wouter-preact';
import { Elsewhere } from '../kit/errors.tsx';
import { Shell } from '../kit/shell.tsx';
import { Loading, NotFound } from '../kit/states.tsx';
import { placeOfField } from './declare/places.ts';
import { Gate } from './gate.tsx';
import { Home } from './home.tsx';
import { t } from './words.ts';

const ProfilePage = lazy(() => import('./profile/profile.tsx'));
const ArchivePage = lazy(() => import('./archive/archive.tsx'));
const ArchiveItemPage = lazy(() => import('./archive/archive-item.tsx'));
const PlansPage = lazy(() => import('./plan/plans.tsx'));
const PlanPage = lazy(() => import('./plan/plan.tsx'));
const ApplicationPage = lazy(() => import('./application.tsx'));
const SignPage = lazy(() => import('./declare/commitment/sign.tsx'));
const ManualPage = lazy(() => import('./manual.tsx'));

/** The applicant's site. The first page is here; every other one comes when it is opened. */
export function App() {
  const [path] = useLocation();
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [path]);
  const nav = [
    { href: '/', label: t('home') },
    { href: '/profile', label: t('profile') },
    { href: '/archive', label: t('archive') },
    { href: '/plans', label: t('plans') },
  ];
  return (
    <Shell title={t('site')} subtitle={t('siteSub')} home="/" nav={nav} pool="public">
      <Elsewhere.Provider value={placeOfField}>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/" component={Home} />
            <Route path="/plans" component={PlansPage} />
            <Route path="/plans/:code" component={PlanPage} />
            <Route path="/manual" component={ManualPage} />
            <Route>
              <Gate>
                <Switch>
                  <Route path="/profile" component={ProfilePage} />
                  <Route path="/archive" component={ArchivePage} />
                  <Route path="/archive/:itemId" component={ArchiveItemPage} />
                  <Route path="/applications/:id/:page?" component={ApplicationPage} />
                  <Route path="/sign/:ticketId" component={SignPage} />
                  <Route component={NotFound} />
                </Switch>
              </Gate>
            </Route>
          </Switch>
        </Suspense>
      </Elsewhere.Provider>
    </Shell>
  );
}
