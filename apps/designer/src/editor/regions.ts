/** The parts of the editor in the order in which F6 goes through them; each marks itself with `data-region`. */
const regions = () => [...document.querySelectorAll<HTMLElement>('[data-region]')];

/** Where one comes into a part: what it was left at, else the first thing in it that takes the focus. */
const entries =
  '[role=treeitem][tabindex="0"], button:enabled, input:enabled, a[href], [tabindex="0"]:not([role=group])';
const enter = (region: HTMLElement | undefined) => region?.querySelector<HTMLElement>(entries)?.focus();

/** To the next part, or with -1 to the one before. */
export function goToRegion(step: 1 | -1): void {
  const all = regions();
  const here = all.findIndex((region) => region.contains(document.activeElement));
  enter(all[(here + step + all.length) % all.length]);
}

/** From the settings back to the step they are of: in the outline, or in the drawing where there is no outline. */
export function goToStep(): void {
  const drawn = document.querySelector<HTMLElement>('.react-flow__node.selected');
  const outline = regions().find(({ dataset }) => dataset.region === 'outline');
  if (outline !== undefined) enter(outline);
  else drawn?.focus();
}

/** Whether Escape is still the field's own: it closes the list that the field has open. */
export function hasListOpen(field: Element): boolean {
  return field.closest('[aria-expanded=true]')?.matches('input, [aria-haspopup=listbox]') ?? false;
}
