import type { ComponentChildren } from 'preact';
import { icons, type Tone } from '../kit/notice.tsx';

/** An answer over the width of the page, with what it is about and the time that it is of: people take pictures of it. */
export function Verdict({
  tone,
  title,
  children,
}: {
  tone: Tone;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <section class={`verdict ${tone} stack tight`} role="status">
      <h2>
        <span aria-hidden="true">{icons[tone]} </span>
        {title}
      </h2>
      {children}
    </section>
  );
}
