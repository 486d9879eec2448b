// Free ports on loopback: the usual one when nobody has it, else another, and the caller says so.
import { createServer } from 'node:net';

const loopback = '127.0.0.1';

/** The port that could be bound on loopback, or undefined when it is taken. Port 0 asks the system for any. */
const tryPort = (port: number): Promise<number | undefined> =>
  new Promise((settle) => {
    const probe = createServer();
    probe.once('error', () => settle(undefined));
    probe.listen({ host: loopback, port, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => settle(address !== null && typeof address === 'object' ? address.port : undefined));
    });
  });

/**
 * A free TCP port on 127.0.0.1.
 * @param preferred the port to take when it is free; 0 for any
 * @param say called with one sentence when the preferred port was taken
 * @throws when the system has no free port
 */
export const freePort = async (preferred = 0, say: (line: string) => void = () => undefined): Promise<number> => {
  const wanted = await tryPort(preferred);
  if (wanted !== undefined) return wanted;
  const other = await tryPort(0);
  if (other === undefined) throw new Error('no free port on 127.0.0.1');
  say(`port ${preferred} is taken, using ${other}`);
  return other;
};

/** Several different free ports at once (asked one by one, the system may give the same twice). */
export const freePorts = async (preferred: readonly number[], say?: (line: string) => void): Promise<number[]> => {
  const ports: number[] = [];
  for (const wish of preferred) {
    let port = await freePort(ports.includes(wish) ? 0 : wish, say);
    while (ports.includes(port)) port = await freePort();
    ports.push(port);
  }
  return ports;
};
