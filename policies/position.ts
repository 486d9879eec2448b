import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type Document, type LineCounter, type Node } from 'yaml';

/** Where something stands in a policy, as keys and indexes from the top. */
export type Path = readonly (string | number)[];

/** Both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Finds the place of a path in the text: the value's key where it has one, else the value. A path that leads to something
 * missing is placed at the deepest part that exists.
 */
export function positionOf(document: Document, lines: LineCounter, path: Path): Position {
  let node: unknown = document.contents;
  let at = startOf(node) ?? 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    const next = isMap(node) ? pairOf(node.items, key) : undefined;
    const value = isSeq(node) && typeof key === 'number' ? node.items[key] : next?.value;
    const found = startOf(next?.key) ?? startOf(value);
    if (found === undefined) break;
    at = found;
    node = value;
  }
  const { line, col } = lines.linePos(at);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function pairOf(items: readonly unknown[], key: string | number): { key: unknown; value: unknown } | undefined {
  return items.filter((item) => isPair(item)).find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node satisfies Node).range?.[0] : undefined;
}

/** `ladder[3].action.template` */
export function writtenPath(path: Path): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}
