import type { ResponseFor } from '../../kit/client.ts';
import { FindingList } from '../../kit/errors.tsx';
import { linesOf } from '../../kit/findings.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { ProgressBar } from '../../kit/lists.tsx';
import { useApi } from '../../kit/query.ts';
import { AUTHORITIES, OFFICE, operator } from './access.ts';

const own = defineMessages({
  progress: ['逐份办理：{done}/{total}', 'Carried out: {done} of {total}'],
  refused: ['{n} 份没有办成', '{n} were not carried out'],
});

/** An act on many applications is carried out one by one; this follows it to the end. */
export function BatchProgress({ batchId }: { batchId: string }) {
  const role = operator()?.session.role;
  const follows = role !== undefined && [...OFFICE, ...AUTHORITIES].includes(role);
  const query = useApi('get-batch', { params: { batchId }, enabled: follows, every: 3_000 });
  const batch = query.data?.body;
  if (!batch) return null;
  const { done, total, refused } = batch;
  if (done >= total && refused.length === 0) return null;
  return (
    <div class="batch">
      {done < total ? (
        <ProgressBar
          value={total ? Math.floor((done / total) * 100) : 100}
          label={own('progress', { done, total })}
        />
      ) : null}
      <Refused summary={own('refused', { n: refused.length })} refused={refused} />
    </div>
  );
}

interface RefusedProps {
  summary: string;
  refused: ResponseFor<'get-batch'>['refused'];
}

/** Which applications an act left out, each with its reasons. */
export function Refused({ summary, refused }: RefusedProps) {
  if (refused.length === 0) return null;
  return (
    <details>
      <summary>{summary}</summary>
      <ul class="plain-list">
        {refused.map((one) => (
          <li key={one.applicationId}>
            {one.applicationNo ?? one.applicationId}
            <FindingList lines={linesOf(one.findings)} />
          </li>
        ))}
      </ul>
    </details>
  );
}
