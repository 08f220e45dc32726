import type { ComponentChildren } from 'preact';
import { t } from './messages.ts';
import { Empty, Loading } from './states.tsx';

export interface Column<Row> {
  key: string;
  label: string;
  cell(row: Row): ComponentChildren;
  /** Numbers and dates: tabular figures, right-aligned. */
  figures?: boolean;
}

interface TableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[] | undefined;
  rowKey(row: Row): string;
  selected?: readonly string[];
  onSelect?(keys: string[]): void;
  /** Makes rows reachable by keyboard: Enter opens, arrows walk. */
  onOpen?(row: Row): void;
  empty?: ComponentChildren;
}

/** A table with a sticky head. Without `rows` it is still loading. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, rowKey, selected, onSelect, onOpen, empty } = props;
  if (!rows) return <Loading />;
  if (rows.length === 0) return <>{empty ?? <Empty />}</>;
  const keys = rows.map(rowKey);
  const toggle = (key: string) =>
    onSelect?.(selected?.includes(key) ? selected.filter((k) => k !== key) : [...(selected ?? []), key]);
  const walk = (event: KeyboardEvent, row: Row) => {
    const line = event.currentTarget as HTMLElement;
    if (event.target !== line) return;
    if (event.key === 'Enter') onOpen?.(row);
    const next =
      event.key === 'ArrowDown'
        ? line.nextElementSibling
        : event.key === 'ArrowUp'
          ? line.previousElementSibling
          : null;
    if (next instanceof HTMLElement) {
      event.preventDefault();
      next.focus();
    }
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section class="table-box" tabIndex={0} aria-label={caption}>
      <table class="table">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {onSelect ? (
              <th scope="col" class="tick">
                <input
                  type="checkbox"
                  aria-label={t('selectAll')}
                  checked={keys.every((k) => selected?.includes(k))}
                  onChange={(event) => onSelect(event.currentTarget.checked ? keys : [])}
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <th key={column.key} scope="col" class={column.figures ? 'figures' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr
                key={key}
                tabIndex={onOpen ? 0 : undefined}
                aria-selected={onSelect ? selected?.includes(key) : undefined}
                class={onOpen ? 'opens' : undefined}
                onClick={onOpen ? () => onOpen(row) : undefined}
                onKeyDown={onOpen ? (event) => walk(event, row) : undefined}
              >
                {onSelect ? (
                  <td class="tick">
                    <input
                      type="checkbox"
                      aria-label={t('selectRow')}
                      checked={selected?.includes(key) ?? false}
                      onClick={(event) => event.stopPropagation()}
                      onChange={() => toggle(key)}
                    />
                  </td>
                ) : null}
                {columns.map((column) => (
                  <td
                    key={column.key}
                    class={column.figures ? 'figures' : undefined}
                    data-label={column.label}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
