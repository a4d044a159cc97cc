import { Icon } from '../elements/Icon.tsx';

/** Pictures that only the drawer's tools need, on the grid and with the stroke of `Icon`. */
const PATHS = {
  line: 'M4.5 19.5C9 14.5 14 9.5 19.5 4.5',
  rectangle: 'M4 6.5l16-1-.5 12.5-15 .5z',
  ellipse: 'M12 5c5 0 8.6 2.9 8.5 6.8S17 19 12 19s-8.5-3-8.5-7S7 5 12 5z',
  eyedropper:
    'M4 20l.8-3.4 8.4-8.4 2.6 2.6-8.4 8.4z M11.5 6.5l6 6 M14.5 8l2.6-3.2a1.9 1.9 0 0 1 2.7 2.7L16.6 10',
  even: 'M4.5 4.5h10v10h-10z M9.5 9.5l10 10 M19.5 14v5.5H14',
  finger:
    'M9 13V5.2a1.6 1.6 0 0 1 3.2 0V11 M12.2 11.5l4.8 1c1.4.3 2 1.2 1.8 2.6L18 20 M9 13l-1.7-1.3c-1.6-1-3 .6-2 2L9 20',
  hand: 'M8 20c-2-2-3.5-5.5-4-7 .3-1 1.5-1 2 0l1.5 2V6.5c0-1.6 2.4-1.6 2.4 0V11 4.5c0-1.6 2.4-1.6 2.4 0V11 5.7c0-1.6 2.4-1.6 2.4 0V11.5 8c0-1.5 2.3-1.5 2.3 0v6c0 3-1 4.500-2 6z',
} as const;

type OwnIcon = keyof typeof PATHS;
export type ToolIconName = OwnIcon | 'pen' | 'eraser' | 'fill' | 'undo' | 'redo' | 'clear';

/** A picture inside a labelled button. */
export function ToolIcon({ name }: { name: ToolIconName }) {
  if (!(name in PATHS)) return <Icon name={name as Exclude<ToolIconName, OwnIcon>} />;
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name as OwnIcon]} />
    </svg>
  );
}
