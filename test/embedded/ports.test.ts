import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort, freePorts } from '../../embedded/ports.ts';

const occupied = async (): Promise<{ port: number; release: () => void }> => {
  const port = await freePort();
  const holder = createServer();
  await new Promise<void>((settle) => holder.listen(port, '127.0.0.1', () => settle()));
  return { port, release: () => void holder.close() };
};

test('the usual port is taken when it is free', async () => {
  const port = await freePort();
  expect(await freePort(port)).toBe(port);
});

test('a taken port is replaced, and the person is told', async () => {
  const { port, release } = await occupied();
  const said: string[] = [];
  const other = await freePort(port, (line) => said.push(line));
  release();
  expect(other).not.toBe(port);
  expect(said).toEqual([`port ${port} is taken, using ${other}`]);
});

test('ports asked for together differ, even when the same one is wished twice', async () => {
  const wish = await freePort();
  const ports = await freePorts([wish, wish, 0, 0]);
  expect(new Set(ports).size).toBe(4);
});

test('of very many ports none is given twice, although the system repeats itself', async () => {
  const ports = await freePorts(Array.from({ length: 600 }, () => 0));
  expect(new Set(ports).size).toBe(600);
});
