import { useState } from 'preact/hooks';
import { CheckBox } from '../../../kit/fields.tsx';
import { errorAt, linesOf } from '../../../kit/findings.ts';
import { useEarly } from '../../../kit/form.ts';
import { defineMessages } from '../../../kit/i18n.ts';
import { useAct } from '../../../kit/query.ts';
import { BarcodeFields, scanned, unreadable } from '../../paper/barcodes.tsx';
import { type DialogProps, FileDialog } from './dialog.tsx';

const own = defineMessages({
  note: [
    '核对评审表内容，两份均加盖单位公章，再扫描两份的条码。',
    'Check the form, seal both copies, then scan both barcodes.',
  ],
  unitSeal: ['两份均已审核并加盖单位公章', 'Both copies are checked and sealed'],
});

/** R61: the unit has checked and sealed both copies. */
export function SealDialog(props: DialogProps) {
  const { applicationId } = props.file;
  const [codes, setCodes] = useState<[string, string]>(['', '']);
  const [unitSeal, setSeal] = useState(false);
  const act = useAct('seal-form', { stale: ['list-unit-applications', 'get-unit-application'] });
  const early = useEarly(() => unreadable(codes));
  const wrong = (name: string) => errorAt([...early.lines, ...linesOf(act.problem?.errors)], name);
  const seal = async () => {
    if (!early.passes()) return undefined;
    return act.run({ params: { applicationId }, body: { barcodes: scanned(codes), unitSeal } });
  };
  return (
    <FileDialog {...props} act={act} early={early} send={seal}>
      <p>{own('note')}</p>
      <BarcodeFields codes={codes} wrong={wrong} onCodes={setCodes} />
      <CheckBox
        name="unitSeal"
        label={own('unitSeal')}
        checked={unitSeal}
        onChange={setSeal}
        error={wrong('unitSeal')}
      />
    </FileDialog>
  );
}
