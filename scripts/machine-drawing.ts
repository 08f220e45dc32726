import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface State {
  Type: string;
  Comment?: string;
  Next?: string;
  Default?: string;
  Choices?: { Next: string; Condition?: string }[];
  Catch?: { Next: string; ErrorEquals: string[] }[];
  ItemProcessor?: { StartAt: string; States: Record<string, State> };
}

export interface Machine {
  StartAt: string;
  States: Record<string, State>;
}

export function readMachine(): Machine {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../statemachines/review.asl.json'), 'utf8'));
}

/** Where one goes from a state in normal work: choices are drawn as labels of the state before them. */
function waysOn(machine: Machine, name: string): { to: string; label: string }[] {
  const state = machine.States[name];
  const next = state?.Next;
  if (!next) return [];
  const choice = machine.States[next];
  if (choice?.Type !== 'Choice' || next === 'Route') return [{ to: next, label: '' }];
  return (choice.Choices ?? []).map(({ Next, Condition = '' }) => ({
    to: Next,
    label: Condition.includes('revision') ? '重新提交' : '',
  }));
}

const quiet = new Set([
  'Finished',
  'Superseded',
  'StepFailed',
  'CoolDown',
  'Overdue',
  'Locate',
  'UnknownStep',
  'LookAgain',
  'Begin',
  'Route',
]);

/** The machine as a Mermaid state diagram: human tasks, windows and functions; ends and repairs left aside. */
export function drawMachine(machine: Machine): string {
  const lines = ['stateDiagram-v2', '  direction TB', '  [*] --> UnitReview: 提交（修订后从退回环节进入）'];
  for (const [name, state] of Object.entries(machine.States)) {
    if (quiet.has(name) || state.Type === 'Choice') continue;
    const mark = state.Type === 'Wait' ? '⏳ ' : '';
    lines.push(`  ${name}: ${mark}${(state.Comment ?? name).replaceAll(':', '：')}`);
    for (const { to, label } of waysOn(machine, name)) {
      if (to === 'Finished') continue;
      lines.push(
        to === 'Superseded'
          ? `  ${name} --> [*]: 重新提交，另起一次执行`
          : `  ${name} --> ${to}${label ? `: ${label}` : ''}`,
      );
    }
    const each = state.ItemProcessor;
    if (each) lines.push(`  note right of ${name}: ${each.States[each.StartAt]?.Comment ?? each.StartAt}`);
  }
  lines.push('  PaperReturn --> [*]: 归档');
  return `${lines.join('\n')}\n`;
}
