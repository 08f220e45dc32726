import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Link as RouterLink, useLocation } from 'wouter-preact';
import { sessions, signIn, signInFailure, signOut } from './auth.ts';
import { Button } from './button.tsx';
import type { Pool } from './client.ts';
import { showInstant } from './format.ts';
import { lang, setLang } from './i18n.ts';
import { t } from './messages.ts';
import { Notice, Toasts } from './notice.tsx';

export function SkipLink() {
  return (
    <a class="skip" href="#main">
      {t('skip')}
    </a>
  );
}

export function LanguageSwitch() {
  const other = lang.value === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      class="button plain"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => setLang(other)}
    >
      {other === 'zh' ? '中文' : 'English'}
    </button>
  );
}

export interface NavItem {
  href: string;
  label: string;
}

interface ShellProps {
  title: string;
  subtitle?: string;
  home: string;
  nav: readonly NavItem[];
  pool?: Pool;
  children: ComponentChildren;
  /** The console uses the whole width. */
  wide?: boolean;
}

/** Head, navigation and main of a section. */
export function Shell({ title, subtitle, home, nav, pool, children, wide }: ShellProps) {
  return (
    <>
      <SkipLink />
      <header class="site-head">
        <div class="site-bar">
          <RouterLink class="brand" href={home}>
            <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
              <rect width="32" height="32" rx="6" class="brand-box" />
              <path d="M8 17.5l5.5 5.5L24.5 10" class="brand-tick" />
            </svg>
            <span>{title}</span>
            {subtitle ? <span class="brand-sub">{subtitle}</span> : null}
          </RouterLink>
          <div class="site-tools">
            <LanguageSwitch />
            {pool ? <Account pool={pool} /> : null}
          </div>
        </div>
        {nav.length ? <Navigation nav={nav} /> : null}
      </header>
      <main id="main" class={wide ? 'wide' : undefined} tabIndex={-1}>
        <SignInFailed />
        {children}
      </main>
      <Toasts />
    </>
  );
}

function SignInFailed() {
  const failure = signInFailure.value;
  if (!failure) return null;
  const now = Date.now();
  const { clockError } = failure;
  return (
    <Notice tone="warn">
      {clockError === undefined
        ? t('signInFailed')
        : t('signInClock', {
            here: showInstant(new Date(now).toISOString()),
            there: showInstant(new Date(now - clockError).toISOString()),
          })}
    </Notice>
  );
}

function Navigation({ nav }: { nav: readonly NavItem[] }) {
  const [path] = useLocation();
  const at = (href: string) =>
    href === nav[0]?.href ? path === href : path === href || path.startsWith(`${href}/`);
  const bar = useRef<HTMLElement>(null);
  // On a phone the row is longer than the screen: where one is stays in sight.
  useEffect(() => {
    const here = bar.current?.querySelector('[aria-current]');
    here?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path, lang.value, nav.length]);
  return (
    <nav class="site-nav" ref={bar} aria-label={lang.value === 'zh' ? '主导航' : 'Main'}>
      {nav.map((item) => (
        <RouterLink key={item.href} href={item.href} aria-current={at(item.href) ? 'page' : undefined}>
          {item.label}
        </RouterLink>
      ))}
    </nav>
  );
}

function Account({ pool }: { pool: Pool }) {
  const session = sessions[pool].value;
  if (!session)
    return (
      <Button look="plain" onClick={() => void signIn(pool)}>
        {t('signIn')}
      </Button>
    );
  return (
    <details class="account">
      <summary aria-label={t('signedInAs', { name: session.name })}>{session.name || session.id}</summary>
      <div class="account-menu">
        <p class="quiet">{session.id}</p>
        <Button look="plain" onClick={() => void signOut(pool)}>
          {t('signOut')}
        </Button>
      </div>
    </details>
  );
}

/** Where the heading was read out last: the document itself tells of the first page. */
let lastPlace: string | undefined = globalThis.location?.pathname;

interface TitleProps {
  children: string;
  before?: ComponentChildren;
  /** Only read out: what the page is about stands there at once. */
  unseen?: boolean;
}

/**
 * Title of the document and of the page; the heading takes the focus on each new page, or the field that the address
 * names: a link of an error summary led here from another page.
 */
export function PageTitle({ children, before, unseen = false }: TitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} · 职评`;
    // A language switch changes the words alone; a desk that goes to its next file keeps its heading.
    if (location.pathname === lastPlace) return;
    lastPlace = location.pathname;
    if (!location.hash) heading.current?.focus({ preventScroll: true });
  }, [children]);
  return (
    <div class={unseen ? 'visually-hidden' : 'page-title'}>
      {before}
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
    </div>
  );
}
