import {
  assignGroups,
  checkIn,
  drawExperts,
  office,
  planSession,
  publish,
  reportAndIssue,
  signAndSeal,
  vote,
  writeOpinions,
} from './acts-committee.ts';
import {
  achievementsPage,
  attachmentsPage,
  type Declarant,
  dataPage,
  lookAtPreview,
  photoPage,
  readPlan,
  sign,
  startApplication,
  submit,
  viewOf,
} from './acts-declare.ts';
import {
  acceptAuthorisation,
  addArchiveItem,
  approveArchive,
  registerUnit,
  sampleItems,
  saveProfile,
  submitAuthorisation,
} from './acts-people.ts';
import {
  arrival,
  deskApprove,
  exportForm,
  knowCalendars,
  officeAudit,
  pay,
  scan,
  sealForm,
  unitApprove,
  windowCloses,
} from './acts-road.ts';
import { until } from './http.ts';
import { findInPdf, isPdf } from './pdf.ts';
import { type SamplePerson, type SampleUnit, samplePerson, sampleUnit } from './samples.ts';
import { download, type World } from './world.ts';

/** One life of an application: who takes part, and what has come of it so far. */
export interface Journey {
  world: World;
  person: SamplePerson;
  unit: SampleUnit;
  /** Ids that steps leave for later ones; kept with the progress. */
  ids: Record<string, string>;
}

export interface JourneyStep {
  name: string;
  says: string;
  /** May be run again after it was cut off anywhere. @returns something worth telling */
  run(journey: Journey): Promise<string | undefined>;
}

export function newJourney(world: World, run: string, ids: Record<string, string>): Journey {
  return { world, person: samplePerson(run), unit: sampleUnit(run), ids };
}

const POINT = 'point.P330106';
const DISTRICT = 'district.330106';

const declarant = ({ person, unit, ids }: Journey): Declarant => ({
  person,
  unitName: unit.body.name,
  applicationId: needed(ids, 'application'),
});

function needed(ids: Record<string, string>, name: string): string {
  const id = ids[name];
  if (id === undefined) throw new Error(`no step has left the id of the ${name}`);
  return id;
}

/** A step that has nothing to tell. */
const step = (name: string, says: string, run: (j: Journey) => Promise<unknown>): JourneyStep => ({
  name,
  says,
  run: async (j) => {
    await run(j);
    return undefined;
  },
});
const telling = (name: string, says: string, run: JourneyStep['run']): JourneyStep => ({ name, says, run });

