/** Reading typed arrays where the index is known to be good: one function a type, since V8 makes a function that sees several types slow. */

export function at(array: Int32Array, index: number): number {
  return array[index] as number;
}

export function byteAt(array: Uint8Array, index: number): number {
  return array[index] as number;
}

export function unitAt(array: Uint16Array, index: number): number {
  return array[index] as number;
}

/** Lists of numbers side by side: list `i` is `values[bounds[i]..bounds[i + 1])`. */
export interface Lists {
  readonly bounds: Int32Array;
  readonly values: Int32Array;
}

export function toLists(lists: readonly ArrayLike<number>[]): Lists {
  const bounds = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => {
    bounds[index + 1] = at(bounds, index) + list.length;
  });
  const values = new Int32Array(at(bounds, lists.length));
  lists.forEach((list, index) => {
    values.set(list, at(bounds, index));
  });
  return { bounds, values };
}
