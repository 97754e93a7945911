import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

/** What consignors are owed, runs of payouts, and payouts. */
export const payouts: readonly ResourceProps[] = [
  {
    name: 'payables',
    list: lazyPage(() => import('./PayableList.tsx'), 'PayableList'),
    show: lazyPage(() => import('./PayableShow.tsx'), 'PayableShow'),
  },
  {
    name: 'payout-runs',
    list: lazyPage(() => import('./RunList.tsx'), 'RunList'),
    show: lazyPage(() => import('./RunShow.tsx'), 'RunShow'),
  },
  { name: 'payable-ages', list: lazyPage(() => import('./AgingList.tsx'), 'AgingList') },
  { name: 'payouts', show: lazyPage(() => import('./PayoutShow.tsx'), 'PayoutShow') },
];
