import { AVATAR_SIDE, readAvatar, toSvg } from '@drawguess/game/ink';
import { useMemo } from 'react';

/** A face as its player drew it. */
export function DrawnAvatar({ avatar }: { avatar: string }) {
  const source = useMemo(() => {
    const square = `viewBox="-0.5 -0.5 ${AVATAR_SIDE} ${AVATAR_SIDE}" width="${AVATAR_SIDE}" height="${AVATAR_SIDE}"`;
    const svg = toSvg(readAvatar(avatar)).replace(/viewBox="[^"]*" width="\d+" height="\d+"/, square);
    return `data:image/svg+xml,${encodeURIComponent(svg)}`;
  }, [avatar]);
  return <img className="avatar drawn" src={source} alt="" />;
}
