/** Width of the logical canvas in logical pixels; x runs over 0..1599. Screens scale it, nothing else knows them. */
export const CANVAS_WIDTH = 1600;

/** Height of the logical canvas in logical pixels; y runs over 0..899. */
export const CANVAS_HEIGHT = 900;

/** Pressure runs over 0..63. */
export const MAX_PRESSURE = 63;

/** The pressure of devices that have none (mouse, most fingers): the nominal width of a size. */
export const PLAIN_PRESSURE = 32;

/** Most points that one `P` operation carries. */
export const MAX_POINTS_PER_OPERATION = 64;

/** Most points of one stroke, its first one included. */
export const MAX_STROKE_POINTS = 4096;

/** Writer slots run over 0..61: one per author of a canvas, the same across an author's client ids. */
export const SLOT_COUNT = 62;

/**
 * A point of a stroke on the logical canvas, all integers: x 0..1599, y 0..899, pressure 0..63 (32 where the device
 * measures none).
 */
export type Point = readonly [x: number, y: number, pressure: number];

/** What a stroke does to the paper under it. */
export type Tool = 'pen' | 'eraser';

/** Nominal stroke diameters in logical pixels, reached at pressure 32; an operation names one by its index. */
export const SIZES = [4, 8, 14, 24, 40, 64] as const;

/** One colour of the palette: a stable key for translations and its sRGB value as `#RRGGBB`. */
export type PaletteColour = { readonly name: string; readonly hex: string };

/**
 * The colours of the game; an operation and a pixel name one by its index. Index 0 is the paper itself. New colours
 * are appended: an index, once used in an archived drawing, keeps its meaning.
 */
export const PALETTE = [
  { name: 'paper', hex: '#FFFFFF' },
  { name: 'ink', hex: '#1E1B2E' },
  { name: 'slate', hex: '#5F5A72' },
  { name: 'ash', hex: '#B9B3C6' },
  { name: 'tomato', hex: '#E8452F' },
  { name: 'brick', hex: '#9C2A22' },
  { name: 'rose', hex: '#F2708D' },
  { name: 'blush', hex: '#FFC4C9' },
  { name: 'tangerine', hex: '#FF8A1F' },
  { name: 'peach', hex: '#FFCB9E' },
  { name: 'marker', hex: '#FFD43B' },
  { name: 'butter', hex: '#FFF0A8' },
  { name: 'moss', hex: '#6B8423' },
  { name: 'leaf', hex: '#35AD53' },
  { name: 'mint', hex: '#A9E5C1' },
  { name: 'pine', hex: '#17603F' },
  { name: 'lagoon', hex: '#14A39F' },
  { name: 'sky', hex: '#7FCBF6' },
  { name: 'cobalt', hex: '#2F5FD0' },
  { name: 'navy', hex: '#1F2F6E' },
  { name: 'lilac', hex: '#C2A5EC' },
  { name: 'grape', hex: '#6440AE' },
  { name: 'plum', hex: '#94388A' },
  { name: 'cocoa', hex: '#75432A' },
  { name: 'caramel', hex: '#C28047' },
  { name: 'sand', hex: '#EDD6AE' },
] as const satisfies readonly PaletteColour[];

/** The stable key of a palette colour. */
export type ColourName = (typeof PALETTE)[number]['name'];

/** The index of the paper, which is what an eraser and a clear leave behind. */
export const PAPER = 0;
