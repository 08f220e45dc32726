import { approvalActs } from '../../../../shared/contracts/desks.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import { Button } from '../../../kit/button.tsx';
import { defineMessages } from '../../../kit/i18n.ts';
import { Notice, toast } from '../../../kit/notice.tsx';
import type { DeskFile, DeskSource } from '../source.ts';
import { DecideCorrectionDialog, isOwn, ProposeCorrectionDialog } from './correction-dialogs.tsx';
import { ApproveDialog, ClosePublicityDialog, RejectDialog } from './decision-dialogs.tsx';
import { DisqualifyDialog, ReexaminationDialog, RerouteDialog, WithdrawalDialog } from './other-dialogs.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import type { ReturnDraft } from './return-draft.ts';
import { SealDialog } from './seal-dialog.tsx';

export type DeskCommand =
  | 'APPROVE'
  | 'RETURN'
  | 'REJECT'
  | 'CLOSE_PUBLICITY'
  | 'REROUTE'
  | 'WITHDRAWAL'
  | 'DISQUALIFY'
  | 'REFUSE_DISQUALIFICATION'
  | 'REEXAMINATION'
  | 'CORRECT'
  | 'CONFIRM_CORRECTION'
  | 'REFUSE_CORRECTION'
  | 'SEAL';

const own = defineMessages({
  UNIT_APPROVE: ['推荐', 'Recommend'],
  POINT_ACCEPT: ['受理', 'Accept'],
  INDUSTRY_AGREE: ['同意', 'Agree'],
  DISTRICT_APPROVE: ['审核通过', 'Approve'],
  OFFICE_AUDIT: ['审核通过', 'Pass the audit'],
  RECORD_GROUP_CHECK: ['记录专业组预审', 'Record the group’s check'],
  RECORD_INTERVIEW: ['记录面试答辩', 'Record the interview'],
  RETURN: ['退回补正', 'Return'],
  returnCount: ['退回补正（{n}）', 'Return ({n})'],
  REJECT: ['审核不通过', 'Reject'],
  CLOSE_PUBLICITY: ['结束单位公示', 'Close the publicity'],
  REROUTE: ['转办', 'Pass on'],
  WITHDRAWAL: ['准予撤回', 'Grant the withdrawal'],
  PROPOSE: ['提出取消资格', 'Propose disqualification'],
  DISQUALIFY: ['确认取消资格', 'Confirm disqualification'],
  REFUSE_DISQUALIFICATION: ['不予确认取消资格', 'Refuse disqualification'],
  REEXAMINATION: ['答复复查', 'Answer the re-examination'],
  CORRECT: ['提出更正', 'Propose a correction'],
  CONFIRM_CORRECTION: ['确认更正', 'Confirm the correction'],
  REFUSE_CORRECTION: ['不予确认更正', 'Refuse the correction'],
  ownCorrection: ['收回更正', 'Take the correction back'],
  SEAL: ['评审表审核盖章', 'Check and seal the form'],
  nothing: ['此环节没有需要您办理的事项。', 'Nothing is to be decided here by you.'],
  keys: ['a 通过 · r 退回 · j/k 上下份', 'a approve · r return · j/k next and previous'],
  done: ['{name}：已办理', '{name}: done'],
});

interface Props {
  source: DeskSource;
  file: DeskFile;
  plan: Plan | undefined;
  returning: ReturnDraft;
  /** Human checks that nobody has ticked. */
  unchecked: number;
  command: DeskCommand | undefined;
  onCommand(command: DeskCommand | undefined): void;
  onDecided(): void;
}

