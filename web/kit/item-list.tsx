import type { ComponentChildren } from 'preact';
import { Empty, QueryView, type Viewable } from './states.tsx';
import { type Column, Table } from './table.tsx';

/** What a list route answers, or the local API. */
type Listed<T> = { readonly items: readonly T[] } | { readonly body: { readonly items: readonly T[] } };

interface Props<T> {
  query: Viewable<Listed<T>>;
  keyOf(one: T): string;
  order?: ((a: T, b: T) => number) | undefined;
  /** Said when there is nothing, and what to do about it. */
  none?: string | undefined;
  hint?: ComponentChildren;
}

interface ListProps<T> extends Props<T> {
  class: string;
  /** Classes of each item. */
  panel?: string;
  children(one: T): ComponentChildren;
}

/** A query's items one below the other, or what is said when there are none. */
export function ItemList<T>({ class: look, panel = 'panel', children, ...list }: ListProps<T>) {
  return items(list, (all) => (
    <ul class={look}>
      {all.map((one) => (
        <li key={list.keyOf(one)} class={panel}>
          {children(one)}
        </li>
      ))}
    </ul>
  ));
}

interface TableProps<T> extends Props<T> {
  caption: string;
  columns: readonly Column<T>[];
  onOpen?(row: T): void;
}

/** The same as a table. */
export function ItemTable<T>({ query, order, none, hint, keyOf, ...table }: TableProps<T>) {
  return items({ query, order, none, hint }, (rows) => <Table {...table} rows={rows} rowKey={keyOf} />);
}

function items<T>(
  { query, order, none, hint }: Omit<Props<T>, 'keyOf'>,
  show: (all: readonly T[]) => ComponentChildren,
) {
  const itemsOf = (answer: Listed<T>) => ('body' in answer ? answer.body : answer).items;
  const empty = <Empty title={none}>{typeof hint === 'string' ? <p>{hint}</p> : hint}</Empty>;
  return (
    <QueryView query={query} empty={(answer) => itemsOf(answer).length === 0} whenEmpty={empty}>
      {(answer) => show(order ? [...itemsOf(answer)].sort(order) : itemsOf(answer))}
    </QueryView>
  );
}
