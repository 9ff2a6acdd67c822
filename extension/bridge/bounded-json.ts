/** As JSON, or undefined when that is longer than allowed, or when the value has none: cyclic, or a BigInt in it. */
export function boundedJson(value: unknown, maxLength: number): string | undefined {
  try {
    const text: string | undefined = JSON.stringify(value); // undefined has no text
    return text && text.length <= maxLength ? text : undefined;
  } catch {
    return undefined;
  }
}
