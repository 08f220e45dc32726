import { useEffect } from 'preact/hooks';
import { sessions, signOut } from '../../kit/auth.ts';
import { Button } from '../../kit/button.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { useApi } from '../../kit/query.ts';
import { ended } from '../../kit/sign-in-again.ts';
import { Failed, Loading } from '../../kit/states.tsx';
import { appointment } from './access.ts';

const own = defineMessages({ leave: ['退出当前账号', 'Sign out'] });

/** Asks what the member of staff may do, and again each minute: a suspension shows by itself. */
export function useAppointment() {
  const query = useApi('get-staff', { enabled: sessions.staff.value !== undefined, every: 60_000 });
  const { isError, data } = query;
  useEffect(() => {
    // Whoever was away too long signs in again over the page as it is (D34).
    const status = query.error?.status;
    const refused = isError && (status === 403 || (status === 401 && ended.value === undefined));
    appointment.value = refused ? undefined : (data?.body ?? appointment.value);
  }, [isError, data]);
  return query;
}

/** Signed in, and without an appointment in force: why, and the way to another account. */
export function NoAppointment({ query }: { query: ReturnType<typeof useAppointment> }) {
  if (!query.error) return <Loading />;
  return (
    <div class="stack">
      <Failed problem={query.error} onRetry={() => void query.refetch()} />
      <Button onClick={() => void signOut('staff')}>{own('leave')}</Button>
    </div>
  );
}
