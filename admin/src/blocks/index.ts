import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const blocks: ResourceProps = {
  name: 'blocks',
  list: lazyPage(() => import('./BlockList.tsx'), 'BlockList'),
  recordRepresentation: 'name',
};
