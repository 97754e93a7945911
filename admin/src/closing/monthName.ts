/** `November 2026` of `2026-11`. */
export const monthName = (id: string): string =>
  new Date(`${id}-01T00:00Z`).toLocaleDateString('en-US', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