/** What this person may do now, always in sight. Each act opens its own window; nothing happens on the first press. */
export function DecisionBar(props: Props) {
  const { source, file, plan, returning, unchecked, command, onCommand } = props;
  const approval = approvalActs().find((act) => file.acts.includes(act));
  const can = (act: string) => file.acts.includes(act);
  const close = () => onCommand(undefined);
  const decided = () => {
    returning.clear();
    toast(own('done', { name: file.applicant.name }));
    props.onDecided();
  };
  const dialog = { source, file, onClose: close, onDone: decided };
  const seals = source.kind === 'unit' && file.paper.status === 'EXPORTED';
  const anything = file.acts.length > 0 || seals;
  return (
    <div class="decision-bar">
      {anything ? null : <Notice>{own('nothing')}</Notice>}
      {approval ? (
        <Button look="primary" onClick={() => onCommand('APPROVE')}>
          {own(approval)}
        </Button>
      ) : null}
      {seals ? (
        <Button look="primary" onClick={() => onCommand('SEAL')}>
          {own('SEAL')}
        </Button>
      ) : null}
      {can('CLOSE_UNIT_PUBLICITY') ? (
        <Button look="primary" onClick={() => onCommand('CLOSE_PUBLICITY')}>
          {own('CLOSE_PUBLICITY')}
        </Button>
      ) : null}
      {can('RETURN') ? (
        <Button onClick={() => onCommand('RETURN')}>
          {returning.items.length ? own('returnCount', { n: returning.items.length }) : own('RETURN')}
        </Button>
      ) : null}
      {can('REROUTE') ? <Button onClick={() => onCommand('REROUTE')}>{own('REROUTE')}</Button> : null}
      {can('REJECT') ? (
        <Button look="danger" onClick={() => onCommand('REJECT')}>
          {own('REJECT')}
        </Button>
      ) : null}
      <OfficeActs file={file} onCommand={onCommand} />
      <CorrectionActs file={file} onCommand={onCommand} />
      {approval ? <span class="decision-keys quiet">{own('keys')}</span> : null}
      {approval ? (
        <ApproveDialog {...dialog} open={command === 'APPROVE'} title={own(approval)} unchecked={unchecked} />
      ) : null}
      {can('RETURN') ? (
        <ReturnDialog {...dialog} open={command === 'RETURN'} plan={plan} returning={returning} />
      ) : null}
      {can('REJECT') ? (
        <RejectDialog {...dialog} open={command === 'REJECT'} title={own('REJECT')} plan={plan} />
      ) : null}
      {can('CLOSE_UNIT_PUBLICITY') ? (
        <ClosePublicityDialog
          {...dialog}
          open={command === 'CLOSE_PUBLICITY'}
          title={own('CLOSE_PUBLICITY')}
        />
      ) : null}
      {seals ? <SealDialog {...dialog} open={command === 'SEAL'} title={own('SEAL')} /> : null}
      {can('REROUTE') ? (
        <RerouteDialog {...dialog} open={command === 'REROUTE'} title={own('REROUTE')} plan={plan} />
      ) : null}
      {can('GRANT_WITHDRAWAL') ? (
        <WithdrawalDialog {...dialog} open={command === 'WITHDRAWAL'} title={own('WITHDRAWAL')} />
      ) : null}
      {can('PROPOSE_DISQUALIFICATION') || can('DISQUALIFY') ? (
        <DisqualifyDialog
          {...dialog}
          open={command === 'DISQUALIFY'}
          verdict={can('DISQUALIFY') ? 'CONFIRM' : 'PROPOSE'}
          title={own(can('DISQUALIFY') ? 'DISQUALIFY' : 'PROPOSE')}
        />
      ) : null}
      {can('REFUSE_DISQUALIFICATION') ? (
        <DisqualifyDialog
          {...dialog}
          open={command === 'REFUSE_DISQUALIFICATION'}
          verdict="REFUSE"
          title={own('REFUSE_DISQUALIFICATION')}
        />
      ) : null}
      {can('PROPOSE_CORRECTION') ? (
        <ProposeCorrectionDialog {...dialog} open={command === 'CORRECT'} title={own('CORRECT')} />
      ) : null}
      {(['CONFIRM_CORRECTION', 'REFUSE_CORRECTION'] as const).map((act) =>
        can(act) ? (
          <DecideCorrectionDialog
            {...dialog}
            key={act}
            confirm={act === 'CONFIRM_CORRECTION'}
            open={command === act}
            title={correctionAct(act, file)}
          />
        ) : null,
      )}
      {can('ANSWER_REEXAMINATION') ? (
        <ReexaminationDialog {...dialog} open={command === 'REEXAMINATION'} title={own('REEXAMINATION')} />
      ) : null}
    </div>
  );
}

/** Whoever proposed it takes it back instead of refusing it. */
const correctionAct = (act: 'CONFIRM_CORRECTION' | 'REFUSE_CORRECTION', { correction }: DeskFile): string =>
  own(act === 'REFUSE_CORRECTION' && isOwn(correction?.proposed) ? 'ownCorrection' : act);

/** D16, D15: after the payment, by two persons. */
function CorrectionActs({ file, onCommand }: Pick<Props, 'file' | 'onCommand'>) {
  const acts = (['CONFIRM_CORRECTION', 'REFUSE_CORRECTION'] as const).filter((act) =>
    file.acts.includes(act),
  );
  return (
    <>
      {file.acts.includes('PROPOSE_CORRECTION') ? (
        <Button onClick={() => onCommand('CORRECT')}>{own('CORRECT')}</Button>
      ) : null}
      {acts.map((act) => (
        <Button key={act} onClick={() => onCommand(act)}>
          {correctionAct(act, file)}
        </Button>
      ))}
    </>
  );
}

function OfficeActs({ file, onCommand }: Pick<Props, 'file' | 'onCommand'>) {
  const can = (act: string) => file.acts.includes(act);
  const disqualify = can('PROPOSE_DISQUALIFICATION') || can('DISQUALIFY');
  return (
    <>
      {can('GRANT_WITHDRAWAL') ? (
        <Button onClick={() => onCommand('WITHDRAWAL')}>{own('WITHDRAWAL')}</Button>
      ) : null}
      {can('ANSWER_REEXAMINATION') ? (
        <Button onClick={() => onCommand('REEXAMINATION')}>{own('REEXAMINATION')}</Button>
      ) : null}
      {disqualify ? (
        <Button look="danger" onClick={() => onCommand('DISQUALIFY')}>
          {own(can('DISQUALIFY') ? 'DISQUALIFY' : 'PROPOSE')}
        </Button>
      ) : null}
      {can('REFUSE_DISQUALIFICATION') ? (
        <Button onClick={() => onCommand('REFUSE_DISQUALIFICATION')}>{own('REFUSE_DISQUALIFICATION')}</Button>
      ) : null}
    </>
  );
}
