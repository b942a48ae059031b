import type { PaletteChoice } from './choices.ts';

/** Marks our own drags; what is dragged stays here, since anybody can write anything into what a drag carries. */
const TYPE = 'application/x-raccord-step';
let dragged: PaletteChoice | undefined;

export function startDrag({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>, choice: PaletteChoice): void {
  dragged = choice;
  dataTransfer?.setData(TYPE, '');
}

export function endDrag(): void {
  dragged = undefined;
}

/** What is dragged over the drawing, when it comes out of the palette. */
export function draggedChoice({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>): PaletteChoice | undefined {
  return dataTransfer?.types.includes(TYPE) === true ? dragged : undefined;
}
