import { useState } from 'preact/hooks';
import { normaliseIdentifier } from '../../../shared/contracts/characters.ts';
import { verifyChain } from '../../../shared/rules/audit/chain.ts';
import { actName } from '../../kit/act-names.ts';
import { Button } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { FindingList } from '../../kit/errors.tsx';
import { TextField } from '../../kit/fields.tsx';
import { linesOf } from '../../kit/findings.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { Timeline } from '../../kit/lists.tsx';
import { Notice } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { roleName, stageName } from '../../kit/words.ts';
import { t } from '../words.ts';

const own = defineMessages({
  intro: [
    '输入申报编号，核对该申报每一步由谁、何时办理，记录是否完整未改。监督人员不查阅申报材料，本次查看会留痕。',
    'Enter an application number to see who did what when, and whether the record is whole. The file itself is not shown, and this look-up is recorded.',
  ],
  look: ['查看存证链', 'Show the chain'],
  whole: ['共 {n} 条记录，逐条校验无误', '{n} events, each verified'],
  broken: ['存证链校验未通过', 'The chain does not verify'],
  hash: ['摘要 {hash}', 'Hash {hash}'],
});

type Chain = ResponseFor<'get-audit-chain'>;

/** V7, D27: what the supervisor sees of an application, verified in this very browser. */
export default function ChainPage() {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  return (
    <div class="stack">
      <PageTitle>{t('chain')}</PageTitle>
      <p class="read">{own('intro')}</p>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(normaliseIdentifier(typed));
        }}
      >
        <TextField
          name="applicationNo"
          label={t('applicationNo')}
          value={typed}
          onInput={setTyped}
          width="middle"
          required
        />
        <div class="actions">
          <Button look="primary" type="submit">
            {own('look')}
          </Button>
        </div>
      </form>
      {asked ? <ChainOf key={asked} applicationNo={asked} /> : null}
    </div>
  );
}

function ChainOf({ applicationNo }: { applicationNo: string }) {
  const query = useApi('get-audit-chain', { params: { applicationNo } });
  return <QueryView query={query}>{({ body }) => <Events chain={body} />}</QueryView>;
}

function Events({ chain }: { chain: Chain }) {
  const problems = verifyChain(chain.chainId, chain.events);
  return (
    <section class="stack">
      <h2>
        {chain.applicationNo} · {stageName(chain.stage)}
      </h2>
      {problems.length === 0 ? (
        <Notice tone="good" title={own('whole', { n: chain.events.length })} />
      ) : (
        <Notice tone="bad" title={own('broken')}>
          <FindingList lines={linesOf(problems)} />
        </Notice>
      )}
      <Timeline
        items={[...chain.events].reverse().map((event) => ({
          key: event.seq,
          at: showInstant(event.at),
          title: actName(event.act) ?? event.act,
          detail: (
            <p class="quiet">
              {roleName(event.actor.role)} · {own('hash', { hash: event.hash.slice(0, 16) })}
            </p>
          ),
        }))}
      />
    </section>
  );
}
