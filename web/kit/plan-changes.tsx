import type { ResponseFor } from './client.ts';
import { defineMessages, named, say } from './i18n.ts';

const own = defineMessages({
  before: ['原为', 'before'],
  after: ['现为', 'now'],
  added: ['新增', 'new'],
  removed: ['取消', 'no longer'],
  gone: ['删去', 'without'],
  come: ['增加', 'with'],
  more: ['另有 {n} 处变更未列出。', '{n} more changes are not listed.'],
});

type Changes = Pick<ResponseFor<'list-plan-changes'>, 'changes' | 'more'>;
type Change = Changes['changes'][number];

/** What two versions of a plan have differently (G1, D30), section by section, in words: before and after. */
export function PlanChanges({ changes, more }: Changes) {
  const sections = [...new Set(changes.map((one) => one.section.zh))].map((name) =>
    changes.filter((one) => one.section.zh === name),
  );
  return (
    <div class="stack tight plan-changes">
      {sections.map((inside) => (
        <section key={inside[0]?.section.zh}>
          <h3>{say(inside[0]?.section)}</h3>
          <ul class="plain-list stack tight">
            {inside.map((one) => (
              <li key={one.pointer}>
                {one.place.zh ? <span class="quiet">{say(one.place)}</span> : null}
                <Sides change={one} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {more > 0 ? <p class="quiet">{own('more', { n: more })}</p> : null}
    </div>
  );
}

function Sides({ change: { was, now, gone, come } }: { change: Change }) {
  if (gone ?? come)
    return (
      <p>
        {gone ? <del>{named(own('gone'), say(gone))}</del> : null}{' '}
        {come ? <ins>{named(own('come'), say(come))}</ins> : null}
      </p>
    );
  if (!was || !now)
    return (
      <p>
        {was ? <del>{named(own('removed'), say(was))}</del> : null}
        {now ? <ins>{named(own('added'), say(now))}</ins> : null}
      </p>
    );
  return (
    <p>
      <del>
        <span class="visually-hidden">{own('before')} </span>
        {say(was)}
      </del>{' '}
      <span aria-hidden="true">→</span>{' '}
      <ins>
        <span class="visually-hidden">{own('after')} </span>
        {say(now)}
      </ins>
    </p>
  );
}
