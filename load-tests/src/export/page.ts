import { exportPng } from '@drawguess/client/canvas';
import { CANVAS_HEIGHT, CANVAS_WIDTH } from '@drawguess/game/ink';

/** What runs in the page; pictures leave it as base64. */
type Exported = {
  renderSvg(svg: string): Promise<string>;
  exportPng(operations: readonly string[]): Promise<string>;
};

declare global {
  interface Window {
    exported: Exported;
  }
}

async function pixelsOf(file: Blob): Promise<string> {
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.src = url;
  await image.decode();
  const context = new OffscreenCanvas(CANVAS_WIDTH, CANVAS_HEIGHT).getContext('2d');
  if (context === null) throw new Error('There is no canvas.');
  context.drawImage(image, 0, 0);
  URL.revokeObjectURL(url);
  const { data } = context.getImageData(0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
  let binary = '';
  for (let at = 0; at < data.length; at += 8_192)
    binary += String.fromCharCode(...data.subarray(at, at + 8_192));
  return btoa(binary);
}

window.exported = {
  renderSvg: (svg) => pixelsOf(new Blob([svg], { type: 'image/svg+xml' })),
  exportPng: async (operations) => pixelsOf(await exportPng(operations)),
};
