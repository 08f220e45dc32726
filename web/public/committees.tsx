import { useState } from 'preact/hooks';
import { useLocation, useSearch } from 'wouter-preact';
import { Button } from '../kit/button.tsx';
import type { ResponseFor } from '../kit/client.ts';
import { Select, TextField } from '../kit/fields.tsx';
import { showLifeDate, showUntil } from '../kit/format.ts';
import { defineMessages, listed, say } from '../kit/i18n.ts';
import { DescriptionList } from '../kit/lists.tsx';
import { Notice, StatusTag, type Tone } from '../kit/notice.tsx';
import { useApi } from '../kit/query.ts';
import { PageTitle } from '../kit/shell.tsx';
import { Empty, QueryView } from '../kit/states.tsx';
import { levelName, SampleTag, Telephone, t } from './directory-words.tsx';

const own = defineMessages({
  title: ['哪个评委会受理我的专业', 'Which committee takes my specialty'],
  intro: [
    '按专业、级别和地区查找，不必登录。结果写明受理到哪一天、向谁咨询。',
    'By specialty, level and region, without signing in: until which day, and whom to ask.',
  ],
  specialty: ['专业（名称或代码）', 'Specialty (name or code)'],
  level: ['级别', 'Level'],
  region: ['单位所在地区', 'Region of the unit'],
  all: ['不限', 'Any'],
  search: ['查找', 'Search'],
  found: ['找到 {n} 个评委会（{at}）', '{n} found ({at})'],
  none: ['目前没有评委会受理', 'No committee takes it now'],
  noneText: [
    '没有完全符合的评委会。下面是最接近的，并写明哪里不同。',
    'None fits in every respect. Below is what comes closest, and in what it differs.',
  ],
  nothing: [
    '也没有接近的评委会。可换一个专业名称，或咨询所在地受理点。',
    'Nothing comes close either. Try another name, or ask the acceptance point.',
  ],
  coming: ['现在还没有受理的；以下评委会之后受理。', 'None takes it now; these will.'],
  nearest: ['最接近的评委会', 'What comes closest'],
  RUNNING: ['受理中', 'Takes it now'],
  COMING: ['尚未开始', 'Not yet'],
  ENDED: ['已到期', 'Ended'],
  SPECIALTY: ['专业不同', 'another specialty'],
  LEVEL: ['级别不同', 'another level'],
  REGION: ['地区不同', 'another region'],
  VALIDITY: ['备案已到期', 'the filing has ended'],
  differs: ['不同之处', 'Differs in'],
  takes: ['受理专业', 'Specialties'],
  where: ['受理地区', 'Regions'],
  until: ['受理到', 'Until'],
  untilDay: ['{day} 24:00', '24:00 on {day}'],
  period: ['备案有效期', 'Filing valid'],
  periodDays: ['{from} 至 {to}', '{from} to {to}'],
  filing: ['核准备案', 'Filing'],
  term: ['届次', 'Term'],
  office: ['咨询', 'Ask'],
  plans: ['申报计划', 'Plans'],
  open: ['正在申报，{at}截止', 'open until {at}'],
  shut: ['不在申报期', 'not open'],
});

type Hit = ResponseFor<'find-committees'>['matches'][number];
const levels = ['ASSISTANT', 'MID', 'ASSOCIATE_SENIOR', 'SENIOR'] as const;
const toneOf: Readonly<Record<Hit['state'], Tone>> = { RUNNING: 'good', COMING: 'info', ENDED: 'neutral' };

