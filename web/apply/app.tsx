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

/** What somebody sees of himself alone. Any other address is nobody's, and asks nobody to sign in. */
const own = [
  { path: '/profile', component: ProfilePage },
  { path: '/archive', component: ArchivePage },
  { path: '/archive/:itemId', component: ArchiveItemPage },
  { path: '/applications/:id/:page?', component: ApplicationPage },
  { path: '/sign/:ticketId', component: SignPage },
];

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
            {own.map(({ path, component: Page }) => (
              <Route key={path} path={path}>
                <Gate>
                  <Page />
                </Gate>
              </Route>
            ))}
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </Elsewhere.Provider>
    </Shell>
  );
}
