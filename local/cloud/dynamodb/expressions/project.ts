import type { AttributeValue, Item } from '../types.ts';
import type { Path } from './ast.ts';
import { valueAt } from './evaluate.ts';

/** A partly built document: a leaf, or the children chosen so far (list entries keep their old index until the end). */
type Draft = { leaf: AttributeValue } | { fields: Map<string, Draft> } | { entries: Map<number, Draft> };

/** The parts of an item that the paths name, in their nested places; list entries close up. */
export function project(item: Item, paths: readonly Path[]): Item {
  const drafts = new Map<string, Draft>();
  for (const path of paths) {
    const value = valueAt(item, path);
    if (value !== undefined) place(drafts, path, value);
  }
  return itemOf(drafts);
}

function place(top: Map<string, Draft>, path: Path, value: AttributeValue): void {
  let level: Map<string | number, Draft> = top as Map<string | number, Draft>;
  for (let i = 0; i < path.length - 1; i++) {
    const step = path[i]!;
    let draft = level.get(step);
    if (!draft) {
      draft = typeof path[i + 1] === 'number' ? { entries: new Map() } : { fields: new Map() };
      level.set(step, draft);
    }
    if ('leaf' in draft) return;
    level = ('fields' in draft ? draft.fields : draft.entries) as Map<string | number, Draft>;
  }
  level.set(path[path.length - 1]!, { leaf: value });
}

function finish(draft: Draft): AttributeValue {
  if ('leaf' in draft) return draft.leaf;
  if ('fields' in draft) return { M: itemOf(draft.fields) };
  const indexes = [...draft.entries.keys()].sort((a, b) => a - b);
  return { L: indexes.map((index) => finish(draft.entries.get(index)!)) };
}

const itemOf = (drafts: Map<string, Draft>): Item =>
  Object.fromEntries([...drafts].map(([name, draft]) => [name, finish(draft)]));
