import { pictureAddress } from '@holdfast/shared/pictures';

interface Team {
  primaryColor: string | null;
  secondaryColor: string | null;
  /** Absent in orders that a browser kept before teams had logos. */
  logoId?: string | null;
}

/**
 * A team's logo, or its two colors on a diagonal; gray when the data has none. It is always beside the name, never
 * instead of it.
 */
export function TeamChip({ team }: { team: Team }) {
  if (team.logoId)
    return <img className="tl" src={pictureAddress(team.logoId, 320)} alt="" width="32" height="32" />;
  const primary = team.primaryColor ?? '#6c7a75';
  return (
    <svg className="tc" viewBox="0 0 9 16" aria-hidden="true">
      <rect width="9" height="16" fill={primary} />
      <path d="M0 16 9 0v16z" fill={team.secondaryColor ?? primary} />
      <rect className="rim" x=".5" y=".5" width="8" height="15" />
    </svg>
  );
}
