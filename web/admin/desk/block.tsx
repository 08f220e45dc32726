import type { ComponentChildren } from 'preact';
import { defineMessages } from '../../kit/i18n.ts';
import type { ReturnDraft } from './decide/return-draft.ts';

const own = defineMessages({
  flag: ['列入退回', 'Mark for return'],
  unflag: ['已列入退回', 'Marked for return'],
});

/** A part of a file, with room for its mark beside the heading. */
export function Block({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="block">
      <div class="block-head">
        <h3>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Marks a part of the file for the return; the remark is written when the return is sent. */
export function Flag({ flag, path }: { flag: ReturnDraft | undefined; path: string }) {
  if (!flag) return null;
  const on = flag.has(path);
  return (
    <button type="button" class="flag" aria-pressed={on} onClick={() => flag.toggle(path)}>
      {on ? `⚑ ${own('unflag')}` : `⚐ ${own('flag')}`}
    </button>
  );
}
