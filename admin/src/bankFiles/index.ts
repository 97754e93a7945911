import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

/** Files for the bank, and its answers. */
export const bankFiles: ResourceProps = {
  name: 'bank-files',
  list: lazyPage(() => import('./BankFileList.tsx'), 'BankFileList'),
  show: lazyPage(() => import('./BankFileShow.tsx'), 'BankFileShow'),
};
