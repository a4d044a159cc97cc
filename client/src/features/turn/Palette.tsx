import { PALETTE } from '@drawguess/game/ink';
import { memo } from 'react';
import { chooseColour, swapColours, useTools } from '../../store/tools.ts';
import { useTexts } from '../../texts/index.ts';
import { colourKey } from './keymap.ts';

/** The colour in hand and the one before it, large, then all colours. */
export const Palette = memo(function Palette() {
  const { tools: texts } = useTexts();
  const colour = useTools((tools) => tools.colour);
  return (
    <fieldset className="palette" aria-label={texts.colours}>
      <ColourInHand />
      {PALETTE.map(({ name, hex }, index) => {
        const label = texts.colourNames[name];
        const key = colourKey(index);
        return (
          <button
            key={name}
            type="button"
            className="colour"
            aria-label={label}
            title={key === undefined ? label : `${label} (${key})`}
            aria-keyshortcuts={key}
            aria-pressed={colour === index}
            onClick={() => chooseColour(index)}
          >
            <span style={{ backgroundColor: hex }} />
          </button>
        );
      })}
    </fieldset>
  );
});

/** Swaps with the colour before. */
function ColourInHand() {
  const { tools, drawing } = useTexts();
  const [now, before] = [useTools((held) => held.colour), useTools((held) => held.lastColour)].map(
    (index) => PALETTE[index] ?? PALETTE[0],
  ) as [(typeof PALETTE)[number], (typeof PALETTE)[number]];
  const label = drawing.swap(tools.colourNames[now.name], tools.colourNames[before.name]);
  return (
    <button
      type="button"
      className="colour-in-hand"
      data-testid="colour-in-hand"
      data-colour={now.name}
      aria-label={label}
      title={`${label} (X)`}
      aria-keyshortcuts="X"
      onClick={swapColours}
    >
      <span style={{ backgroundColor: before.hex }} />
      <span style={{ backgroundColor: now.hex }} />
    </button>
  );
}
