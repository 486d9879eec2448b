// What happens to a call to a number, by its ending; the endings stand in docs/calls.md.
import type { CallStatus } from './shapes.ts';

export type VoiceFate = { way: readonly CallStatus[]; answeredBy?: string };

const answered: readonly CallStatus[] = ['initiated', 'ringing', 'in-progress', 'completed'];

const endings: Readonly<Record<string, VoiceFate>> = {
  '90001': { way: ['initiated', 'ringing', 'no-answer'] },
  '90002': { way: ['initiated', 'ringing', 'busy'] },
  '90003': { way: ['initiated', 'failed'] },
  '90004': { way: answered, answeredBy: 'machine_start' },
  '90005': { way: ['initiated', 'ringing', 'canceled'] },
};

/** Numbers that no text reaches are not answered either; everybody else answers. */
export const voiceFateOf = (number: string): VoiceFate => {
  const ending = number.slice(-5);
  const fate = endings[ending];
  if (fate !== undefined) return fate;
  if (/^3000[3-8]$/.test(ending)) return { way: ['initiated', 'ringing', 'no-answer'] };
  return { way: answered, answeredBy: 'human' };
};
