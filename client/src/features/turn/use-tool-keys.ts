import { useEffect } from 'react';
import { chooseColour, chooseTool, stepSize, swapColours, useTools } from '../../store/tools.ts';
import { isWriting, keyCommand, type KeyCommand } from './keymap.ts';

function obey(command: KeyCommand): void {
  const { hand } = useTools.getState();
  switch (command.type) {
    case 'tool':
      return chooseTool(command.tool);
    case 'colour':
      return chooseColour(command.colour);
    case 'size':
      return stepSize(command.by);
    case 'swap':
      return swapColours();
    case 'undo':
      return hand?.undo();
    case 'redo':
      return hand?.redo();
  }
}

/** Lets keys choose tools, wherever on the page they are pressed but in a field or a dialog. */
export function useToolKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isWriting(event.target) || document.querySelector('dialog[open]') !== null) return;
      const command = keyCommand(event);
      if (command === undefined) return;
      event.preventDefault();
      obey(command);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
