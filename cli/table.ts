/** Tables for a terminal: columns line up although a Chinese character is two cells wide. */

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Cells that a text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : 1;
  return width;
}

export interface Column {
  readonly title: string;
  /** Figures stand to the right. */
  readonly right?: boolean;
}

/** Lines of a table: a heading, and a row each; no line ends with blanks. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => widthOf(line[at] ?? ''))));
  return lines.map((line) =>
    columns
      .map(({ right }, at) => {
        const text = line[at] ?? '';
        const blanks = ' '.repeat((widths[at] ?? 0) - widthOf(text));
        return right === true ? blanks + text : text + blanks;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Lines of names and values. */
export function pairs(rows: readonly (readonly [name: string, value: string])[]): string[] {
  const width = Math.max(0, ...rows.map(([name]) => widthOf(name)));
  return rows.map(([name, value]) => `${name}${' '.repeat(width - widthOf(name))}  ${value}`.trimEnd());
}
