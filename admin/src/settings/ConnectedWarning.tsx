import type { ConnectSettings } from '@holdfast/shared/connectedAccounts';
import { useQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { call } from '../dataProvider/index.ts';
import { plural } from '../ui/figures.tsx';

/** How many consignors' own accounts at Stripe are connected to the account of today. */
const useConnected = () =>
  useQuery({
    queryKey: ['settings', 'connect'],
    queryFn: () => call<ConnectSettings>('/admin/settings/connect'),
    refetchOnWindowFocus: false,
  }).data?.connected ?? 0;

/** What another account at Stripe does to them, wherever it is changed. */
export function ConnectedWarning() {
  const connected = useConnected();
  if (connected === 0) return null;
  const [are, they] = connected === 1 ? ['is', 'it is'] : ['are', 'they are'];
  return (
    <p className="note warn" role="status">
      {plural(connected, 'account')} of consignors {are} connected to the account of today. With keys of
      another account, or in the sandbox, {they} disconnected within the hour: payouts by Stripe to{' '}
      {connected === 1 ? 'its owner' : 'their owners'} wait until {connected === 1 ? 'it is' : 'they are'}{' '}
      connected again, each by its owner. New keys of the same account change nothing.
    </p>
  );
}

/** The same in the form of the keys, once its keys or where fans pay are another than they were. @param use where fans pay now */
export function ConnectedWarningOnChange({ use }: { use: 'stripe' | 'sandbox' }) {
  const [chosen, secretKey] = useWatch<{ use: string; secretKey: string }, ['use', 'secretKey']>({
    name: ['use', 'secretKey'],
  });
  return chosen !== use || secretKey ? (
    <div className="f12">
      <ConnectedWarning />
    </div>
  ) : null;
}
