/** Of the same items in two orders: as few as possible that have to be moved to get from the one to the other. */
export function movedItems(before: readonly string[], after: readonly string[]): Set<string> {
  const place = new Map(before.map((id, index) => [id, index]));
  // The longest run of items that stand in the order they stood in (patience sorting); all others have moved.
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  const places = after.map((id) => place.get(id) ?? -1);
  for (const [index, at] of places.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[ends[middle]!]! < at) low = middle + 1;
      else high = middle;
    }
    previous[index] = low === 0 ? undefined : ends[low - 1];
    ends[low] = index;
  }
  const moved = new Set(after);
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) moved.delete(after[index]!);
  return moved;
}
