/** The same function, which finds its answer anew only when it is asked for something else than the last time. */
export function rememberLast<Key extends string, Value>(find: (key: Key) => Value): (key: Key) => Value {
  let last: { key: Key; value: Value } | undefined
  return (key) => {
    if (last?.key !== key) last = { key, value: find(key) }
    return last.value
  }
}
