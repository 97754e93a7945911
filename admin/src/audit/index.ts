import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export const audit: ResourceProps = {
  name: 'audit',
  list: lazyPage(() => import('./AuditList.tsx'), 'AuditList'),
};

export const securityLog: ResourceProps = {
  name: 'security-log',
  list: lazyPage(() => import('./SecurityLog.tsx'), 'SecurityLog'),
};
