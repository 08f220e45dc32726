import { useEffect } from 'preact/hooks';
import { Button, Link } from '../../../kit/button.tsx';
import { ProblemSummary } from '../../../kit/errors.tsx';
import { showInstant } from '../../../kit/format.ts';
import { defineMessages } from '../../../kit/i18n.ts';
import { Notice } from '../../../kit/notice.tsx';
import { QrCode } from '../../../kit/qr-code.tsx';
import { useAct, useApi } from '../../../kit/query.ts';
import { Loading } from '../../../kit/states.tsx';
import type { PageSlug, View } from '../progress.ts';
import { readAgain } from '../step-form.tsx';

const own = defineMessages({
  scan: [
    '请用手机扫描二维码，在线签署《{title}》',
    'Scan the code with your phone and sign the letter “{title}” online',
  ],
  account: ['手机上须登录同一账号。', 'Sign in on the phone with the same account.'],
  valid: ['二维码有效至 {at}', 'The code is valid until {at}'],
  here: ['在本机签署', 'Sign on this device'],
  waiting: [
    '正在等待签署…签署成功后本页自动更新。',
    'Waiting for the signature; this page follows by itself.',
  ],
  expired: ['二维码已过期', 'The code has expired'],
  again: ['重新获取二维码', 'Get a new code'],
  begin: ['获取签署二维码', 'Get the signing code'],
  done: ['签署成功', 'Signed'],
});

/** The QR ticket of R22: shown, watched, renewed. */
export function Signing({ view, back, begin }: { view: View; back: PageSlug; begin?: string }) {
  const create = useAct('create-signing-ticket');
  const ticket = useTicket(create);
  const status = ticket?.status;
  const { applicationId } = view;
  useEffect(() => {
    if (status === 'SIGNED') void readAgain(applicationId);
  }, [status, applicationId]);
  const start = () => void create.run({ params: { applicationId } });
  if (!ticket)
    return (
      <div class="stack tight">
        <ProblemSummary problem={create.problem} />
        <p>
          <Button look="primary" busy={create.busy} onClick={start}>
            {begin ?? own('begin')}
          </Button>
        </p>
      </div>
    );
  if (status === 'SIGNED') return <Notice tone="good">{own('done')}</Notice>;
  if (status === 'EXPIRED')
    return (
      <Notice tone="warn" title={own('expired')}>
        <Button look="primary" busy={create.busy} onClick={start}>
          {own('again')}
        </Button>
      </Notice>
    );
  return (
    <div class="signing">
      <QrCode text={ticket.link} />
      <div class="stack tight">
        <p>
          <strong>{own('scan', { title: ticket.title })}</strong>
        </p>
        <p>{own('account')}</p>
        <p class="quiet">{own('valid', { at: showInstant(ticket.expiresAt) })}</p>
        <p>
          <Link href={`/sign/${ticket.ticketId}?back=${back}`} look="secondary">
            {own('here')}
          </Link>
        </p>
        <Loading label={own('waiting')} />
      </div>
    </div>
  );
}

type Create = ReturnType<typeof useAct<'create-signing-ticket'>>;

/** The newest ticket of this page, looked at every two seconds while it can still be signed. */
function useTicket(create: Create) {
  const created = create.last?.body;
  const watched = useApi('get-signing-ticket', {
    params: { ticketId: created?.ticketId ?? '' },
    enabled: created !== undefined,
    every: 2000,
  });
  const seen = watched.data?.body;
  return seen && seen.ticketId === created?.ticketId ? seen : created;
}
