import { send, until } from './http.ts';

/** What a running local stack offers beside the API: its clock and its cashier (`/local/`). */
export interface LocalStack {
  /** The local time, ISO 8601. */
  now(): Promise<string>;
  /** Moves the clock to `at`, an instant; nothing when it is there already. Waits until what that set off is at rest. */
  moveTo(at: string): Promise<void>;
  /** Waits until everything that has been set off is at rest. */
  settle(): Promise<void>;
  /** Waits until a first start has laid out its data: until then the clock is not ours. */
  ready(): Promise<void>;
  /**
   * Presses the cashier's button once. A payment must never be sent again blindly: when the answer is lost, look at
   * the application first.
   */
  pay(payUrl: string): Promise<void>;
  executions(): Promise<{ name: string; status: string; state?: string }[]>;
}

export function createLocalStack(origin: string): LocalStack {
  const ask = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
    const answer = await send(`${origin}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok)
      throw new Error(`${method} ${path} → ${answer.status} ${await answer.text().catch(() => '')}`);
    return (await answer.json()) as T;
  };
  const now = async () => (await ask<{ now: string }>('GET', '/local/api/clock')).now;
  return {
    now,
    async moveTo(at) {
      if ((await now()) >= at) return;
      try {
        await ask('POST', '/local/api/clock', { to: at });
      } catch (error) {
        // The clock had been moved and only the answer was lost.
        if ((await now()) < at) throw error;
      }
    },
    async ready() {
      await until(
        'the end of the preparations',
        async () => !(await ask<{ preparing?: boolean }>('GET', '/local/api/clock')).preparing,
        180_000,
      );
    },
    async settle() {
      await ask('POST', '/local/api/settle');
    },
    async pay(payUrl) {
      const url = new URL(payUrl, origin);
      const form = new URLSearchParams(url.searchParams);
      form.set('outcome', 'SUCCESS');
      const answer = await fetch(`${url.origin}${url.pathname}`, { method: 'POST', body: form });
      if (!answer.ok) throw new Error(`the cashier answers ${answer.status}: ${await answer.text()}`);
    },
    async executions() {
      const { items } = await ask<{ items: { name: string; status: string; state?: string }[] }>(
        'GET',
        '/local/api/executions?limit=1000',
      );
      return items;
    },
  };
}
