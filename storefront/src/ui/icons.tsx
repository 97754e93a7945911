import type { ReactNode } from 'react';

const icon = (shape: ReactNode, box = '0 0 20 20') =>
  function Icon() {
    return (
      <svg viewBox={box} aria-hidden="true">
        {shape}
      </svg>
    );
  };

export const SearchIcon = icon(
  <>
    <circle cx="8.5" cy="8.5" r="6" />
    <path d="m13 13 5 5" />
  </>,
);
export const MenuIcon = icon(<path d="M2 5.5h16M2 10h16M2 14.5h16" />);
export const WarningIcon = icon(<path d="M10 2.5 18.5 17h-17zM10 8v4.2M10 14.6v.1" />);
export const ClockIcon = icon(
  <>
    <circle cx="10" cy="10" r="8" />
    <path d="M10 5v5l3.2 2" />
  </>,
);
export const InfoIcon = icon(
  <>
    <circle cx="10" cy="10" r="8" />
    <path d="M10 9v5M10 6v.1" />
  </>,
);
export const TickIcon = icon(<path d="m3 10.5 4.5 4.5L17 5" />);
export const CrossIcon = icon(<path d="m1.5 1.5 7 7m0-7-7 7" />, '0 0 10 10');

/** The logo: a ticket stub with a notch at top and bottom, which makes an H. */
export const Mark = icon(
  <path d="M3 2h6.5a6.5 6.5 0 0 0 13 0H29a2 2 0 0 1 2 2v24a2 2 0 0 1-2 2h-6.5a6.5 6.5 0 0 0-13 0H3a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2z" />,
  '0 0 32 32',
);
