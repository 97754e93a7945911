import type { ComponentProps } from 'react';

/** The head of a column: that of figures stands right, as they do; a wide one leaves first where room is short. */
export function Th({
  n,
  wide,
  className,
  ...rest
}: ComponentProps<'th'> & { /** Of figures. */ n?: boolean; wide?: boolean }) {
  const classes = [n && 'n', wide && 'wide-only', className].filter(Boolean).join(' ');
  return <th scope="col" className={classes || undefined} {...rest} />;
}
