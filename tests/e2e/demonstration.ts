import { type Declarant, viewOf } from '../../local/demo/acts-declare.ts';
import { createClient } from '../../local/demo/client.ts';
import { createLocalStack } from '../../local/demo/local-stack.ts';
import { samplePerson } from '../../local/demo/samples.ts';
import { type ApplicationView, createWorld, type World } from '../../local/demo/world.ts';

/** What the seed has laid out, read and moved on through the API where a test needs no page for it. */
export interface Demonstration {
  readonly world: World;
  now(): Promise<string>;
  /** The only application of a seeded applicant. */
  idOf(account: string): Promise<string>;
  declarant(account: string): Promise<Declarant>;
  viewOf(account: string): Promise<ApplicationView>;
  stageOf(account: string): Promise<string>;
  /** The first notice that was published. */
  notice(): Promise<string>;
}

export function demonstrationAt(origin: string): Demonstration {
  const client = createClient(origin);
  const world = createWorld(client, createLocalStack(origin), crypto.randomUUID());
  const idOf = async (account: string) => {
    const { items } = await client.as(account).call('list-applications');
    const id = items[0]?.applicationId;
    if (!id) throw new Error(`${account} has no application`);
    return id;
  };
  const declarant = async (account: string): Promise<Declarant> => ({
    person: samplePerson('', account),
    unitName: '',
    applicationId: await idOf(account),
  });
  const view = async (account: string) => viewOf(world, await declarant(account));
  return {
    world,
    now: () => world.stack.now(),
    idOf,
    declarant,
    viewOf: view,
    stageOf: async (account) => (await view(account)).stage,
    async notice() {
      const { items } = await client.anyone.call('list-publicities');
      const id = items.at(-1)?.publicityId;
      if (!id) throw new Error('no notice is published');
      return id;
    },
  };
}
