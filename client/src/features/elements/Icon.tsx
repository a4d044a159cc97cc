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
