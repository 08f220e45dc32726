import { Button } from './button.tsx';
import { t } from './messages.ts';

interface PagerProps {
  hasPrevious: boolean;
  hasNext: boolean;
  onPrevious(): void;
  onNext(): void;
  label?: string;
}

/** Previous and next, for cursors that know no page numbers. */
export function Pager({ hasPrevious, hasNext, onPrevious, onNext, label }: PagerProps) {
  if (!hasPrevious && !hasNext) return null;
  return (
    <nav class="pager" aria-label={label}>
      <Button disabled={!hasPrevious} onClick={onPrevious}>
        {t('previous')}
      </Button>
      <Button disabled={!hasNext} onClick={onNext}>
        {t('next')}
      </Button>
    </nav>
  );
}
