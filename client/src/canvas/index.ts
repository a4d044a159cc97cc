export { createPainter, type Painter } from './painter.ts';
export { countStrokes, lateOperations, showCanvas } from './show-canvas.ts';
export { createDrawingHand, type DrawingHand, type ToolChoice } from './drawing-hand.ts';
export { exportPng } from './export-png.ts';
