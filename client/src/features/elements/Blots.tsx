import { PALETTE, SIZES } from '@drawguess/game/ink';
import { useTexts } from '../../texts/index.ts';
import './blots.css';

type ColourName = (typeof PALETTE)[number]['name'];

/** A few of the palette's colours to choose from. */
export function Blots({
  colours,
  chosen,
  onChoose,
}: {
  colours: readonly ColourName[];
  /** Place in the palette. */
  chosen: number | undefined;
  onChoose: (colour: number) => void;
}) {
  const { tools } = useTexts();
  return (
    <fieldset className="blots" aria-label={tools.colours}>
      {colours.map((name) => {
        const index = PALETTE.findIndex((one) => one.name === name);
        return (
          <button
            key={name}
            type="button"
            className="blot"
            aria-label={tools.colourNames[name]}
            aria-pressed={chosen === index}
            onClick={() => onChoose(index)}
          >
            <span style={{ backgroundColor: PALETTE[index]?.hex }} />
          </button>
        );
      })}
    </fieldset>
  );
}

/** A few of the line widths to choose from. */
export function Brushes({
  sizes,
  chosen,
  onChoose,
}: {
  /** Places in the list of sizes. */
  sizes: readonly number[];
  chosen: number;
  onChoose: (size: number) => void;
}) {
  const { tools } = useTexts();
  return sizes.map((size) => (
    <button
      key={size}
      type="button"
      className="button brush"
      aria-label={tools.size(SIZES[size] ?? 0)}
      aria-pressed={chosen === size}
      onClick={() => onChoose(size)}
    >
      <span data-size={size} />
    </button>
  ));
}
