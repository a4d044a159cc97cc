import { useState } from 'react';
import { exportPng } from '../../canvas/index.ts';
import { useTexts } from '../../texts/index.ts';
import { pictureOf } from '../gallery/turns-api.ts';
import type { FinishedTurn } from './turn-api.ts';

/** Takes the drawing along: as a file of either kind, or as a link. */
export function SaveAndShare({ turn, label }: { turn: FinishedTurn; label: string }) {
  const { archive } = useTexts();
  const [said, setSaid] = useState('');

  const savePng = async (): Promise<void> => {
    try {
      const url = URL.createObjectURL(await exportPng(turn.operations));
      const link = document.createElement('a');
      link.href = url;
      link.download = fileName(turn.word, 'png');
      link.click();
      // The browser has taken it when its own task is done.
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch {
      setSaid(archive.notSaved);
    }
  };

  const share = async (): Promise<void> => {
    const { href } = location;
    try {
      if (typeof navigator.share === 'function') return await navigator.share({ title: label, url: href });
      await navigator.clipboard.writeText(href);
      setSaid(archive.linkCopied);
    } catch (error) {
      // Who thinks better of it needs no message.
      if (!(error instanceof DOMException && error.name === 'AbortError')) setSaid(archive.copyByHand(href));
    }
  };

  return (
    <div className="replay-save">
      <div className="row">
        <button type="button" className="button" onClick={() => void savePng()}>
          {archive.savePng}
        </button>
        <a className="button" href={pictureOf(turn)} download={fileName(turn.word, 'svg')}>
          {archive.saveSvg}
        </a>
        <button type="button" className="button" onClick={() => void share()}>
          {archive.share}
        </button>
      </div>
      <output className="reason">{said}</output>
    </div>
  );
}

const fileName = (word: string, ending: 'png' | 'svg'): string =>
  `${word.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.${ending}`;
