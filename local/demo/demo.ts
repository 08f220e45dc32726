import { parseArgs } from 'node:util';
import { stages } from '../../shared/contracts/stages.ts';
import { viewOf } from './acts-declare.ts';
import { mainRoad } from './acts-road.ts';
import { createClient } from './client.ts';
import { type Journey, journeySteps, newJourney } from './journey.ts';
import { createLocalStack } from './local-stack.ts';
import { openProgress, type Progress } from './progress.ts';
import { createWorld } from './world.ts';

/**
 * `npm run demo -- --url U [--state FILE]`: one application from an empty profile to the archived certificate, through
 * HTTP only. Prints a line for every state passed; ends non-zero when one is missed.
 */
const { values } = parseArgs({
  options: { url: { type: 'string', default: 'http://127.0.0.1:8787' }, state: { type: 'string' } },
});

try {
  await live(values.url, values.state);
} catch (error) {
  const { message, cause } = error as Error;
  console.error(`演示未能完成 The demonstration stopped: ${message}${cause ? ` (${cause})` : ''}`);
  process.exit(1);
}

async function live(url: string, stateFile: string | undefined): Promise<void> {
  const { progress, save } = openProgress(stateFile);
  const client = createClient(url);
  const world = createWorld(client, createLocalStack(client.origin), progress.run);
  await world.stack.ready();
  const journey = newJourney(world, progress.run, progress.ids);
  // D16: who declares is who signs in; also where the profile was saved by an earlier run.
  journey.person.name = await client.as(journey.person.account).name();
  console.log(
    `申报人 ${journey.person.name}（${journey.person.account}），${journey.unit.body.name}（${journey.unit.account}）`,
  );
  for (const { name, says, run } of journeySteps) {
    if (progress.done.includes(name)) continue;
    const told = await run(journey);
    console.log(`  ${says}${told ? `（${told}）` : ''}`);
    await showStates(journey, progress);
    progress.done.push(name);
    save();
  }
  await conclude(journey);
}

/** Prints the states that the application has entered since the last look, in the local time of Hangzhou. */
async function showStates(journey: Journey, progress: Progress): Promise<void> {
  const applicationId = progress.ids.application;
  if (!applicationId) return;
  const { turns } = await viewOf(journey.world, { person: journey.person, applicationId });
  turns.forEach(({ stage, enteredAt }, i) => {
    if (i < progress.shown || turns[i - 1]?.stage === stage) return;
    console.log(`${hangzhouTime(enteredAt)}  ${stage.padEnd(17)} ${stages[stage].zh}`);
  });
  progress.shown = turns.length;
}

async function conclude(journey: Journey): Promise<void> {
  const applicationId = journey.ids.application ?? '';
  const { turns } = await viewOf(journey.world, { person: journey.person, applicationId });
  const passed = new Set<string>(turns.map((t) => t.stage));
  const missed = mainRoad.filter((stage) => !passed.has(stage));
  if (missed.length > 0) throw new Error(`states missed: ${missed.join(' ')}`);
  console.log(`完成：${passed.size} 个状态全部经过。Done: all states of the main road were passed.`);
}

function hangzhouTime(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3600_000).toISOString().replace('T', ' ').slice(0, 19);
}
