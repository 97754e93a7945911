import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const balance: ResourceProps = {
  name: 'balance-days',
  list: lazyPage(() => import('./BalanceDays.tsx'), 'BalanceDays'),
  show: lazyPage(() => import('./BalanceDayShow.tsx'), 'BalanceDayShow'),
};
