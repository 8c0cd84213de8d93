/** The first item that was there before, or `undefined`; linear, as records may hold very many. */
export function firstDuplicate<Item>(items: Item[]): Item | undefined {
  const seen = new Set<Item>()
  return items.find((item) => seen.size === seen.add(item).size)
}
