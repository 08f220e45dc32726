import { useLocation, useSearch } from 'wouter-preact';
import type { ResponseFor } from '../kit/client.ts';
import { Select } from '../kit/fields.tsx';
import { showLifeDate } from '../kit/format.ts';
import { defineMessages, listed, say } from '../kit/i18n.ts';
import { DescriptionList } from '../kit/lists.tsx';
import { StatusTag } from '../kit/notice.tsx';
import { useApi } from '../kit/query.ts';
import { PageTitle } from '../kit/shell.tsx';
import { Empty, QueryView } from '../kit/states.tsx';
import { useToday } from '../kit/today.ts';
import { SampleTag, Telephone } from './directory-words.tsx';

const own = defineMessages({
  title: ['我的受理点', 'My acceptance point'],
  intro: [
    '申报材料先交所在区、县（市）的受理点。请选择单位所在或所属的区县。',
    'Material goes to the acceptance point of the district first. Choose the district of the unit.',
  ],
  district: ['区县', 'District'],
  all: ['全部', 'All'],
  none: ['此区县现在没有受理点', 'This district has no acceptance point now'],
  noneText: ['请咨询市级办公室或平台。', 'Please ask the office or the platform.'],
  address: ['地址', 'Address'],
  phone: ['电话', 'Telephone'],
  mobile: ['手机', 'Mobile'],
  hours: ['办公时间', 'Hours'],
  serves: ['受理', 'Serves'],
  bureau: ['审核部门', 'Reviewed by'],
  until: ['{day} 止', 'until {day}'],
  from: ['{day} 起', 'from {day}'],
  heir: ['之后由“{name}”接办', 'then {name} takes over'],
  units: ['市直单位', 'Municipal direct units'],
  count: ['{n} 个受理点', '{n} acceptance points'],
});

type City = ResponseFor<'list-directories'>['items'][number];
type Point = City['points'][number];

/** R28: where material goes, whom to telephone, when somebody is there. */
export function PointsPage() {
  const query = useApi('list-directories');
  return (
    <div class="stack">
      <PageTitle>{own('title')}</PageTitle>
      <p>{own('intro')}</p>
      <QueryView query={query}>{({ body }) => <Points cities={body.items} />}</QueryView>
    </div>
  );
}

const runs = (one: { validFrom: string; validTo: string | null }, day: string): boolean =>
  one.validTo === null || day <= one.validTo;

function Points({ cities }: { cities: readonly City[] }) {
  const [, go] = useLocation();
  const chosen = new URLSearchParams(useSearch()).get('district') ?? '';
  const today = useToday();
  const choices = cities.flatMap((city) =>
    city.districts
      .filter((d) => runs(d, today))
      .map((d) => ({ value: d.code, label: `${say(city.city)} ${say(d.name)}` })),
  );
  const shown = cities.flatMap((city) =>
    city.points
      .filter((p) => runs(p, today) && (chosen === '' || p.divisions.includes(chosen)))
      .map((point) => ({ city, point })),
  );
  return (
    <>
      <Select
        name="district"
        label={own('district')}
        value={chosen}
        onChange={(district) => go(district ? `/points?district=${district}` : '/points')}
        choices={choices}
        placeholder={own('all')}
        width="middle"
      />
      {shown.length === 0 ? (
        <Empty title={own('none')}>
          <p>{own('noneText')}</p>
        </Empty>
      ) : (
        <p class="quiet">{own('count', { n: shown.length })}</p>
      )}
      <ul class="plain-list directory-cards" aria-live="polite">
        {shown.map(({ city, point }) => (
          <li key={`${city.directoryCode} ${point.pointId}`} class="panel stack tight">
            <PointCard city={city} point={point} today={today} />
          </li>
        ))}
      </ul>
      {chosen === '' ? cities.map((city) => <Units key={city.directoryCode} city={city} />) : null}
    </>
  );
}

function PointCard({ city, point, today }: { city: City; point: Point; today: string }) {
  const served = point.divisions.map((code) => {
    const district = city.districts.find((d) => d.code === code);
    return district ? say(district.name) : code;
  });
  const bureau = city.districts.find((d) => d.code === point.hrss)?.hrss;
  const heir = city.points.find((p) => p.pointId === point.successor);
  return (
    <>
      <h2>{say(point.name)}</h2>
      <p class="row">
        {point.validFrom > today ? (
          <StatusTag tone="info">{own('from', { day: showLifeDate(point.validFrom) })}</StatusTag>
        ) : null}
        {point.validTo ? (
          <StatusTag tone="warn">{own('until', { day: showLifeDate(point.validTo) })}</StatusTag>
        ) : null}
        {point.validTo && heir ? <span class="quiet">{own('heir', { name: say(heir.name) })}</span> : null}
        {city.sample ? <SampleTag /> : null}
      </p>
      <DescriptionList
        items={[
          { term: own('phone'), value: <Telephone number={point.phone} /> },
          point.mobile ? { term: own('mobile'), value: <Telephone number={point.mobile} /> } : null,
          { term: own('address'), value: say(point.paperAddress) },
          point.hours ? { term: own('hours'), value: say(point.hours) } : null,
          served.length > 0 ? { term: own('serves'), value: listed(served) } : null,
          bureau ? { term: own('bureau'), value: say(bureau.name) } : null,
        ]}
      />
    </>
  );
}

function Units({ city }: { city: City }) {
  if (city.muniUnits.length === 0) return null;
  return (
    <details class="why">
      <summary>
        {own('units')} · {say(city.city)}
      </summary>
      <ul class="bullets">
        {city.muniUnits.map((unit) => (
          <li key={unit.muniUnitId}>
            <strong>{say(unit.name)}</strong> <Telephone number={unit.phone} />，{say(unit.paperAddress)}
            {unit.hours ? `，${say(unit.hours)}` : ''}
          </li>
        ))}
      </ul>
    </details>
  );
}
