// Pages as pictures: drawn by pdftoppm, kept as PNG, compared by the mean darkness of small squares, so that another
// version of the rasteriser does not matter and a line that moved does.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';

export const canRasterise = spawnSync('pdftoppm', ['-v']).error === undefined;

/** A page in grey: 0 black, 255 white. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly points: Uint8Array;
}

/** Draws every page at 40 dots an inch, in order. */
export function drawPages(folder: string, pdf: Uint8Array): Picture[] {
  const file = join(folder, 'pages.pdf');
  writeFileSync(file, pdf);
  const drawn = spawnSync('pdftoppm', ['-r', '40', '-gray', file, join(folder, 'drawn')]);
  if (drawn.status !== 0) throw new Error(`pdftoppm: ${drawn.stderr.toString()}`);
  const names = readdirSync(folder).filter((name) => name.startsWith('drawn'));
  return names.sort().map((name) => {
    const pgm = readFileSync(join(folder, name));
    rmSync(join(folder, name));
    const [head = '', width, height] = /^P5\s(\d+)\s(\d+)\s255\s/u.exec(pgm.subarray(0, 40).toString('latin1')) ?? [];
    return { width: Number(width), height: Number(height), points: pgm.subarray(head.length) };
  });
}

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

function chunk(type: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** Eight bits of grey, every row as it is. */
export function toPng({ width, height, points }: Picture): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.concat([Buffer.of(0), points.subarray(y * width, (y + 1) * width)]),
  );
  const body = deflateSync(Buffer.concat(rows), { level: 9 });
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]);
}

/** What `toPng` wrote. */
export function fromPng(png: Buffer): Picture {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const rows = inflateSync(Buffer.concat(parts));
  const points = Array.from({ length: height }, (_, y) => rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)));
  return { width, height, points: Buffer.concat(points) };
}

const squarePoints = 5;

/** Share of squares whose mean darkness differs by more than a tenth; 1 when the sizes differ. */
export function difference(a: Picture, b: Picture): number {
  if (a.width !== b.width || a.height !== b.height) return 1;
  const mean = (page: Picture, left: number, top: number): number => {
    let sum = 0;
    for (let y = top; y < top + squarePoints; y += 1)
      for (let x = left; x < left + squarePoints; x += 1) sum += page.points[y * page.width + x] ?? 255;
    return sum / squarePoints ** 2;
  };
  let squares = 0;
  let differ = 0;
  for (let top = 0; top + squarePoints <= a.height; top += squarePoints) {
    for (let left = 0; left + squarePoints <= a.width; left += squarePoints) {
      squares += 1;
      if (Math.abs(mean(a, left, top) - mean(b, left, top)) > 25.5) differ += 1;
    }
  }
  return differ / squares;
}
