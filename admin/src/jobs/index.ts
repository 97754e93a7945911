import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const jobs: ResourceProps = {
  name: 'jobs',
  list: lazyPage(() => import('./JobList.tsx'), 'JobList'),
};
