import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const cases: ResourceProps = {
  name: 'cases',
  list: lazyPage(() => import('./CaseList.tsx'), 'CaseList'),
  show: lazyPage(() => import('./CasePage.tsx'), 'CasePage'),
};
