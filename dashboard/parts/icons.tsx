/** The navigation's own icons: one weight, 20 × 20, drawn with the colour of the text beside them. */
import type { ReactNode } from 'react';

const icon = (name: string, lines: ReactNode) =>
  Object.assign(
    () => (
      <svg
        width="20"
        height="20"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {lines}
      </svg>
    ),
    { displayName: name },
  );

export const BalanceIcon = icon(
  'BalanceIcon',
  <path d="M10 3v13M6 16.5h8M4 5.5h12M4 5.5l-2 5.5h4zM16 5.5l-2 5.5h4z" />,
);
export const ChartIcon = icon('ChartIcon', <path d="M3 17h14M5.5 14V9M10 14V4M14.5 14v-3" />);
export const CheckListIcon = icon(
  'CheckListIcon',
  <path d="M9 5h8M9 10h8M9 15h8M2.5 5l1.2 1.2L6 3.8M2.5 10l1.2 1.2L6 8.8M2.5 15l1.2 1.2L6 13.8" />,
);
export const ShieldIcon = icon(
  'ShieldIcon',
  <path d="M10 2.5 4 5v4.5c0 3.8 2.5 6.6 6 8 3.5-1.4 6-4.2 6-8V5zM7.5 10l2 2 3.5-4" />,
);
export const HandoverIcon = icon(
  'HandoverIcon',
  <path d="M3 7h14v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1zM3 7l2-4h10l2 4M10 10v4M8 12h4" />,
);
export const ListIcon = icon('ListIcon', <path d="M7 5h10M7 10h10M7 15h10M3.5 5h.01M3.5 10h.01M3.5 15h.01" />);
export const ClipboardIcon = icon(
  'ClipboardIcon',
  <path d="M7 3.5H5a1 1 0 0 0-1 1V16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V4.5a1 1 0 0 0-1-1h-2M7.5 2.5h5v3h-5zM7 9h6M7 12.5h4" />,
);
export const CalendarIcon = icon(
  'CalendarIcon',
  <path d="M3.5 4.5h13v12h-13zM3.5 8h13M7 2.5v3M13 2.5v3M7 12h2M11 12h2" />,
);
export const LetterIcon = icon('LetterIcon', <path d="M3 4.5h14v9H9l-4 3.5v-3.5H3zM10 7v2.5M10 11.4v.01" />);
export const CapsuleIcon = icon(
  'CapsuleIcon',
  <path d="m4.2 10.2 6-6a3.96 3.96 0 0 1 5.6 5.6l-6 6a3.96 3.96 0 0 1-5.6-5.6zM7.2 7.2l5.6 5.6" />,
);
export const KeyIcon = icon(
  'KeyIcon',
  <path d="M12.5 10.5a4 4 0 1 0-3-1.5L3 15.5V17h2.5v-2H8v-2h1.5l1.6-2.4M13 6.5h.01" />,
);
export const PersonIcon = icon(
  'PersonIcon',
  <path d="M10 10a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 17a6.5 6.5 0 0 1 13 0" />,
);
export const LockIcon = icon('LockIcon', <path d="M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9M10 12v2" />);
export const SearchIcon = icon('SearchIcon', <path d="M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.5 17 17" />);
export const MoonIcon = icon('MoonIcon', <path d="M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z" />);
export const SunIcon = icon(
  'SunIcon',
  <path d="M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1" />,
);
export const MenuIcon = icon('MenuIcon', <path d="M3 5h14M3 10h14M3 15h14" />);
export const ScreenIcon = icon('ScreenIcon', <path d="M2.5 4h15v10h-15zM7 17h6M10 14v3" />);
export const AlertIcon = icon('AlertIcon', <path d="M10 3 2.5 16.5h15zM10 8.5v3.5M10 14.4v.01" />);
export const ClockIcon = icon('ClockIcon', <path d="M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 6v4l2.5 2" />);
export const CheckIcon = icon('CheckIcon', <path d="m4 10.5 4 4 8-9" />);
export const DashIcon = icon('DashIcon', <path d="M4 10h12" />);
export const RunningIcon = icon(
  'RunningIcon',
  <path d="M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM6.5 10h7M10.5 7l3 3-3 3" />,
);
