import { useEffect, useState } from 'preact/hooks';
import { call } from '../../kit/client.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { Empty, Loading } from '../../kit/states.tsx';
import { Table } from '../../kit/table.tsx';
import { t } from '../words.ts';
import type { Queue } from './source.ts';

const own = defineMessages({
  none: ['没有可以选择的申报', 'There is nothing to choose from'],
  chosen: ['已选 {n} 份，共 {of} 份', '{n} of {of} chosen'],
});

export type Row = Queue['items'][number];

/** A whole queue of one plan, read page by page; it is chosen from as a list. */
export function useWholeQueue(stage: string, planCode: string): readonly Row[] | undefined {
  const [rows, setRows] = useState<readonly Row[]>();
  useEffect(() => {
    let left = false;
    setRows(undefined);
    const read = async () => {
      const all: Row[] = [];
      let cursor: string | undefined;
      do {
        const { body } = await call('list-queue', { query: { stage, limit: 100, cursor } });
        all.push(...body.items.filter((row) => row.planCode === planCode));
        cursor = body.cursor;
      } while (cursor && !left && all.length < 2000);
      if (!left) setRows(all);
    };
    if (planCode) read().catch(() => !left && setRows([]));
    return () => {
      left = true;
    };
  }, [stage, planCode]);
  return planCode ? rows : [];
}

export function SelectRows({
  caption,
  rows,
  selected,
  onSelect,
}: {
  caption: string;
  rows: readonly Row[] | undefined;
  selected: readonly string[];
  onSelect(ids: string[]): void;
}) {
  if (!rows) return <Loading />;
  return (
    <div class="stack tight">
      <Table
        caption={caption}
        rows={rows}
        rowKey={(row) => row.applicationId}
        selected={selected}
        onSelect={onSelect}
        empty={<Empty title={own('none')} />}
        columns={[
          { key: 'name', label: t('name'), cell: (row) => row.applicantName },
          { key: 'unit', label: t('unitName'), cell: (row) => row.unitName },
          { key: 'no', label: t('applicationNo'), cell: (row) => row.applicationNo ?? '—' },
          { key: 'specialty', label: t('specialty'), cell: (row) => row.specialty ?? '—' },
          { key: 'mode', label: t('mode'), cell: (row) => row.mode ?? '—' },
        ]}
      />
      <p aria-live="polite">{own('chosen', { n: selected.length, of: rows.length })}</p>
    </div>
  );
}
