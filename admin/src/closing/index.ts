import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

/** The months of the books. */
export const closing: readonly ResourceProps[] = [
  {
    name: 'months',
    list: lazyPage(() => import('./MonthList.tsx'), 'MonthList'),
    show: lazyPage(() => import('./MonthShow.tsx'), 'MonthShow'),
  },
];
