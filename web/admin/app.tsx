import type { ComponentType } from 'preact';
import { lazy, Suspense } from 'preact/compat';
import { useEffect } from 'preact/hooks';
import { Route, Router, Switch, useLocation } from 'wouter-preact';
import type { Pool } from '../kit/client.ts';
import { type NavItem, Shell } from '../kit/shell.tsx';
import { Loading, NotAllowed, NotFound, PoolContext } from '../kit/states.tsx';
import { Entry } from './entry.tsx';
import { may, operator, type PageKey } from './parts/access.ts';
import { NoAppointment, useAppointment } from './parts/appointment.tsx';
import { IdleWarning } from './parts/idle-warning.tsx';
import { t } from './words.ts';

const Overview = lazy(() => import('./overview.tsx'));
const StaffDesk = lazy(() => import('./desk/staff-desk.tsx'));
const Letters = lazy(() => import('./desk/letters.tsx'));
const Units = lazy(() => import('./desk/units.tsx'));
const Scan = lazy(() => import('./paper/scan.tsx'));
const Publicities = lazy(() => import('./publicity/publicities.tsx'));
const PreparePublicity = lazy(() => import('./publicity/prepare-publicity.tsx'));
const Objections = lazy(() => import('./publicity/objections.tsx'));
const Sessions = lazy(() => import('./committee/sessions.tsx'));
const NewSession = lazy(() => import('./committee/new-session.tsx'));
const SessionPage = lazy(() => import('./committee/session.tsx'));
const Room = lazy(() => import('./committee/room.tsx'));
const Reports = lazy(() => import('./certificate/reports.tsx'));
const Certificates = lazy(() => import('./certificate/certificates.tsx'));
const PlansPage = lazy(() => import('./plans/plans.tsx'));
const PlanVersionPage = lazy(() => import('./plans/version.tsx'));
const DirectoriesPage = lazy(() => import('./directories/directories.tsx'));
const DirectoryVersionPage = lazy(() => import('./directories/version.tsx'));
const DryRunPage = lazy(() => import('./plans/dry-run.tsx'));
const CalendarPage = lazy(() => import('./ops/calendar.tsx'));
const PaymentsPage = lazy(() => import('./ops/payments.tsx'));
const Incidents = lazy(() => import('./ops/incidents.tsx'));
const People = lazy(() => import('./people/people.tsx'));
const Invitation = lazy(() => import('./people/invitation.tsx'));
const ChainPage = lazy(() => import('./audit/chain.tsx'));
const ExpertSessions = lazy(() => import('./expert/sessions.tsx'));
const ExpertSession = lazy(() => import('./expert/session.tsx'));
const Candidate = lazy(() => import('./expert/candidate.tsx'));
const Ballot = lazy(() => import('./expert/ballot.tsx'));
const UnitHome = lazy(() => import('./unit/unit-home.tsx'));
const UnitArchive = lazy(() => import('./unit/archive.tsx'));
const Operators = lazy(() => import('./unit/operators.tsx'));
const WallNotice = lazy(() => import('./unit/wall-notice.tsx'));
const UnitDesk = lazy(() => import('./unit/unit-desk.tsx'));

interface PageProps {
  params: Readonly<Record<string, string | undefined>>;
}

interface Place {
  page: PageKey;
  path: string;
  component: ComponentType<PageProps>;
  /** Shown in the navigation. */
  label?: () => string;
}

