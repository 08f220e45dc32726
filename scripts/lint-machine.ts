import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import validate from 'asl-validator';

/** What the validator leaves out and we demand (practice: a callback without a timeout hangs for ever, silently). */

interface State {
  Type: string;
  Resource?: string;
  TimeoutSeconds?: unknown;
  Catch?: { ErrorEquals: string[]; Next: string }[];
  Next?: string;
  Default?: string;
  Choices?: { Next: string }[];
  Branches?: Machine[];
  ItemProcessor?: Machine;
}

interface Machine {
  StartAt: string;
  States: Record<string, State>;
}

const substitutions: Record<string, string> = {
  Partition: 'aws',
  ReviewStepsArn: 'arn:aws:lambda:us-east-1:000000000000:function:review-steps',
  DocumentsArn: 'arn:aws:lambda:us-east-1:000000000000:function:documents',
};

/** Every complaint about a definition, one sentence each; none when it is sound. */
export function lintMachine(text: string): string[] {
  const machine = JSON.parse(
    text.replace(/\$\{(\w+)\}/g, (_, name: string) => substitutions[name] ?? name),
  ) as Machine;
  const { isValid, errors } = validate(machine as never, { checkArn: true, checkPaths: true });
  const complaints = isValid ? [] : errors.map((e) => `${e['Error code']}: ${e.Message}`);
  return [...complaints, ...lintStates(machine, 'outer')];
}

function lintStates(machine: Machine, scope: string): string[] {
  const complaints: string[] = [];
  const reached = reachable(machine);
  for (const [name, state] of Object.entries(machine.States)) {
    if (!reached.has(name)) complaints.push(`${name} cannot be reached.`);
    if (state.Type === 'Task') {
      if (state.TimeoutSeconds === undefined)
        complaints.push(`${name} has no TimeoutSeconds: a lost callback would hang it.`);
      if (!state.Catch?.length) complaints.push(`${name} has no Catch.`);
      const callback = state.Resource?.endsWith('.waitForTaskToken');
      if (callback && !state.Catch?.some((c) => c.ErrorEquals.includes('States.Timeout')))
        complaints.push(`${name} waits for a person and does not catch States.Timeout.`);
      const all = state.Catch?.some((c) => c.ErrorEquals.includes('States.ALL'));
      if (scope === 'outer' && !all) complaints.push(`${name} does not catch States.ALL.`);
    }
    const inner = [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])];
    if (inner.length > 0 && !state.Catch?.some((c) => c.ErrorEquals.includes('States.ALL')))
      complaints.push(`${name} does not catch what its branches throw.`);
    for (const branch of inner) complaints.push(...lintStates(branch, 'branch'));
  }
  return complaints;
}

function reachable(machine: Machine): Set<string> {
  const seen = new Set<string>();
  const visit = (name: string | undefined) => {
    if (!name || seen.has(name)) return;
    seen.add(name);
    const state = machine.States[name];
    visit(state?.Next);
    visit(state?.Default);
    for (const c of state?.Choices ?? []) visit(c.Next);
    for (const c of state?.Catch ?? []) visit(c.Next);
  };
  visit(machine.StartAt);
  return seen;
}

if (import.meta.main) {
  const complaints = lintMachine(
    readFileSync(join(import.meta.dirname, '../statemachines/review.asl.json'), 'utf8'),
  );
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) process.exit(1);
}
