import type { NodeChoice } from '../canvas/new-node.ts';

/** Marks our own drags; what is dragged stays here, since anybody can write anything into what a drag carries. */
const TYPE = 'application/x-raccord-step';
let dragged: NodeChoice | undefined;

export function startDrag({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>, choice: NodeChoice): void {
  dragged = choice;
  dataTransfer?.setData(TYPE, '');
}

export function endDrag(): void {
  dragged = undefined;
}

/** What is dragged over the drawing, when it comes out of the palette. */
export function draggedChoice({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>): NodeChoice | undefined {
  return dataTransfer?.types.includes(TYPE) === true ? dragged : undefined;
}
