import { SIZES } from '@drawguess/game/ink';
import { useRef, type ComponentProps } from 'react';
import { isShape, type DrawingTool } from '../../canvas/index.ts';
import { setPreference, usePreferences } from '../../store/preferences.ts';
import { chooseSize, chooseTool, toggleConstrained, toggleFingers, useTools } from '../../store/tools.ts';
import { useTexts } from '../../texts/index.ts';
import { TOOL_KEYS } from './keymap.ts';
import { Palette } from './Palette.tsx';
import { useRovingFocus } from './roving-focus.ts';
import { ToolIcon, type ToolIconName } from './ToolIcon.tsx';
import { useToolKeys } from './use-tool-keys.ts';
import './tools.css';

const TOOLS = ['pen', 'eraser', 'fill', 'line', 'rectangle', 'ellipse', 'eyedropper'] as const;

/** What lies beside the drawer's canvas. */
export function DrawerTools() {
  const { tools: texts } = useTexts();
  const toolbar = useRef<HTMLDivElement>(null);
  useRovingFocus(toolbar);
  useToolKeys();
  return (
    <div className="tools" role="toolbar" aria-label={texts.title} ref={toolbar}>
      <ToolChoices />
      <SizeChoices />
      <Actions />
      <Palette />
    </div>
  );
}

function ToolChoices() {
  const { tools, drawing } = useTexts();
  const inHand = useTools(({ tool }) => tool);
  const names: Record<DrawingTool, string> = { ...tools, ...drawing.tools };
  return (
    <div className="tool-row tool-choices">
      {TOOLS.map((tool) => (
        <ToolButton
          key={tool}
          icon={tool}
          label={names[tool]}
          shortcuts={TOOL_KEYS[tool]}
          aria-pressed={inHand === tool}
          onClick={() => chooseTool(tool)}
        />
      ))}
    </div>
  );
}

function SizeChoices() {
  const { tools: texts } = useTexts();
  const size = useTools((tools) => tools.size);
  return (
    <fieldset className="tool-row sizes" aria-label={texts.sizes}>
      {SIZES.map((diameter, index) => (
        <button
          key={diameter}
          type="button"
          className="size"
          aria-label={texts.size(diameter)}
          title={`${texts.size(diameter)} ([ ])`}
          aria-keyshortcuts="[ ]"
          aria-pressed={size === index}
          onClick={() => chooseSize(index)}
        >
          <svg viewBox="0 0 64 64" aria-hidden="true">
            <circle cx="32" cy="32" r={4 + diameter * 0.4} />
          </svg>
        </button>
      ))}
      <ConstrainToggle />
    </fieldset>
  );
}

/** Shift for hands without a keyboard: also pressed with a second finger while the first one drags. */
function ConstrainToggle() {
  const { drawing } = useTexts();
  const isConstrained = useTools((tools) => tools.isConstrained);
  const isUseful = useTools(({ tool }) => isShape(tool));
  return (
    <ToolButton
      icon="even"
      label={drawing.even}
      aria-pressed={isConstrained}
      disabled={!isUseful}
      onClick={toggleConstrained}
      // Browsers make no click of a second finger.
      onPointerDown={({ isPrimary }) => isPrimary || toggleConstrained()}
    />
  );
}

function Actions() {
  const { tools: texts, drawing } = useTexts();
  const canUndo = useTools((tools) => tools.canUndo);
  const canRedo = useTools((tools) => tools.canRedo);
  const canClear = useTools((tools) => tools.canClear);
  const isPenUsed = useTools((tools) => tools.isPenUsed);
  const doFingersDraw = useTools((tools) => tools.doFingersDraw);
  const isLeftHanded = usePreferences((preferences) => preferences.isLeftHanded);
  const act = (action: 'undo' | 'redo' | 'clear') => () => useTools.getState().hand?.[action]();
  return (
    <div className="tool-row tool-actions">
      <ToolButton
        icon="undo"
        label={texts.undo}
        shortcuts={['Control+Z', 'Meta+Z']}
        disabled={!canUndo}
        onClick={act('undo')}
      />
      <ToolButton
        icon="redo"
        label={texts.redo}
        shortcuts={['Control+Shift+Z', 'Control+Y', 'Meta+Shift+Z']}
        disabled={!canRedo}
        onClick={act('redo')}
      />
      <ToolButton icon="clear" label={texts.clear} disabled={!canClear} onClick={act('clear')} />
      <ToolButton
        icon="hand"
        label={drawing.leftHanded}
        aria-pressed={isLeftHanded}
        onClick={() => setPreference('isLeftHanded', !isLeftHanded)}
      />
      {isPenUsed && (
        <ToolButton
          icon="finger"
          label={drawing.fingers}
          aria-pressed={doFingersDraw}
          onClick={toggleFingers}
        />
      )}
    </div>
  );
}

/** @param shortcuts as in `aria-keyshortcuts`; the first one is shown */
function ToolButton({
  icon,
  label,
  shortcuts = [],
  ...rest
}: { icon: ToolIconName; label: string; shortcuts?: readonly string[] } & ComponentProps<'button'>) {
  const [shown] = shortcuts;
  return (
    <button
      type="button"
      className="button tool"
      aria-label={label}
      title={shown === undefined ? label : `${label} (${shown.replace('Control', 'Ctrl')})`}
      {...(shown !== undefined && { 'aria-keyshortcuts': shortcuts.join(' ') })}
      {...rest}
    >
      <ToolIcon name={icon} />
    </button>
  );
}
