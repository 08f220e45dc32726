import { Button, Link } from '../../kit/button.tsx';
import { showDay, showUntil } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { Notice } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import type { DeskFile } from '../desk/source.ts';
import { t } from '../words.ts';

const own = defineMessages({
  title: ['推荐申报职称人员公示', 'Publicity of a recommended applicant'],
  text: [
    '经本单位审核，拟推荐下列人员申报“{plan}”，现予公示。公示期自 {from}起，至 {to} 止，共 {n} 个工作日。',
    'After its review this unit intends to recommend the person below for “{plan}”. Publicity runs from {from} to {to}, {n} working days.',
  ],
  object: [
    '对公示人员有异议的，请在公示期内以书面或口头形式向本单位反映，并提供具体事实。联系人：{name}。',
    'Whoever objects may tell this unit so within that time, in writing or in person, with the facts. Contact: {name}.',
  ],
  print: ['打印', 'Print'],
  back: ['返回申报', 'Back to the application'],
  none: ['该申报现在没有单位公示', 'This application has no publicity inside the unit now'],
});

/** L9: what the unit posts on its wall, on one sheet; only what a publicity may show (V1). */
export default function WallNotice({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const applicationId = params.id ?? '';
  const query = useApi('get-unit-application', { params: { applicationId } });
  return <QueryView query={query}>{({ body }) => <Sheet file={body} />}</QueryView>;
}

function Sheet({ file }: { file: DeskFile }) {
  const contact = useApi('get-unit').data?.body.hrName;
  const { window: period, stage, applicationId } = file;
  const back = (
    <Link href={`/unit/applications/${applicationId}?stage=UNIT_PUBLICITY`} look="secondary">
      {own('back')}
    </Link>
  );
  if (!period || stage !== 'UNIT_PUBLICITY')
    return (
      <div class="stack read">
        <PageTitle>{own('title')}</PageTitle>
        <Notice>{own('none')}</Notice>
        <p>{back}</p>
      </div>
    );
  const [from, to] = [showDay(period.startAt), showUntil(period.closeAt)];
  return (
    <div class="stack read">
      <PageTitle>{own('title')}</PageTitle>
      <p>{own('text', { plan: file.planName, from, to, n: period.n })}</p>
      <DescriptionList
        items={[
          { term: t('name'), value: file.applicant.name },
          { term: t('specialty'), value: file.specialty },
          { term: t('mode'), value: file.mode },
          { term: t('applicationNo'), value: file.applicationNo },
        ]}
      />
      <p>{own('object', { name: contact ?? '—' })}</p>
      <p class="strong">{file.unit.name}</p>
      <p>{showDay(period.startAt)}</p>
      <div class="actions">
        <Button look="primary" onClick={() => window.print()}>
          {own('print')}
        </Button>
        {back}
      </div>
    </div>
  );
}
