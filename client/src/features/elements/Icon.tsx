/** Own icons, one stroke width, on a grid of 24. */
const PATHS = {
  pen: 'M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z M13.5 7l3.5 3.5',
  eraser: 'M9 20l-5-5 9.5-9.5 6 6L11 20z M8.5 10.5l6 6 M11 20h9',
  fill: 'M5 12l7.5-7.5 7 7L12 19a2 2 0 0 1-2.8 0L5 14.8a2 2 0 0 1 0-2.8z M5 12.5h13.5 M20.5 15.5c1 1.6 1.3 2.3 1.3 3a1.3 1.3 0 0 1-2.6 0c0-.7.3-1.4 1.3-3z M9 3l5 5',
  undo: 'M9 5L4 10l5 5 M4.5 10H14a5 5 0 0 1 0 10h-3',
  redo: 'M15 5l5 5-5 5 M19.5 10H10a5 5 0 0 0 0 10h3',
  clear: 'M5 7h14 M9.5 7V4.5h5V7 M7 7l1 13h8l1-13 M10.5 10.5v6 M13.5 10.5v6',
  check: 'M4.5 12.5l5 5L19.5 7',
  send: 'M4 12h14 M13 6l6 6-6 6',
  host: 'M4 18.5L3 8l5 4 4-6.5 4 6.5 5-4-1 10.5z',
  share: 'M12 15V3.5 M7.5 7.5L12 3.5l4.5 4 M6 11.5H4.5v9h15v-9H18',
  copy: 'M8.5 8.5h11v12h-11z M15.5 5.5v-2h-11v12h2',
  lock: 'M5.5 11h13v9.5h-13z M8.5 11V8a3.5 3.5 0 0 1 7 0v3 M12 15v2',
  hide: 'M4 12c2.5-4 5-5.5 8-5.5s5.5 1.5 8 5.5c-2.5 4-5 5.5-8 5.5s-5.5-1.5-8-5.5z M5 20L19.5 4.5',
  eye: 'M4 12c2.5-4 5-5.5 8-5.5s5.5 1.5 8 5.5c-2.5 4-5 5.5-8 5.5s-5.5-1.5-8-5.5z M12 9.5a2.5 2.5 0 1 0 .1 0z',
  people:
    'M9 4.5a3.5 3.5 0 1 0 .1 0z M2.5 20c.5-5 3-7 6.5-7s6 2 6.5 7 M16 5a3 3 0 0 1 0 6 M18 13.5c2 .8 3.2 2.800 3.5 6.5',
  sound: 'M4 9.5h3.5L13 5v14l-5.5-4.5H4z M16.5 8.5c1.600 2 1.600 5 0 7 M19 6c3 3.5 3 8.5 0 12',
  mute: 'M4 9.5h3.5L13 5v14l-5.5-4.5H4z M16.5 9.5l5 5 M21.5 9.5l-5 5',
  screen: 'M3 5h18v11.5H3z M8.5 20.5h7 M12 16.5v4',
  close: 'M5.5 5.5l13 13 M18.5 5.5l-13 13',
  dice: 'M4.5 4.5h15v15h-15z M8.5 8.5v.1 M15.5 8.5v.1 M12 12v.1 M8.5 15.5v.1 M15.5 15.5v.1',
  sleep: 'M5 6h7l-7 8h7 M14.5 13h5l-5 6h5',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words or inside a labelled button: it says nothing by itself. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
