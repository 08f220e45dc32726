import type { ResponseFor } from '../../kit/client.ts';

export type Report = ResponseFor<'list-reports'>['items'][number];
