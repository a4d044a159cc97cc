import { AVATAR_SIDE, readAvatar, toSvg } from '@drawguess/game/ink';
import { useMemo } from 'react';

/** A face as its player drew it. */
export function DrawnAvatar({ avatar }: { avatar: string }) {
  const source = useMemo(() => {
    const svg = toSvg(readAvatar(avatar), { width: AVATAR_SIDE, height: AVATAR_SIDE });
    return `data:image/svg+xml,${encodeURIComponent(svg)}`;
  }, [avatar]);
  return <img className="avatar drawn" src={source} alt="" />;
}
