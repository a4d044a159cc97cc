export { createPainter, type Painter } from './painter.ts';
export { countStrokes, lateOperations, showCanvas } from './show-canvas.ts';
export { exportPng } from './export-png.ts';
export { createDrawingHand, type DrawingHand, type DrawingTool, type ToolChoice } from './drawing-hand.ts';
export type { KeyboardCursor } from './keyboard-input.ts';
export { brushCursor } from './brush-cursor.ts';
export { isShape } from './shapes.ts';
export { createAvatarPad, type AvatarPad } from './avatar-pad.ts';
