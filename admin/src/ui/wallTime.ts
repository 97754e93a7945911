/** The instant at which the clocks of a zone show a wall time. */

/**
 * @param wall `2026-12-01T00:00`
 * @param zone IANA zone
 * @returns ISO 8601 in UTC. A wall time that the clocks skip is read with the offset before the skip.
 */
export function instantOf(wall: string, zone: string): string {
  const asUtc = Date.parse(`${wall}:00Z`);
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const shownAt = (at: number) => Date.parse(`${format.format(new Date(at)).replace(' ', 'T')}Z`);
  // Twice, since the first guess may lie on the other side of a change of the clocks.
  let at = asUtc - (shownAt(asUtc) - asUtc);
  at += asUtc - shownAt(at);
  return new Date(at).toISOString();
}
