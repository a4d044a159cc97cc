import { useLayoutEffect } from 'react';
import { usePreferences } from '../../store/preferences.ts';
import './handedness.css';

/** Lets the layout know by `data-hand` on the root element on which side tools are in nobody's way. */
export function useHandedness(): void {
  const isLeftHanded = usePreferences((preferences) => preferences.isLeftHanded);
  useLayoutEffect(() => {
    document.documentElement.dataset.hand = isLeftHanded ? 'left' : 'right';
  }, [isLeftHanded]);
}