/** L2: which committee takes a specialty, until when; what was asked stands in the address. */
export function CommitteesPage() {
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const of = (name: string) => asked.get(name) ?? '';
  const [form, setForm] = useState({
    specialty: of('specialty'),
    level: of('level'),
    region: of('region'),
  });
  const cities = useApi('list-directories').data?.body.items ?? [];
  const regions = cities.flatMap((city) => [
    { value: city.directoryCode, label: say(city.city) },
    ...city.districts.map((d) => ({ value: d.code, label: `　${say(d.name)}` })),
  ]);
  const search = (event: Event) => {
    event.preventDefault();
    const given = Object.entries(form).filter(([, value]) => value.trim() !== '');
    go(`/committees?${new URLSearchParams(given).toString()}`);
  };
  const query = Object.fromEntries([...asked].filter(([, value]) => value !== ''));
  return (
    <div class="stack">
      <PageTitle>{own('title')}</PageTitle>
      <p>{own('intro')}</p>
      <form class="panel directory-search" onSubmit={search}>
        <TextField
          name="specialty"
          label={own('specialty')}
          type="search"
          value={form.specialty}
          onInput={(specialty) => setForm({ ...form, specialty })}
        />
        <Select
          name="level"
          label={own('level')}
          value={form.level}
          onChange={(level) => setForm({ ...form, level })}
          choices={levels.map((value) => ({ value, label: levelName(value) }))}
          placeholder={own('all')}
        />
        <Select
          name="region"
          label={own('region')}
          value={form.region}
          onChange={(region) => setForm({ ...form, region })}
          choices={regions}
          placeholder={own('all')}
        />
        <Button type="submit" look="primary">
          {own('search')}
        </Button>
      </form>
      <Results query={query} />
    </div>
  );
}

function Results({ query }: { query: Readonly<Record<string, string>> }) {
  const answer = useApi('find-committees', { query });
  return (
    <QueryView query={answer}>
      {({ body: { matches, nearest, on } }) => (
        <section class="stack" aria-live="polite">
          {matches.length > 0 ? (
            <h2>{own('found', { n: matches.length, at: showLifeDate(on) })}</h2>
          ) : nearest.length > 0 ? (
            <Notice tone="warn" title={own('none')}>
              <p>{own('noneText')}</p>
            </Notice>
          ) : (
            <Empty title={own('none')}>
              <p>{own('nothing')}</p>
            </Empty>
          )}
          {matches.length > 0 && nearest.length > 0 ? <p class="quiet">{own('coming')}</p> : null}
          <Hits hits={matches} />
          {nearest.length > 0 ? (
            <>
              <h2>{own('nearest')}</h2>
              <Hits hits={nearest} />
            </>
          ) : null}
        </section>
      )}
    </QueryView>
  );
}

function Hits({ hits }: { hits: readonly Hit[] }) {
  return (
    <ul class="plain-list stack">
      {hits.map((hit) => (
        <li key={hit.committeeId} class="panel stack tight">
          <CommitteeCard hit={hit} />
        </li>
      ))}
    </ul>
  );
}

function CommitteeCard({ hit }: { hit: Hit }) {
  const { state, until, validFrom, validTo, filingNo, filingAuthority, office, differs } = hit;
  const days = own('periodDays', { from: showLifeDate(validFrom), to: showLifeDate(validTo) });
  return (
    <>
      <h3>{say(hit.name)}</h3>
      <p class="row">
        <StatusTag tone={toneOf[state]}>{own(state)}</StatusTag>
        <StatusTag>{levelName(hit.level)}</StatusTag>
        {hit.sample ? <SampleTag /> : null}
      </p>
      <DescriptionList
        items={[
          differs.length > 0 ? { term: own('differs'), value: listed(differs.map((one) => own(one))) } : null,
          {
            term: own('until'),
            value: <strong class="nb">{own('untilDay', { day: showLifeDate(until) })}</strong>,
          },
          { term: own('takes'), value: listed(hit.specialties.map((s) => say(s.name))) },
          { term: own('where'), value: listed(hit.regionNames.map(say)) },
          {
            term: own('filing'),
            value: `${listed([filingNo, ...(filingAuthority ? [say(filingAuthority)] : [])])}，${days}`,
          },
          hit.term ? { term: own('term'), value: say(hit.term) } : null,
          {
            term: own('office'),
            value: (
              <>
                {say(office.name)} <Telephone number={office.phone} />
                <br />
                {say(office.paperAddress)}
                {office.hours ? ` · ${say(office.hours)}` : ''}
              </>
            ),
          },
          hit.plans.length > 0 ? { term: t('plans'), value: <Plans plans={hit.plans} /> } : null,
        ]}
      />
    </>
  );
}

function Plans({ plans }: Pick<Hit, 'plans'>) {
  return (
    <ul class="plain-list">
      {plans.map((plan) => (
        <li key={plan.planCode}>
          <a class="link" href={`/plans/${plan.planCode}`}>
            {say(plan.names)}
          </a>{' '}
          <span class="quiet">{plan.open ? own('open', { at: showUntil(plan.closeAt) }) : own('shut')}</span>
        </li>
      ))}
    </ul>
  );
}
