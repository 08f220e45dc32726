import { useQuery } from '@tanstack/preact-query';
import { ApiProblem } from '../kit/client.ts';
import { lang } from '../kit/i18n.ts';

/** What the embedded cloud says of itself under /local/api; nothing of it exists on AWS. */

export interface ClockState {
  /** The platform's time; moved forward by hand here. */
  now: string;
  realNow: string;
  /** When the review machine wakes next. */
  nextTimer?: string;
  /** The demonstration data are still being laid out. */
  preparing?: boolean;
}
export interface Message {
  messageId: string;
  at: string;
  channel: 'SMS' | 'EMAIL';
  to: string;
  subject: string;
  body: string;
}
export interface Execution {
  name: string;
  status: string;
  state?: string;
  startedAt: string;
  stoppedAt?: string;
}
export interface Account {
  login: string;
  name: string;
  label: string;
  pool: 'public' | 'staff';
}

/** @throws {ApiProblem} with the sentence that the local API gives */
export async function ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/local/api/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  }).catch(() => undefined);
  const answer = (await response?.json().catch(() => undefined)) as (T & { message?: string }) | undefined;
  if (response?.ok && answer !== undefined) return answer;
  throw new ApiProblem({
    status: response?.status ?? 0,
    code: response ? 'LOCAL' : 'OFFLINE',
    title:
      answer?.message ??
      (lang.value === 'zh'
        ? '本机服务没有应答，请确认它在运行'
        : 'The local stack does not answer; is it running?'),
    errors: [],
    requestId: '',
  });
}

/** A part of the local API, looked at again every few seconds. */
export function useLocal<T>(path: string) {
  return useQuery<T, ApiProblem>({
    queryKey: ['local', path],
    queryFn: () => ask<T>('GET', path),
    refetchInterval: 5_000,
  });
}