const places: readonly Place[] = [
  { page: 'unit', path: '/unit', component: UnitHome },
  { page: 'unit', path: '/unit/archive', component: UnitArchive, label: () => t('archive') },
  { page: 'unit', path: '/unit/applications', component: UnitDesk, label: () => t('applications') },
  { page: 'unit', path: '/unit/applications/:id', component: UnitDesk },
  { page: 'unit', path: '/unit/operators', component: Operators, label: () => t('operators') },
  { page: 'unit', path: '/unit/notices/:id', component: WallNotice },
  { page: 'queue', path: '/desk', component: StaffDesk, label: () => t('desk') },
  { page: 'queue', path: '/desk/:id', component: StaffDesk },
  { page: 'letters', path: '/letters', component: Letters, label: () => t('letters') },
  { page: 'letters', path: '/units', component: Units, label: () => t('units') },
  { page: 'scan', path: '/scan', component: Scan, label: () => t('scan') },
  { page: 'publicities', path: '/publicities', component: Publicities, label: () => t('publicities') },
  { page: 'publicities', path: '/publicities/new', component: PreparePublicity },
  { page: 'objections', path: '/objections', component: Objections, label: () => t('objections') },
  { page: 'sessions', path: '/sessions', component: Sessions, label: () => t('sessions') },
  { page: 'sessions', path: '/sessions/new', component: NewSession },
  { page: 'sessions', path: '/sessions/:id', component: SessionPage },
  { page: 'room', path: '/sessions/:id/room', component: Room },
  { page: 'reports', path: '/reports', component: Reports, label: () => t('reports') },
  { page: 'certificates', path: '/certificates', component: Certificates, label: () => t('certificates') },
  { page: 'plans', path: '/plans', component: PlansPage, label: () => t('plans') },
  { page: 'plans', path: '/plans/:code/:version', component: PlanVersionPage },
  { page: 'plans', path: '/plans/:code/:version/dry-run', component: DryRunPage },
  { page: 'directories', path: '/directories', component: DirectoriesPage, label: () => t('directories') },
  { page: 'directories', path: '/directories/:code/:version', component: DirectoryVersionPage },
  { page: 'calendar', path: '/calendar', component: CalendarPage, label: () => t('calendar') },
  { page: 'payments', path: '/payments', component: PaymentsPage, label: () => t('payments') },
  { page: 'incidents', path: '/incidents', component: Incidents, label: () => t('incidents') },
  { page: 'people', path: '/people', component: People, label: () => t('people') },
  { page: 'chain', path: '/audit', component: ChainPage, label: () => t('chain') },
  { page: 'expert', path: '/expert', component: ExpertSessions },
  { page: 'expert', path: '/expert/:id', component: ExpertSession },
  { page: 'expert', path: '/expert/:id/candidates/:applicationId', component: Candidate },
  { page: 'expert', path: '/expert/:id/ballot/:applicationId', component: Ballot },
];

/** Where the links of invitations lead, and whose accounts they are for. */
const invitations: Readonly<Record<string, Pool>> = {
  '/invitation': 'staff',
  '/unit-invitation': 'public',
};

/** The console: sign-in choice, then the pages of the role that signed in. */
export function App() {
  return (
    <Router base="/admin">
      <Console />
    </Router>
  );
}

function Console() {
  const appointed = useAppointment();
  const who = operator();
  const [path] = useLocation();
  const section = path.split('/')[1];
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [section]);
  const role = who?.session.role;
  const invited = invitations[path];
  const mine = places.filter((place) => may(place.page, role));
  const shown = mine.flatMap((place) => (place.label ? [{ href: place.path, label: place.label() }] : []));
  const nav: NavItem[] = who
    ? [
        { href: '/', label: role === 'UNIT_HR' ? t('unit') : role === 'EXPERT' ? t('sessions') : t('home') },
        ...shown,
      ]
    : [];
  return (
    <PoolContext.Provider value={who?.pool ?? 'staff'}>
      <Shell
        title={t('site')}
        subtitle={t('siteSub')}
        home="/"
        nav={nav}
        {...(who ? { pool: who.pool } : {})}
        wide
      >
        <IdleWarning />
        <Suspense fallback={<Loading />}>
          {invited ? (
            <Invitation pool={invited} />
          ) : !who ? (
            <Switch>
              {['/', ...places.map(({ path }) => path)].map((path) => (
                <Route key={path} path={path} component={Entry} />
              ))}
              <Route component={NotFound} />
            </Switch>
          ) : !role ? (
            <NoAppointment query={appointed} />
          ) : (
            <Switch>
              <Route path="/">{home(role, shown)}</Route>
              {places.map((place) => (
                <Route key={place.path} path={place.path}>
                  {(params: PageProps['params']) =>
                    may(place.page, role) ? <place.component params={params} /> : <NotAllowed />
                  }
                </Route>
              ))}
              <Route>
                <NotFound />
              </Route>
            </Switch>
          )}
        </Suspense>
      </Shell>
    </PoolContext.Provider>
  );
}

function home(role: string | undefined, shown: readonly NavItem[]) {
  if (role === 'UNIT_HR') return <UnitHome />;
  if (role === 'EXPERT') return <ExpertSessions />;
  return <Overview links={shown} />;
}
