import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const emails: ResourceProps = {
  name: 'emails',
  list: lazyPage(() => import('./EmailList.tsx'), 'EmailList'),
  show: lazyPage(() => import('./EmailShow.tsx'), 'EmailShow'),
  recordRepresentation: 'subject',
};
