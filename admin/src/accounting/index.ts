import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

/** The books: the trial balance, the general ledger and the reports over them. */
export const accounting: readonly ResourceProps[] = [
  { name: 'ledger-accounts', list: lazyPage(() => import('./TrialBalance.tsx'), 'TrialBalance') },
  { name: 'ledger-entries', list: lazyPage(() => import('./GeneralLedger.tsx'), 'GeneralLedger') },
  { name: 'reports', list: lazyPage(() => import('./Reports.tsx'), 'Reports') },
  { name: 'journals', list: lazyPage(() => import('./Journals.tsx'), 'Journals') },
];
