import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

/** Forms 1099-K by calendar year. */
export const taxForms: ResourceProps = {
  name: 'tax-years',
  list: lazyPage(() => import('./YearList.tsx'), 'YearList'),
  show: lazyPage(() => import('./YearShow.tsx'), 'YearShow'),
};
