import { useEffect } from 'preact/hooks';
import { Route, Router, Switch, useLocation } from 'wouter-preact';
import { certificateCheckPath } from '../../shared/contracts/site.ts';
import { Shell } from '../kit/shell.tsx';
import { NotFound } from '../kit/states.tsx';
import { CertificatePage } from './certificate.tsx';
import { CommitteesPage } from './committees.tsx';
import { NoticePage } from './notice.tsx';
import { Notices } from './notices.tsx';
import { ObjectionCheckPage } from './objection-check.tsx';
import { PointsPage } from './points.tsx';
import { t } from './words.ts';

const base = '/public';
const check = certificateCheckPath.slice(base.length);

/** What everybody may see, without signing in: notices with their lists, the check of a certificate, the directory. */
export function App() {
  return (
    <Router base={base}>
      <Pages />
    </Router>
  );
}

function Pages() {
  const [path] = useLocation();
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [path]);
  const nav = [
    { href: '/', label: t('notices') },
    { href: check, label: t('check') },
    { href: '/objections', label: t('follow') },
    { href: '/committees', label: t('committees') },
    { href: '/points', label: t('points') },
  ];
  return (
    <Shell title={t('site')} subtitle={t('siteSub')} home="/" nav={nav}>
      <Switch>
        <Route path="/" component={Notices} />
        <Route path="/notices/:id" component={NoticePage} />
        <Route path={check} component={CertificatePage} />
        <Route path="/objections" component={ObjectionCheckPage} />
        <Route path="/committees" component={CommitteesPage} />
        <Route path="/points" component={PointsPage} />
        <Route component={NotFound} />
      </Switch>
    </Shell>
  );
}
