import type { Role } from '@holdfast/shared/accounts';
import { useGetIdentity } from 'react-admin';
import { Link } from 'react-router';
import { mayOpen } from '../authProvider/index.ts';
import { plural } from '../ui/figures.tsx';
import { useFollowedStanding, useStanding } from './useStanding.ts';
import './inbox.css';

/** The bell of the app bar: leads to the inbox, and shows live how much of it is unread. */
export function Bell() {
  useFollowedStanding();
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const has = mayOpen('inbox', roles);
  const unread = useStanding()?.unread ?? 0;
  if (!has) return null;
  return (
    <Link className="bell" to="/inbox" aria-label={`Your inbox, ${plural(unread, 'unread notice')}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M8 1.5a4.2 4.2 0 0 0-4.2 4.2c0 3.6-1.3 4.9-1.8 5.6h12c-.5-.7-1.8-2-1.8-5.6A4.2 4.2 0 0 0 8 1.5zM6.4 13.2a1.7 1.7 0 0 0 3.2 0" />
      </svg>
      {unread > 0 && <i>{unread > 99 ? '99+' : unread}</i>}
    </Link>
  );
}
