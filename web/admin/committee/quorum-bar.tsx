import { defineMessages } from '../../kit/i18n.ts';
import { StatusTag } from '../../kit/notice.tsx';

const own = defineMessages({
  attending: ['出席 {n} 人，共 {size} 人', '{n} of {size} attend'],
  needed: ['法定人数 {needed} 人', 'Quorum {needed}'],
  quorate: ['已达法定人数', 'Quorate'],
  missing: ['还差 {n} 人', '{n} more needed'],
});

interface Props {
  attending: number;
  size: number;
  needed: number;
}

/** Presence as a bar with the number that is needed (B2). */
export function QuorumBar({ attending, size, needed }: Props) {
  const at = (n: number) => (size > 0 ? (Math.min(n, size) / size) * 1000 : 0);
  const words = `${own('attending', { n: attending, size })}，${own('needed', { needed })}`;
  return (
    <div class="quorum">
      <svg class="quorum-bar" viewBox="0 0 1000 36" preserveAspectRatio="none" role="img" aria-label={words}>
        <rect class="quorum-all" width="1000" height="36" />
        <rect class={attending >= needed ? 'quorum-full' : 'quorum-part'} width={at(attending)} height="36" />
        <rect
          class={`quorum-mark ${attending >= needed ? 'reached' : ''}`}
          x={Math.max(0, at(needed) - 3)}
          width="6"
          height="36"
        />
      </svg>
      <p>
        {words}{' '}
        {attending >= needed ? (
          <StatusTag tone="good">{own('quorate')}</StatusTag>
        ) : (
          <StatusTag tone="warn">{own('missing', { n: needed - attending })}</StatusTag>
        )}
      </p>
    </div>
  );
}
