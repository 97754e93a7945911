import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

export { InvitationTable } from './InvitationTable.tsx';

/** An invitation has no page of its own: it stands beside the staff, or at its consignor. */
export const invitations: ResourceProps = {
  name: 'invitations',
  create: lazyPage(() => import('./InvitationCreate.tsx'), 'InvitationCreate'),
  recordRepresentation: 'email',
};
