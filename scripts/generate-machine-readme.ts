import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawMachine, readMachine } from './machine-drawing.ts';

/** Text of statemachines/README.md, made from the machine itself; a test keeps it up to date. */
export function machineReadme(): string {
  const machine = readMachine();
  const rows = Object.entries(machine.States)
    .filter(([, s]) => s.Type !== 'Choice')
    .map(([name, s]) => `| \`${name}\` | ${s.Type} | ${s.Comment ?? ''} |`);
  return `# The review machine

\`review.asl.json\` is the state machine that AWS Step Functions runs (and the embedded interpreter, locally): one
standard execution a revision of an application, named \`<applicationId>-<revision>\`. It owns order and time; the truth
is in the table. A human decision is stored first; the consumer of the table's stream then answers the task token.

- The input is a *position*: \`{schemaVersion, applicationId, revision, turn, step, timeoutSeconds, waitUntil?, approvers?}\`. Every
  step answers with the next position. No personal data, no documents.
- Human stages are \`lambda:invoke.waitForTaskToken\` with \`TimeoutSeconds\` and \`Catch\`: a timeout lapses corrections,
  payment and paper, and reminds a desk; it never approves.
- Publicity windows are \`Wait\` states until \`waitUntil\`, followed by a count with the newest calendar: a window that an
  amendment made longer goes back to its \`Wait\` (L30, K2), an open objection to its own task (R64, R66).
- A failed step is recorded, waits ten minutes and goes on from where the application stands; a position that this version
  does not know waits an hour and is looked up in the table.
- An execution that ended too soon or grew old is replaced by \`<applicationId>-<revision>-r<n>\`. Every step says the name of
  its execution; one that has been replaced is led to its end.
- Withdrawal, lapse, rejection and disqualification end the execution at the next step; those arrows are left out below.

\`\`\`mermaid
${drawMachine(machine)}\`\`\`

| State | Type | What it is |
|---|---|---|
${rows.join('\n')}

This page is generated: \`npm run generate\`. Versions of the definition are kept by Step Functions itself: every deployment
publishes a version, the alias \`live\` names the newest, and open executions keep the one that they started with.
`;
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, '../statemachines/README.md'), machineReadme());
