import type { Account } from './account.ts';

interface AccountPage {
  title: string;
  action: string;
  accounts: readonly Account[];
  /** A login that was typed and is not known. */
  unknown?: string;
}

const STYLE = '/local/sign-in.css';

/** The sign-in page: demonstration accounts as buttons, and a field for any other. Works without scripts. */
export function accountPage({ title, action, accounts, unknown }: AccountPage): string {
  const rows = accounts
    .map(
      (a) =>
        `<li><button name="login" value="${escapeHtml(a.login)}"><b>${escapeHtml(a.name)}</b><span>${escapeHtml(a.label)}</span></button></li>`,
    )
    .join('');
  const error = unknown
    ? `<p class="error" role="alert">没有账号“${escapeHtml(unknown)}”。请从列表中选择，或检查输入。</p>`
    : '';
  return page(
    title,
    `<p>这是本机演示环境，没有密码。请选择一个账号。<br><span lang="en">Local demonstration, no passwords. Choose an account.</span></p>${error}
<form method="post" action="${escapeHtml(action)}"><ul>${rows}</ul></form>
<form method="post" action="${escapeHtml(action)}"><label for="login">其他账号 <span lang="en">Another account</span></label>
<div class="row"><input id="login" name="login" required autocomplete="username" spellcheck="false"><button class="primary">登录</button></div></form>`,
  );
}

/** A page with one message, and perhaps the issuer's own form (sign-out) with its button. */
export function messagePage(title: string, heading: string, body: string, button?: string): string {
  const submit = button
    ? `<button class="primary" form="op.logoutForm" name="logout" value="yes">${escapeHtml(button)}</button>`
    : '';
  return page(
    title,
    `<h2>${escapeHtml(heading)}</h2>${button ? body : `<p>${escapeHtml(body)}</p>`}${submit}`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><link rel="stylesheet" href="${STYLE}"></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
