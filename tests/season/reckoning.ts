import type { Item as Wire } from '../../local/cloud/dynamodb/types.ts';
import { stages } from '../../shared/contracts/stages.ts';
import { type AuditEvent, verifyChain } from '../../shared/rules/audit/chain.ts';
import { fromItem, type Item } from '../../shared/store/base/table.ts';
import { BALLOTS, TABLE } from '../contract/harness.ts';
import { SWEPT_MS } from './invariants.ts';
import type { Life } from './life.ts';

/** What must hold of all that is stored when a season is over. The table is walked once; most of it is let go at once. */
export function reckon(life: Life): void {
  const refunded = new Set<string>();
  const settled = new Set<string>();
  const rolls: string[] = [];
  const candidates: Item[] = [];
  const chains = new Chains(life);
  const due = life.world.scheduler.clock.now() - 2 * SWEPT_MS;
  for (const wire of walk(life, TABLE)) {
    if (chains.take(wire)) continue;
    switch (wire.type?.S) {
      case 'REFUND':
        refunded.add(wire.transactionId?.S ?? '');
        break;
      case 'APPLICATION': {
        const transactionId = wire.payment?.M?.transactionId?.S;
        if (transactionId) settled.add(transactionId);
        break;
      }
      case 'ROLL':
        rolls.push(`${wire.sessionId?.S} ${wire.applicationId?.S} ${wire.round?.N}`);
        break;
      case 'CANDIDATE':
        if (wire.sheet) candidates.push(fromItem(wire as never));
        break;
      case 'REMINDER':
        remembered(life, wire, due);
        break;
    }
  }
  chains.end();
  money(life, settled, refunded);
  ballots(life, rolls, candidates);
}

/** Long after everybody has had every chance, nothing may be open. */
export function stuck(life: Life): void {
  for (const { id, stage, step, paper } of life.standing.values()) {
    if ('end' in stages[stage] || life.dead.has(id)) continue;
    life.breach('STUCK', `${stage} ${step} ${paper}`, id);
  }
}

function* walk(life: Life, TableName: string): Generator<Wire> {
  let ExclusiveStartKey: unknown;
  do {
    const page = life.world.tables.execute('Scan', {
      TableName,
      ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
    }) as { Items: Wire[]; LastEvaluatedKey?: unknown };
    yield* page.Items;
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}

/** Every payment that a gateway took is either what an application was paid with, or on its way back; never both. */
function money(life: Life, settled: ReadonlySet<string>, refunded: ReadonlySet<string>): void {
  for (const { transactionId, orderId } of life.money) {
    const kept = settled.has(transactionId);
    const subject = orderId.replace(/-\d+$/, '');
    if (kept && refunded.has(transactionId))
      life.breach('MONEY', 'a payment is settled and sent back', subject);
    if (!kept && !refunded.has(transactionId))
      life.breach('MONEY', 'a payment is neither settled nor sent back', subject);
  }
  const known = new Set(life.money.map((m) => m.transactionId));
  for (const id of [...settled, ...refunded])
    if (!known.has(id)) life.breach('MONEY', 'money that nobody paid');
}

/** The roll, the box and the count sheet of every counted round say the same number. */
function ballots(life: Life, onRolls: readonly string[], candidates: readonly Item[]): void {
  const rolls = tally(onRolls);
  const round = ({ sessionId, applicationId, applicationNo, round: no }: Item) =>
    `${sessionId} ${applicationNo ?? applicationId} ${no}`;
  const boxes = tally([...walk(life, BALLOTS)].map((wire) => round(fromItem(wire as never))));
  for (const item of candidates) {
    const sheet = item.sheet as Record<string, number>;
    const roll = rolls.get(`${item.sessionId} ${item.applicationId} ${item.round}`) ?? 0;
    const cast = boxes.get(round(item)) ?? 0;
    const counted = (sheet.agree ?? 0) + (sheet.disagree ?? 0) + (sheet.abstain ?? 0);
    if (roll !== counted || (cast > 0 && cast !== roll))
      life.breach('BALLOTS', `roll ${roll}, box ${cast}, count ${counted}`, String(item.applicationId));
  }
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** C7, C18: the sweep has told whatever time alone has to say; once is seen to by the names of notices. */
function remembered(life: Life, { doneAt, dueAt, kind, applicationId }: Wire, due: number): void {
  if (!doneAt && Date.parse(dueAt?.S ?? '') < due)
    life.breach('REMINDER_MISSED', `${kind?.S} is not told`, applicationId?.S);
}

type Kept = AuditEvent & { reasonHash?: string };

/** V7: every chain is whole. A scan is in the order of its keys, so that the events of a subject come together. */
class Chains {
  readonly #life: Life;
  #subject = '';
  #events: Kept[] = [];

  constructor(life: Life) {
    this.#life = life;
  }

  /** Whether that was an event. */
  take(wire: Wire): boolean {
    if (wire.type?.S !== 'EVENT' && !wire.sk?.S?.startsWith('EVENT#')) return false;
    const event = fromItem(wire as never) as unknown as Kept;
    if (event.subject !== this.#subject) this.end();
    this.#subject = event.subject;
    this.#events.push(event);
    return true;
  }

  end(): void {
    const chained = this.#events
      .sort((a, b) => a.seq - b.seq)
      .map(({ reasonHash, reason: _reason, ...event }) => ({
        ...event,
        ...(reasonHash === undefined ? {} : { reason: reasonHash }),
      }));
    this.#events = [];
    const [problem] = chained.length > 0 ? verifyChain(this.#subject, chained as never) : [];
    if (problem) this.#life.breach('AUDIT_CHAIN', `${problem.code}`, this.#subject.replace(/^APP#/, ''));
  }
}
