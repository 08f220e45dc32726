import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import type { Draft, FormPart, News } from './draft.ts';
import { RadioCards } from './fields.tsx';
import { fieldId } from './findings.ts';
import { defineMessages, named } from './i18n.ts';
import { type Difference, type Picks, type Side, sentences } from './merge.ts';
import { Notice } from './notice.tsx';

const t = defineMessages({
  title: ['有 {n} 处在别处也改过，请逐处选择', '{n} entries were also changed elsewhere; choose for each'],
  text: [
    '打开本页后，这份内容在另一个窗口或设备上保存过；两边的内容都还在。',
    'It was saved in another window or on another device after this page was opened. Both are still there.',
  ],
  mine: ['我填的', 'Mine'],
  theirs: ['别处保存的', 'Saved elsewhere'],
  before: ['原来：{value}', 'Before: {value}'],
  empty: ['（空）', '(empty)'],
  gone: ['（已删除）', '(removed)'],
  allMine: ['全部用我填的', 'Keep all mine'],
  allTheirs: ['全部用别处保存的', 'Take all from elsewhere'],
  apply: ['按选择合并', 'Merge as chosen'],
  after: ['合并后请核对，再保存。', 'Check the form after merging, then save it.'],
  choose: ['请选择用哪一个', 'Choose which one stands'],
  merged: ['别处改过的下列内容已并入，您填的没有变', 'Changed elsewhere and taken over; yours is unchanged'],
});

interface Props<T> {
  draft: Draft<T>;
  /** Changes with each attempt to save that conflicts stood in the way of: then they take the focus. */
  asked?: number;
}

/** What was saved elsewhere while somebody typed here: merged by itself where it could be, else chosen field by field. */
export function Conflicts<T>({ draft, asked = 0 }: Props<T>) {
  const { conflicts } = draft;
  const news = draft.news.filter(({ part }) => !part.silent);
  return (
    <>
      {conflicts.length > 0 ? <Choosing draft={draft} asked={asked} /> : null}
      {news.length > 0 ? (
        <div class="conflict-news">
          <Notice title={t('merged')}>
            <ul class="plain-list">
              {news.map((one) => (
                <li key={one.id}>{named(nameOf(one, one.value), wordsOf(one))}</li>
              ))}
            </ul>
          </Notice>
        </div>
      ) : null}
    </>
  );
}

function Choosing<T>({ draft, asked = 0 }: Props<T>) {
  const { conflicts } = draft;
  const box = useRef<HTMLElement>(null);
  const [picks, setPicks] = useState<Picks>({});
  const [missing, setMissing] = useState<readonly string[]>([]);
  useEffect(() => {
    if (asked > 0) box.current?.focus();
  }, [asked]);
  const all = (side: Side) => setPicks(Object.fromEntries(conflicts.map(({ id }) => [id, side])));
  const apply = () => {
    const open = conflicts.filter(({ id }) => !picks[id]).map(({ id }) => id);
    setMissing(open);
    const [first] = open;
    if (first) return document.getElementById(fieldId(placeOf(first)))?.focus();
    const field = fieldId(conflicts[0]?.part.keys[0] ?? '');
    draft.settle(picks);
    requestAnimationFrame(() => document.getElementById(field)?.focus());
  };
  return (
    <section class="conflict" tabIndex={-1} ref={box} aria-labelledby="conflict-title">
      <div role="alert">
        <h2 id="conflict-title">{t('title', { n: conflicts.length })}</h2>
      </div>
      <p>{t('text')}</p>
      {conflicts.length > 1 ? (
        <div class="row">
          <Button onClick={() => all('MINE')}>{t('allMine')}</Button>
          <Button onClick={() => all('THEIRS')}>{t('allTheirs')}</Button>
        </div>
      ) : null}
      {conflicts.map((one) => (
        <Choice
          key={one.id}
          conflict={one}
          picked={picks[one.id]}
          missing={missing.includes(one.id) && !picks[one.id]}
          onPick={(side) => setPicks((now) => ({ ...now, [one.id]: side }))}
        />
      ))}
      <div class="actions">
        <Button look="primary" onClick={apply}>
          {t('apply')}
        </Button>
        <span class="quiet">{t('after')}</span>
      </div>
    </section>
  );
}

const placeOf = (id: string) => `conflict/${id}`;

interface ChoiceProps {
  conflict: Difference<FormPart>;
  picked: Side | undefined;
  missing: boolean;
  onPick(side: Side): void;
}

function Choice({ conflict, picked, missing, onPick }: ChoiceProps) {
  const { id, part, base, mine, theirs } = conflict;
  const [here, there] = [sayOf(conflict, mine), sayOf(conflict, theirs)];
  const show = (value: unknown, words: string, other: string) =>
    (value !== undefined && part.picture?.(value as never)) || <Marked text={words} other={other} />;
  return (
    <RadioCards
      name={placeOf(id)}
      label={nameOf(conflict, mine ?? theirs ?? base)}
      hint={base === undefined || part.picture ? undefined : <Before text={sayOf(conflict, base)} />}
      value={picked ?? ''}
      onChange={(side) => onPick(side as Side)}
      choices={[
        { value: 'MINE', label: t('mine'), hint: show(mine, here, there) },
        { value: 'THEIRS', label: t('theirs'), hint: show(theirs, there, here) },
      ]}
      error={missing ? t('choose') : undefined}
      required
      inline
    />
  );
}

const nameOf = ({ part, row }: Pick<News, 'part' | 'row'>, value: unknown): string =>
  (row !== undefined && value !== undefined && part.rowLabel?.(value as never, row)) ||
  part.label?.() ||
  part.keys.join();

/** In words; what is not there is said, not left out. */
function sayOf({ part, row }: Pick<News, 'part' | 'row'>, value: unknown): string {
  if (value === undefined) return t(row === undefined ? 'empty' : 'gone');
  return part.show?.(value as never, row ?? '') || t('empty');
}

const wordsOf = (one: News): string => shortened(sayOf(one, one.value));

/** Texts of a screen's length are not told again in full. */
const LONG = 60;
const shortened = (text: string) => (text.length > LONG ? `${[...text].slice(0, LONG).join('')}…` : text);

function Before({ text }: { text: string }) {
  return <>{t('before', { value: shortened(text) })}</>;
}

/** A text with the sentences marked in which it differs; of a long one, these and what stands beside them. */
function Marked({ text, other }: { text: string; other: string }): ComponentChildren {
  const parts = sentences(text, other);
  const differs = (i: number) => parts[i]?.differs === true;
  if (parts.every((one) => one.differs)) return <span class="conflict-value">{text}</span>;
  if (!parts.some((one) => one.differs)) return <span class="conflict-value">{shortened(text)}</span>;
  const near = (i: number) => parts.length <= FEW || differs(i - 1) || differs(i) || differs(i + 1);
  return (
    <span class="conflict-value">
      {parts.map((one, i) => {
        if (!near(i)) return i === 0 || near(i - 1) ? '…' : null;
        return one.differs ? <mark key={i}>{one.text}</mark> : one.text;
      })}
    </span>
  );
}

/** A text of so few sentences is shown whole. */
const FEW = 5;
