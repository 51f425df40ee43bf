/** Line icons of the drawing sheet, 16 × 16, stroked with the current colour. Decorative: the control has the name. */
export const ICONS = {
  moon: 'M13 9.8A5.5 5.5 0 0 1 6.2 3 5.5 5.5 0 1 0 13 9.8z',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.4 1.4M11.6 11.6 13 13M3 13l1.4-1.4M11.6 4.400 13 3',
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM10.2 10.2 14 14',
  play: 'M4.500 3v10l8-5z',
  stop: 'M4 4h8v8H4z',
  reset: 'M3 3.500v3.500h3.500M3.300 7A5 5 0 1 1 4 11.200',
  pin: 'M5.5 2.500h5M6.500 2.500v5L4.500 10h7L9.500 7.500v-5M8 10v4',
  lock: 'M3.500 7h9v6.500h-9zM5.500 7V5a2.500 2.500 0 0 1 5 0v2',
  open: 'm4 6 4 4 4-4',
  keyboard: 'M1.500 4h13v8h-13zM4 6.500h.01M6.700 6.500h.01M9.300 6.500h.01M12 6.500h.01M5 9.500h6',
  link: 'M6.500 9.500 9.500 6.500M7 4.500 8.500 3a3 3 0 0 1 4.500 4.500L11.500 9M9 11.500 7.500 13A3 3 0 0 1 3 8.500L4.500 7',
  list: 'M2.500 4h11M2.500 8h11M2.500 12h7',
} as const;

export type IconName = keyof typeof ICONS;
