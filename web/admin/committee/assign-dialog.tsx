import { useState } from 'preact/hooks';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { CheckBoxes } from '../../kit/fields.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { officeName, type SessionView, useSessionAct } from './session-words.ts';

const own = defineMessages({
  title: ['分组评议', 'Assign to a group'],
  note: [
    '每位申报人须有不少于 3 名未回避的专家书面评议。',
    'Each candidate needs written opinions by at least three experts who are not recused.',
  ],
  group: ['第 {n} 组', 'Group {n}'],
  experts: ['出席专家', 'Experts'],
  candidates: ['待分组的参评人员', 'Candidates'],
  recused: ['回避：{names}', 'Recused: {names}'],
  assign: ['分到第 {n} 组', 'Assign to group {n}'],
});

/** T27, L14: experts and candidates of one group; another press makes the next one. */
export function AssignDialog({ session, onClose }: { session: SessionView; onClose(): void }) {
  const present = session.members.filter((one) => one.checkedIn);
  const waiting = session.candidates.filter((one) => one.status === 'WAITING');
  const [experts, setExperts] = useState<string[]>(() => present.map((one) => one.expertId));
  const [candidates, setCandidates] = useState<string[]>(() => waiting.map((one) => one.applicationId));
  const act = useSessionAct(session);
  const n = session.groups.length + 1;
  const nameOf = (id: string) => session.members.find((one) => one.expertId === id)?.name ?? id;
  const groups = [{ groupId: String(n), expertIds: experts, applicationIds: candidates }];
  return (
    <ActDialog
      title={`${own('title')}：${own('group', { n })}`}
      confirm={own('assign', { n })}
      act={act}
      root="act"
      disabled={experts.length === 0 || candidates.length === 0}
      send={() => act.perform({ type: 'ASSIGN', groups })}
      onClose={onClose}
    >
      <p>{own('note')}</p>
      <CheckBoxes
        name="experts"
        label={own('experts')}
        values={experts}
        onChange={setExperts}
        choices={present.map((one) => ({
          value: one.expertId,
          label: `${one.name}（${officeName(one.office)}）`,
        }))}
        required
      />
      <CheckBoxes
        name="candidates"
        label={own('candidates')}
        values={candidates}
        onChange={setCandidates}
        choices={waiting.map((one) => ({
          value: one.applicationId,
          label: `${one.name} · ${one.specialty}`,
          ...(one.recused.length
            ? { hint: own('recused', { names: one.recused.map((r) => nameOf(r.expertId)).join('、') }) }
            : {}),
        }))}
        required
      />
    </ActDialog>
  );
}
