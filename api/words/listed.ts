/** The parts that there are, one after the other. */
export const listed = (parts: readonly (string | null)[], between: string): string =>
  parts.filter((part) => part !== null).join(between);