/** The whole life, L5–L41 of the source document, act by act. */
export const journeySteps: readonly JourneyStep[] = [
  telling('calendars', '平台运维：核对本年度与下一年度的节假日安排', async ({ world }) => {
    const loaded = await knowCalendars(world);
    return loaded.length > 0 ? `两人载入演示日历 ${loaded.join('、')}` : undefined;
  }),
  step('register-unit', '单位人事负责人：注册用人单位账号', (j) => registerUnit(j.world, j.unit)),
  step('authorisation', '用人单位：提交授权委托证明', (j) => submitAuthorisation(j.world, j.unit)),
  step('bind-unit', '受理点：审核授权委托证明，绑定单位名称', (j) =>
    acceptAuthorisation(j.world, j.unit, POINT),
  ),
  step('profile', '申报人：填写个人基本信息', (j) => saveProfile(j.world, j.person, j.unit.body.uscc)),
  step('archive', '申报人：填写业绩档案并保存', async ({ world, person }) => {
    const year = Number((await readPlan(world)).windows.cutoffDate.slice(0, 4));
    for (const item of sampleItems) await addArchiveItem(world, person, item, year);
  }),
  step('archive-approval', '用人单位：审查业绩档案', (j) => approveArchive(j.world, j.unit, j.person)),
  step('start', '申报人：查看要求，马上申报', async (j) => {
    j.ids.application = await startApplication(j.world, j.person);
  }),
  step('photo', '申报人：上传证件照', (j) => photoPage(j.world, declarant(j))),
  step('commitment', '申报人：扫码手写签署个人承诺', (j) => sign(j.world, declarant(j))),
  step('data', '申报人：填写申报信息', (j) => dataPage(j.world, declarant(j))),
  step('achievements', '申报人：选择相关业绩', (j) => achievementsPage(j.world, declarant(j))),
  step('attachments', '申报人：上传相关附件并确认', (j) => attachmentsPage(j.world, declarant(j))),
  step('commitment-again', '申报人：内容已定，重新签署承诺', (j) => sign(j.world, declarant(j))),
  step('preview', '申报人：查看评审表预览', (j) => lookAtPreview(j.world, declarant(j))),
  step('submit', '申报人：预览无误，提交', (j) => submit(j.world, declarant(j))),
  step('unit-approval', '用人单位：审核同意', (j) => unitApprove(j.world, declarant(j), j.unit)),
  step('unit-publicity', '单位公示期满', (j) => windowCloses(j.world, declarant(j), 'UNIT_PUBLICITY')),
  step('point', '受理点：审核通过', (j) => deskApprove(j.world, declarant(j), 'POINT_REVIEW', POINT)),
  step('district', '区县人社部门：审核通过', (j) =>
    deskApprove(j.world, declarant(j), 'DISTRICT_REVIEW', DISTRICT),
  ),
  step('payment', '申报人：缴费', (j) => pay(j.world, declarant(j))),
  telling('form', '申报人：导出评审表', async (j) => {
    const pdf = await exportForm(j.world, declarant(j));
    const { strings } = await readPlan(j.world);
    const found = findInPdf(pdf, strings.watermark);
    if (found === false) throw new Error('the review form does not carry the watermark');
    return `${Math.round(pdf.length / 1024)} KB，${found ? '水印文字已核对' : '本机无 pdftotext，仅核对为 PDF'}`;
  }),
  step('seal', '用人单位：两份评审表盖章', (j) => sealForm(j.world, declarant(j), j.unit)),
  step('point-scan', '受理点：扫码接收评审表', (j) =>
    scan(j.world, declarant(j), POINT, ['EXPORTED', 'UNIT_SEALED']),
  ),
  step('office-scan', '中评委办公室：扫码接收评审表', (j) =>
    scan(j.world, declarant(j), office.clerk, ['RECEIVED_POINT']),
  ),
  step('office-audit', '中评委办公室：审核', (j) => officeAudit(j.world, declarant(j), office.clerk)),
  step('pre-publicity', '中评委办公室：拟定评前公示，另一人发布', async (j) => {
    await knowCalendars(j.world);
    j.ids.prePublicity = await publish(j.world, declarant(j), 'PRE', '工程师资格评审评前公示（演示）');
  }),
  step('pre-window', '评前公示期满', (j) => windowCloses(j.world, declarant(j), 'PRE_PUBLICITY')),
  step('session', '中评委办公室：新建评审会议', async (j) => {
    j.ids.session = await planSession(j.world, declarant(j));
  }),
  step('draw', '中评委办公室、纪检监督：随机抽取专家', (j) => drawExperts(j.world, needed(j.ids, 'session'))),
  step('check-in', '专家签到，达到法定人数', (j) => checkIn(j.world, needed(j.ids, 'session'))),
  step('groups', '中评委办公室：分组', (j) => assignGroups(j.world, declarant(j), needed(j.ids, 'session'))),
  step('opinions', '专家：书面评议', (j) => writeOpinions(j.world, declarant(j), needed(j.ids, 'session'))),
  step('vote', '评审委员会：无记名投票', (j) => vote(j.world, declarant(j), needed(j.ids, 'session'))),
  step('count', '主持人签字，会议封存', (j) => signAndSeal(j.world, declarant(j), needed(j.ids, 'session'))),
  step('result-publicity', '中评委办公室：拟定结果公示，另一人发布', async (j) => {
    await knowCalendars(j.world);
    j.ids.resultPublicity = await publish(j.world, declarant(j), 'RESULT', '工程师资格评审结果公示（演示）');
  }),
  step('result-window', '结果公示期满', (j) => windowCloses(j.world, declarant(j), 'RESULT_PUBLICITY')),
  step('report', '上报结果；市建委、市人社局审核；发文公布', (j) =>
    reportAndIssue(j.world, declarant(j), needed(j.ids, 'resultPublicity')),
  ),
  telling('certificate', '申报人：下载电子证书；公众：按编号与姓名查验', checkCertificate),
  step('send-back', '中评委办公室：退还评审表', (j) =>
    scan(j.world, declarant(j), office.clerk, ['AT_OFFICE']),
  ),
  step('arrive', '受理点：接收退还的评审表', (j) => scan(j.world, declarant(j), POINT, ['RETURNING'])),
  step('hand-over', '受理点：交给申报人', (j) =>
    scan(j.world, declarant(j), POINT, ['AT_POINT_FOR_PICKUP'], j.person.name),
  ),
  step('filing', '申报人：将评审表放入个人档案', async (j) => {
    const d = declarant(j);
    if ((await viewOf(j.world, d)).stage !== 'ARCHIVED')
      await j.world.client.as(d.person.account).call('confirm-filing', {
        params: { applicationId: d.applicationId },
        key: j.world.key(`file ${d.applicationId}`),
      });
    await arrival(j.world, d, 'ARCHIVED');
  }),
];

/** R68, L22, V4. */
async function checkCertificate(j: Journey): Promise<string> {
  const d = declarant(j);
  const view = await arrival(j.world, d, 'CERTIFIED');
  const certificateNo = view.certificate?.certificateNo ?? '';
  const link = await j.world.client
    .as(d.person.account)
    .call('get-own-certificate', { params: { applicationId: d.applicationId } });
  if (!isPdf(await download(link))) throw new Error('the certificate is not a PDF');
  const answer = await until('the certificate in the register', async () => {
    const seen = await j.world.client.anyone.call('check-certificate', {
      body: { certificateNo, name: d.person.name },
    });
    return seen.status !== 'NOT_FOUND' && seen;
  });
  if (answer.status !== 'VALID' || answer.name !== d.person.name)
    throw new Error(`the public check says ${answer.status} ${answer.name ?? ''}`);
  return `${certificateNo} 有效`;
}
