import { useState } from 'preact/hooks';
import { decodeBarcode } from '../../../shared/rules/paper/paper.ts';
import { Button } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { ErrorSummary, FindingList, ProblemSummary } from '../../kit/errors.tsx';
import { CheckBox, TextField } from '../../kit/fields.tsx';
import { type Line, linesOf } from '../../kit/findings.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { paperName, stageName } from '../../kit/words.ts';
import { operator } from '../parts/access.ts';
import { t } from '../words.ts';
import { BarcodeFields, scanned } from './barcodes.tsx';

const own = defineMessages({
  intro: [
    '收表、盖章、报送、退还和领取都在这里扫码。系统按评审表现在的位置判断这次扫码的含义。',
    'Receiving, sealing, sending, returning and handing over all begin with a scan here; where the form is now decides what it means.',
  ],
  unitSeal: ['两份均已加盖单位公章', 'Both copies bear the unit’s seal'],
  municipalSeal: ['两份均已加盖市直单位公章', 'Both copies bear the municipal unit’s seal'],
  receiver: ['领取人（交还申报人时填写）', 'Who takes it (when it is handed back)'],
  note: ['备注', 'Note'],
  unreadable: ['请扫描评审表的条码', 'Scan the barcodes of a review form'],
  submit: ['扫码登记', 'Record the scan'],
  accepted: ['已登记：{state}', 'Recorded: {state}'],
  refused: ['评审表不符合要求，已退回', 'The form does not meet the requirements and goes back'],
  stageNow: ['{no} 现在的环节：{stage}', '{no} is now at: {stage}'],
  print: ['打印退回说明', 'Print the reasons'],
  next: ['继续扫下一份', 'Scan the next one'],
});

type Result = ResponseFor<'scan-paper'>;

/** 评审表扫码 (R60–R62, R69): both barcodes, what was seen on the paper, and what the scan came to mean. */
export default function Scan() {
  const [codes, setCodes] = useState<[string, string]>(['', '']);
  const [unitSeal, setUnitSeal] = useState(false);
  const [municipalSeal, setMunicipalSeal] = useState(false);
  const [receiver, setReceiver] = useState('');
  const [note, setNote] = useState('');
  const [result, setResult] = useState<Result>();
  const [early, setEarly] = useState<readonly Line[]>([]);
  const act = useAct('scan-paper', { stale: ['list-queue', 'get-desk-application'] });
  const municipal = operator()?.session.role !== 'POINT_CLERK';
  const send = async (event: Event) => {
    event.preventDefault();
    const unreadable = !codes.some((code) => decodeBarcode(code));
    setEarly(
      unreadable
        ? [{ code: 'FORM_BARCODE', field: 'barcode-1', message: own('unreadable'), advice: false }]
        : [],
    );
    if (unreadable) return;
    const answer = await act.run({
      body: {
        barcodes: scanned(codes),
        unitSeal,
        ...(municipal ? { municipalSeal } : {}),
        ...(receiver.trim() ? { receiver } : {}),
        ...(note.trim() ? { note } : {}),
      },
    });
    if (answer) setResult(answer.body);
  };
  const again = () => {
    setCodes(['', '']);
    setUnitSeal(false);
    setMunicipalSeal(false);
    setReceiver('');
    setNote('');
    setResult(undefined);
    document.getElementById('f-barcode-1')?.focus();
  };
  return (
    <div class="stack">
      <PageTitle>{t('scan')}</PageTitle>
      {result ? (
        <Outcome result={result} onNext={again} />
      ) : (
        <form class="form" noValidate onSubmit={(event) => void send(event)}>
          <ErrorSummary lines={early} attempt={early} />
          <ProblemSummary problem={act.problem} />
          <p>{own('intro')}</p>
          <BarcodeFields codes={codes} onCodes={setCodes} />
          <CheckBox name="unitSeal" label={own('unitSeal')} checked={unitSeal} onChange={setUnitSeal} />
          {municipal ? (
            <CheckBox
              name="municipalSeal"
              label={own('municipalSeal')}
              checked={municipalSeal}
              onChange={setMunicipalSeal}
            />
          ) : null}
          <TextField
            name="receiver"
            label={own('receiver')}
            value={receiver}
            onInput={setReceiver}
            width="middle"
          />
          <TextField name="note" label={own('note')} value={note} onInput={setNote} />
          <div class="actions">
            <Button look="primary" type="submit" busy={act.busy}>
              {own('submit')}
            </Button>
          </div>
          <RuleQuote rules={['R60', 'R61', 'R62', 'R69']} />
        </form>
      )}
    </div>
  );
}

/** Accepted or refused; a refusal is printable, for it goes back with the paper. */
function Outcome({ result, onNext }: { result: Result; onNext(): void }) {
  const { accepted, applicationNo, status, stage, findings } = result;
  return (
    <div class="stack read" role="status">
      <Notice
        tone={accepted ? 'good' : 'bad'}
        title={accepted ? own('accepted', { state: paperName(status) }) : own('refused')}
      >
        <p>{own('stageNow', { no: applicationNo, stage: stageName(stage) })}</p>
      </Notice>
      {findings.length ? <FindingList lines={linesOf(findings)} /> : null}
      <div class="actions">
        <Button look="primary" autofocus onClick={onNext}>
          {own('next')}
        </Button>
        {accepted ? null : <Button onClick={() => window.print()}>{own('print')}</Button>}
      </div>
    </div>
  );
}
