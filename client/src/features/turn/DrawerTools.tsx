import { PALETTE, SIZES } from '@drawguess/game/ink';
import { useEffect } from 'react';
import { useTools } from '../../store/tools.ts';
import { useTexts } from '../../texts/index.ts';
import { Icon, type IconName } from '../elements/Icon.tsx';
import './tools.css';

const TOOLS = ['pen', 'eraser', 'fill'] as const;

/** What lies beside the drawer's canvas. */
export function DrawerTools() {
  const { tools: texts } = useTexts();
  const { tool, size, canUndo, canRedo } = useTools();
  useUndoKeys();

  const action = (name: Extract<IconName, 'undo' | 'redo' | 'clear'>, enabled: boolean) => (
    <button
      type="button"
      className="button tool"
      aria-label={texts[name]}
      title={texts[name]}
      disabled={!enabled}
      onClick={() => useTools.getState().hand?.[name]()}
    >
      <Icon name={name} />
    </button>
  );

  return (
    <div className="tools" role="toolbar" aria-label={texts.title}>
      <div className="tool-row">
        {TOOLS.map((one) => (
          <button
            key={one}
            type="button"
            className="button tool"
            aria-label={texts[one]}
            title={texts[one]}
            aria-pressed={tool === one}
            onClick={() => useTools.setState({ tool: one })}
          >
            <Icon name={one} />
          </button>
        ))}
        <span className="tool-gap" />
        {action('undo', canUndo)}
        {action('redo', canRedo)}
        {action('clear', true)}
      </div>
      <fieldset className="tool-row" aria-label={texts.sizes}>
        {SIZES.map((diameter, index) => (
          <button
            key={diameter}
            type="button"
            className="size"
            aria-label={texts.size(diameter)}
            aria-pressed={size === index}
            onClick={() => useTools.setState({ size: index })}
          >
            <svg viewBox="0 0 64 64" aria-hidden="true">
              <circle cx="32" cy="32" r={4 + diameter * 0.4} />
            </svg>
          </button>
        ))}
      </fieldset>
      <Palette />
    </div>
  );
}

function Palette() {
  const { tools: texts } = useTexts();
  const { tool, colour } = useTools();
  return (
    <fieldset className="palette" aria-label={texts.colours}>
      {PALETTE.map(({ name, hex }, index) => (
        <button
          key={name}
          type="button"
          className="colour"
          style={{ backgroundColor: hex }}
          aria-label={texts.colourNames[name] ?? name}
          title={texts.colourNames[name] ?? name}
          aria-pressed={colour === index}
          onClick={() => useTools.setState({ colour: index, tool: tool === 'eraser' ? 'pen' : tool })}
        />
      ))}
    </fieldset>
  );
}

/** Ctrl or ⌘ with Z, with Shift to redo. */
function useUndoKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isWriting = event.target instanceof HTMLInputElement;
      if (isWriting || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      event.preventDefault();
      const { hand } = useTools.getState();
      if (event.shiftKey) hand?.redo();
      else hand?.undo();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
