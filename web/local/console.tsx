import { defineMessages } from '../kit/i18n.ts';
import { Tabs } from '../kit/lists.tsx';
import { PageTitle, Shell } from '../kit/shell.tsx';
import { Accounts } from './accounts.tsx';
import { ClockPanel } from './clock.tsx';
import { Executions } from './executions.tsx';
import { Mailbox } from './mailbox.tsx';

const own = defineMessages({
  site: ['职评', 'Zhiping'],
  siteSub: ['本机控制台', 'Local console'],
  intro: [
    '只在本机演示环境中有：移动时钟，看会发出的短信和邮件，看每份申报走到哪一步。',
    'Only on this machine: move the clock, read what would be sent, see how far each application is.',
  ],
  go: ['前往', 'Go to'],
  apply: ['申报站点', 'Declaration site'],
  admin: ['工作台', 'Console of desks and units'],
  public: ['公示与证书查验', 'Public notices and certificates'],
  docs: ['接口文档', 'API reference'],
  openapi: ['OpenAPI', 'OpenAPI'],
  health: ['运行状态', 'Health'],
  parts: ['本机环境', 'Local stack'],
  mailbox: ['短信和邮件', 'Mailbox'],
  executions: ['流程执行', 'Executions'],
  accounts: ['演示账号', 'Demo accounts'],
});

/** The local page: clock above, then mailbox, executions and accounts; links to everything. */
export function LocalConsole() {
  const links = [
    { href: '/', label: own('apply') },
    { href: '/admin/', label: own('admin') },
    { href: '/public/', label: own('public') },
    { href: '/v1/docs', label: own('docs') },
    { href: '/v1/openapi.json', label: own('openapi') },
    { href: '/v1/health', label: own('health') },
  ];
  return (
    <Shell title={own('site')} subtitle={own('siteSub')} home="/local/" nav={[]}>
      <div class="stack">
        <PageTitle>{own('siteSub')}</PageTitle>
        <p class="read">{own('intro')}</p>
        <ClockPanel />
        <nav aria-label={own('go')} class="row">
          {links.map((link) => (
            <a key={link.href} class="button secondary" href={link.href}>
              {link.label}
            </a>
          ))}
        </nav>
        <Tabs
          label={own('parts')}
          tabs={[
            { key: 'mailbox', label: own('mailbox'), panel: () => <Mailbox /> },
            { key: 'executions', label: own('executions'), panel: () => <Executions /> },
            { key: 'accounts', label: own('accounts'), panel: () => <Accounts /> },
          ]}
        />
      </div>
    </Shell>
  );
}
