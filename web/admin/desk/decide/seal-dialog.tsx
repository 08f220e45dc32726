import { useState } from 'preact/hooks';
import { Button } from '../../../kit/button.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { ProblemSummary } from '../../../kit/errors.tsx';
import { CheckBox } from '../../../kit/fields.tsx';
import { defineMessages } from '../../../kit/i18n.ts';
import { useAct } from '../../../kit/query.ts';
import { BarcodeFields, scanned } from '../../paper/barcodes.tsx';
import type { DialogProps } from './dialog.ts';

const own = defineMessages({
  note: [
    '核对评审表内容，两份均加盖单位公章，再扫描两份的条码。',
    'Check the form, seal both copies, then scan both barcodes.',
  ],
  unitSeal: ['两份均已审核并加盖单位公章', 'Both copies are checked and sealed'],
});

/** R61: the unit has checked and sealed both copies. */
export function SealDialog(props: DialogProps) {
  const { file, open, title, onClose, onDone } = props;
  const [codes, setCodes] = useState<[string, string]>(['', '']);
  const [unitSeal, setSeal] = useState(false);
  const act = useAct('seal-form', { stale: ['list-unit-applications', 'get-unit-application'] });
  const send = async () => {
    const params = { applicationId: file.applicationId };
    if (await act.run({ params, body: { barcodes: scanned(codes), unitSeal } })) onDone();
  };
  return (
    <Dialog
      open={open}
      title={`${title}：${file.applicant.name}`}
      onClose={onClose}
      actions={
        <Button look="primary" busy={act.busy} onClick={() => void send()}>
          {title}
        </Button>
      }
    >
      {open ? (
        <>
          <ProblemSummary problem={act.problem} />
          <p>{own('note')}</p>
          <BarcodeFields codes={codes} onCodes={setCodes} />
          <CheckBox name="unitSeal" label={own('unitSeal')} checked={unitSeal} onChange={setSeal} />
        </>
      ) : null}
    </Dialog>
  );
}
