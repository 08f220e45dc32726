import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import { type Answer, call, type ResponseFor } from '../../kit/client.ts';
import { useAct, useApi } from '../../kit/query.ts';

/** Where a desk's files come from and go to: a desk of the government, or an employing unit. The page is the same. */

export type DeskFile = ResponseFor<'get-desk-application'>;
export type Queue = ResponseFor<'list-queue'>;
export type Decision = BodyOf<'DecisionBody'>;

type QueueQuery = Record<string, string | number | undefined>;

export interface DeskSource {
  kind: 'staff' | 'unit';
  /** Path of the page, below the section. */
  path: string;
  useQueue(query: QueueQuery): ReturnType<typeof useApi<'list-queue'>>;
  page(query: QueueQuery): Promise<Answer<'list-queue'>>;
  useFile(applicationId: string): ReturnType<typeof useApi<'get-desk-application'>>;
  useDecide(): ReturnType<typeof useAct<'decide-application'>>;
  link(applicationId: string, fileId: string): Promise<string>;
}

const stale = [
  'list-queue',
  'get-desk-application',
  'list-unit-applications',
  'get-unit-application',
] as const;

export const staffDesk: DeskSource = {
  kind: 'staff',
  path: '/desk',
  useQueue: (query) => useApi('list-queue', { query, every: 60_000 }),
  page: (query) => call('list-queue', { query }),
  useFile: (applicationId) =>
    useApi('get-desk-application', { params: { applicationId }, enabled: applicationId !== '' }),
  useDecide: () => useAct('decide-application', { stale }),
  link: async (applicationId, fileId) =>
    (await call('get-desk-file', { params: { applicationId, fileId } })).body.url,
};

export const unitDesk: DeskSource = {
  kind: 'unit',
  path: '/unit/applications',
  useQueue: (query) => useApi('list-unit-applications', { query, every: 60_000 }),
  page: (query) => call('list-unit-applications', { query }),
  useFile: (applicationId) =>
    useApi('get-unit-application', { params: { applicationId }, enabled: applicationId !== '' }),
  // Both routes take the same body and give the same answer.
  useDecide: () =>
    useAct('decide-unit', { stale }) as unknown as ReturnType<typeof useAct<'decide-application'>>,
  link: async (applicationId, fileId) =>
    (await call('get-unit-file', { params: { applicationId, fileId } })).body.url,
};
