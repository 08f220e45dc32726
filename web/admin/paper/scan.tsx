import { useState } from 'preact/hooks';
import { decodeBarcode } from '../../../shared/rules/paper/paper.ts';
import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { ErrorSummary, FindingList, ProblemSummary } from '../../kit/errors.tsx';
import { CheckBox, TextArea, TextField } from '../../kit/fields.tsx';
import { errorAt, fieldId, type Line, linesOf } from '../../kit/findings.ts';
import { useFields } from '../../kit/form.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { paperName, stageName } from '../../kit/words.ts';
import { operator } from '../parts/access.ts';
import { t } from '../words.ts';
import { BarcodeFields, scanned, unreadable } from './barcodes.tsx';

const own = defineMessages({
  intro: [
    '收表、盖章、报送、退还和领取都在这里扫码。系统按评审表现在的位置判断这次扫码的含义。',
    'Receiving, sealing, sending, returning and handing over all begin with a scan here; where the form is now decides what it means.',
  ],
  unitSeal: ['每份均已加盖单位公章', 'Every copy bears the unit’s seal'],
  municipalSeal: ['每份均已加盖市直单位公章', 'Every copy bears the municipal unit’s seal'],
  handing: ['本次是交还申报人', 'It is handed back to the applicant now'],
  receiver: ['领取人', 'Who takes it'],
  note: ['备注', 'Note'],
  submit: ['扫码登记', 'Record the scan'],
  accepted: ['已登记：{state}', 'Recorded: {state}'],
  HELD: ['没有登记：评审表留在原处，没有作废', 'Not recorded: the form stays where it is, nothing is void'],
  NOTICE: ['重复扫码：没有变动', 'Scanned twice: nothing has changed'],
  refused: ['评审表已退回，须重新打印盖章', 'The form is refused; it is printed and sealed again'],
  mend: ['返回核对', 'Back to the form'],
  refuse: ['退回评审表', 'Refuse the form'],
  refuseTitle: ['退回评审表：{no}', 'Refuse the form of {no}'],
  refuseNote: [
    '退回后，申报人须重新导出打印，由单位重新审核盖章并扫码后再报送。',
    'The applicant prints it again; the unit seals and scans it again before it is delivered.',
  ],
  reason: ['退回理由', 'Reason'],
  stageNow: ['{no} 现在的环节：{stage}', '{no} is now at: {stage}'],
  print: ['打印原因', 'Print the reasons'],
  next: ['继续扫下一份', 'Scan the next one'],
});

type Result = ResponseFor<'scan-paper'>;
const stale = ['list-queue', 'get-desk-application'] as const;

