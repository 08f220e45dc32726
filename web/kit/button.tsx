import type { ComponentChildren, JSX } from 'preact';
import { Link as RouterLink } from 'wouter-preact';
import { aside } from './i18n.ts';
import { t } from './messages.ts';

type Look = 'primary' | 'secondary' | 'danger' | 'plain';

interface ButtonProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'loading'> {
  look?: Look;
  /** Shows that the act is under way, and takes no second press. The button stays where it is. */
  busy?: boolean;
  children: ComponentChildren;
}

export function Button({ look = 'secondary', busy = false, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      class={`button ${look}`}
      aria-busy={busy}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) return event.preventDefault();
        onClick?.(event);
      }}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : null}
      {children}
    </button>
  );
}

interface LinkProps {
  href: string;
  children: ComponentChildren;
  /** Looks like a button. */
  look?: Look;
  /** Opens another site or a file in a new tab. */
  external?: boolean;
  class?: string;
}

/** A link inside the section, or to elsewhere with `external`. */
export function Link({ href, children, look, external, class: extra = '' }: LinkProps) {
  const css = `${look ? `button ${look}` : 'link'} ${extra}`.trim();
  if (external) {
    return (
      <a class={css} href={href} target="_blank" rel="noopener noreferrer">
        {children}
        <span class="visually-hidden">{aside(t('newWindow'))}</span>
      </a>
    );
  }
  return (
    <RouterLink class={css} href={href}>
      {children}
    </RouterLink>
  );
}
