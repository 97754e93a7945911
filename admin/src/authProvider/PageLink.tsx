/** A link to a page that the person's roles may open; to others its text alone. */
import type { Role } from '@holdfast/shared/accounts';
import { useGetIdentity } from 'react-admin';
import { Link, type LinkProps } from 'react-router';
import { mayOpenAddress } from './access.ts';

export function PageLink({ to, children, ...props }: LinkProps & { to: string }) {
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  if (!mayOpenAddress(to, roles)) return <span>{children}</span>;
  return (
    <Link to={to} {...props}>
      {children}
    </Link>
  );
}