/** 评审表扫码 (R60–R62, R69, D24): every barcode, what was seen on the paper, and what the scan came to mean. */
export default function Scan() {
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [unitSeal, setUnitSeal] = useState(false);
  const [municipalSeal, setMunicipalSeal] = useState(false);
  const [handing, setHanding] = useState(false);
  const [receiver, setReceiver] = useState('');
  const [note, setNote] = useState('');
  const [result, setResult] = useState<Result>();
  const [early, setEarly] = useState<readonly Line[]>([]);
  const act = useAct('scan-paper', { stale });
  const no = codes.map((code) => decodeBarcode(code)).find((code) => code)?.applicationNo;
  const municipal = operator()?.session.role !== 'POINT_CLERK';
  const wrong = (name: string) => errorAt([...early, ...linesOf(act.problem?.errors)], name);
  const send = async (event: Event) => {
    event.preventDefault();
    const found = unreadable(codes);
    setEarly(found);
    if (found.length > 0) return;
    const answer = await act.run({
      body: {
        barcodes: scanned(codes),
        unitSeal,
        ...(municipal ? { municipalSeal } : {}),
        ...(handing && receiver.trim() ? { receiver } : {}),
        ...(handing && note.trim() ? { note } : {}),
      },
    });
    if (!answer) return;
    // It waits to be fetched: what is lacking is who takes it.
    if (answer.body.findings.some((f) => f.code === 'FORM_RECEIVER')) setHanding(true);
    setResult(answer.body);
  };
  const again = () => {
    setCodes([]);
    setUnitSeal(false);
    setMunicipalSeal(false);
    setHanding(false);
    setReceiver('');
    setNote('');
    setResult(undefined);
    document.getElementById(fieldId('barcodes/0'))?.focus();
  };
  return (
    <div class="stack">
      <PageTitle>{t('scan')}</PageTitle>
      {result ? (
        <Outcome result={result} onNext={again} onMend={() => setResult(undefined)} />
      ) : (
        <form class="form" noValidate onSubmit={(event) => void send(event)}>
          <ErrorSummary lines={early} attempt={early} />
          <ProblemSummary problem={act.problem} />
          <p>{own('intro')}</p>
          <BarcodeFields codes={codes} wrong={wrong} onCodes={setCodes} />
          <CheckBox name="handing" label={own('handing')} checked={handing} onChange={setHanding} />
          {handing ? null : (
            <CheckBox name="unitSeal" label={own('unitSeal')} checked={unitSeal} onChange={setUnitSeal} />
          )}
          {municipal && !handing ? (
            <CheckBox
              name="municipalSeal"
              label={own('municipalSeal')}
              checked={municipalSeal}
              onChange={setMunicipalSeal}
            />
          ) : null}
          {handing ? (
            <>
              <TextField
                name="receiver"
                label={own('receiver')}
                value={receiver}
                onInput={setReceiver}
                error={wrong('receiver')}
                required
                width="middle"
              />
              <TextField name="note" prose label={own('note')} value={note} onInput={setNote} />
            </>
          ) : null}
          <div class="actions">
            <Button look="primary" type="submit" busy={act.busy}>
              {own('submit')}
            </Button>
            <AskButton look="danger" label={own('refuse')} disabled={no === undefined}>
              {(window) => <Refuse {...window} no={no ?? ''} codes={codes} onDone={setResult} />}
            </AskButton>
          </div>
          <RuleQuote rules={['R60', 'R61', 'R62', 'R69']} />
        </form>
      )}
    </div>
  );
}

interface RefuseProps {
  open: boolean;
  onClose(): void;
  no: string;
  codes: readonly string[];
  onDone(result: Result): void;
}

/** D24: refusing paper is an act of its own, with a reason. */
function Refuse({ no, codes, onDone, ...window }: RefuseProps) {
  const act = useAct('scan-paper', { stale });
  const fields = useFields(`refuse.${no}`, { 'refuse/reason': '' }, act);
  const send = async () => {
    const refuse = { reason: fields.values['refuse/reason'] };
    const answer = await act.run({ body: { barcodes: scanned(codes), refuse } });
    if (answer) onDone(answer.body);
    return answer;
  };
  return (
    <ActDialog
      {...window}
      title={own('refuseTitle', { no })}
      confirm={own('refuse')}
      danger
      act={act}
      final={own('refuseNote')}
      send={send}
    >
      <TextArea {...fields.text('refuse/reason')} label={own('reason')} rows={3} required />
    </ActDialog>
  );
}

const tones = { MOVED: 'good', REFUSED: 'bad', HELD: 'warn', NOTICE: 'info' } as const;

function titleOf({ outcome, status }: Result): string {
  if (outcome === 'MOVED') return own('accepted', { state: paperName(status) });
  return own(outcome === 'REFUSED' ? 'refused' : outcome);
}

/** What the scan came to; what holds the paper, or goes back with it, is printable. */
function Outcome({ result, onNext, onMend }: { result: Result; onNext(): void; onMend(): void }) {
  const { outcome, applicationNo, stage, findings } = result;
  return (
    <div class="stack read" role="status">
      <Notice tone={tones[outcome]} title={titleOf(result)}>
        <p>{own('stageNow', { no: applicationNo, stage: stageName(stage) })}</p>
      </Notice>
      {findings.length ? <FindingList lines={linesOf(findings)} /> : null}
      <div class="actions">
        <Button look="primary" autofocus onClick={onNext}>
          {own('next')}
        </Button>
        {outcome === 'HELD' || outcome === 'NOTICE' ? <Button onClick={onMend}>{own('mend')}</Button> : null}
        {outcome === 'HELD' ? <Button onClick={() => window.print()}>{own('print')}</Button> : null}
      </div>
    </div>
  );
}
