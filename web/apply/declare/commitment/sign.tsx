import { useEffect, useRef, useState } from 'preact/hooks';
import { useParams } from 'wouter-preact';
import { sessions, signOut } from '../../../kit/auth.ts';
import { Button, Link } from '../../../kit/button.tsx';
import type { ResponseFor } from '../../../kit/client.ts';
import { FindingList, ProblemSummary } from '../../../kit/errors.tsx';
import { linesOf } from '../../../kit/findings.ts';
import { showInstant } from '../../../kit/format.ts';
import { defineMessages } from '../../../kit/i18n.ts';
import { Notice } from '../../../kit/notice.tsx';
import { keyOf, queryClient, useAct, useApi } from '../../../kit/query.ts';
import { PageTitle } from '../../../kit/shell.tsx';
import { SignaturePad } from '../../../kit/signature-pad.tsx';
import type { Drawing } from '../../../kit/signature-strokes.ts';
import { QueryView } from '../../../kit/states.tsx';
import { pages } from '../progress.ts';
import { readAgain } from '../step-form.tsx';

const own = defineMessages({
  readAll: ['请阅读全文，读到末尾后签名。', 'Please read the whole letter; sign after its end.'],
  end: ['全文完', 'End of the letter'],
  sign: ['签署', 'Sign'],
  notRead: ['请先读到全文末尾', 'Please read to the end first'],
  signed: ['签署成功', 'Signed'],
  backToDesk: [
    '可以回到电脑上继续；电脑上的页面会自动更新。',
    'You can go on at the computer; its page follows by itself.',
  ],
  goOn: ['在本机继续申报', 'Go on here'],
  notHere: ['没有可签署的保证书', 'There is nothing to sign here'],
  otherAccount: [
    '当前登录的是“{name}”。二维码只能由申报人本人的账号打开，请退出后换用本人账号重新扫码。',
    'You are signed in as {name}. Only the applicant’s own account can open this code: sign out and scan it again.',
  ],
  notHereText: [
    '如果账号无误，请在申报页面重新获取二维码。',
    'If the account is right, get a new code on the declaration’s page.',
  ],
  change: ['退出，换账号', 'Sign out, change the account'],
  expired: ['二维码已过期', 'The code has expired'],
  expiredText: ['请在申报页面重新获取二维码。', 'Please get a new code on the declaration’s page.'],
  validUntil: ['{at} 前有效', 'valid until {at}'],
});

type Ticket = ResponseFor<'get-signing-ticket'>;

/** The page that the QR code opens on the phone: the full letter, then the signature (R22, R23). */
export default function SignPage() {
  const { ticketId } = useParams<{ ticketId: string }>();
  const query = useApi('get-signing-ticket', { params: { ticketId } });
  if (query.error?.status === 404) return <OtherAccount />;
  return (
    <QueryView query={query}>
      {({ body }) => (
        <div class="stack read">
          <PageTitle>{body.title}</PageTitle>
          <Place ticket={body} />
        </div>
      )}
    </QueryView>
  );
}

/** A ticket is its person's alone: whoever else opens it is told nothing of it, only what may be the cause. */
function OtherAccount() {
  const name = sessions.public.value?.name;
  return (
    <div class="stack read">
      <PageTitle>{own('notHere')}</PageTitle>
      <Notice tone="warn">
        {name ? <p>{own('otherAccount', { name })}</p> : null}
        <p>{own('notHereText')}</p>
      </Notice>
      <div class="actions">
        <Button look="primary" onClick={() => void signOut('public')}>
          {own('change')}
        </Button>
      </div>
    </div>
  );
}

/** The page that sent the person here, on this device; a phone that scanned the code knows none. */
function placeAfter(ticket: Ticket): string {
  const back = new URLSearchParams(location.search).get('back');
  const known = pages.some((page) => page.slug === back);
  return `/applications/${ticket.applicationId}${known ? `/${back}` : ''}`;
}

function Place({ ticket }: { ticket: Ticket }) {
  if (ticket.status === 'SIGNED')
    return (
      <>
        <Notice tone="good" title={own('signed')}>
          {ticket.signedAt ? <p>{showInstant(ticket.signedAt)}</p> : null}
          <p>{own('backToDesk')}</p>
        </Notice>
        {ticket.advice.length ? <FindingList lines={linesOf(ticket.advice)} /> : null}
        <p>
          <Link href={placeAfter(ticket)} look="primary">
            {own('goOn')}
          </Link>
        </p>
      </>
    );
  if (ticket.status === 'EXPIRED')
    return (
      <Notice tone="warn" title={own('expired')}>
        <p>{own('expiredText')}</p>
        <Link href={`/applications/${ticket.applicationId}/commitment`}>{own('goOn')}</Link>
      </Notice>
    );
  return <Letter ticket={ticket} />;
}

function Letter({ ticket }: { ticket: Ticket }) {
  const end = useRef<HTMLParagraphElement>(null);
  const [read, setRead] = useState(false);
  const [drawing, setDrawing] = useState<Drawing>();
  const sign = useAct('sign-commitment', {
    onDone: (answer) => {
      queryClient.setQueryData(
        keyOf('get-signing-ticket', { params: { ticketId: ticket.ticketId } }),
        answer,
      );
      void readAgain(ticket.applicationId);
    },
  });
  useEffect(() => {
    const target = end.current;
    if (!target) return;
    const seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setRead(true);
    });
    seen.observe(target);
    return () => seen.disconnect();
  }, []);
  return (
    <>
      <p class="hint">
        {own('readAll')} {own('validUntil', { at: showInstant(ticket.expiresAt) })}
      </p>
      <article class="letter">
        {ticket.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p ref={end} class="quiet">
          — {own('end')} —
        </p>
      </article>
      <ProblemSummary problem={sign.problem} />
      <div id="f-strokes" tabIndex={-1}>
        <SignaturePad onChange={setDrawing} />
      </div>
      {read ? null : <p class="hint">{own('notRead')}</p>}
      <Button
        look="primary"
        busy={sign.busy}
        disabled={!read || !drawing}
        onClick={() => {
          if (drawing)
            void sign.run({
              params: { ticketId: ticket.ticketId },
              body: { scrolledToEnd: read, ...drawing },
            });
        }}
      >
        {own('sign')}
      </Button>
    </>
  );
}
