/** Personal values as lists and screens show them: enough to tell two people apart, not enough to use. */

/** `王小明` → `王**`, `Anna Lee` → `A*** L**`. */
export function maskName(name: string): string {
  return name
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map((word) => {
      const [first = '', ...rest] = Array.from(word);
      return first + '*'.repeat(Math.max(1, rest.length));
    })
    .join(' ');
}

/** `+8613812345678` → `+86******5678`: country code and the last four digits. */
export function maskPhone(phone: string): string {
  const shown = Math.min(4, Math.max(0, phone.length - 6));
  const tail = shown === 0 ? '' : phone.slice(-shown);
  const head = phone.slice(0, 3);
  return head + '*'.repeat(Math.max(0, phone.length - head.length - tail.length)) + tail;
}
