import { claim } from '../../../domain/claim.ts';
import type { Posting } from '../../../domain/posting.ts';
import { pay } from '../sampleLoan.ts';
import { ACTIONS, TrackLife } from '../trackLife.ts';

export const BUY_BACK = { ...ACTIONS.advance, demand: 'buyBack' } as const;

/** Demanded on 10 February: 1000 past due; the answer by the 20th. */
export const demanded = (action: typeof ACTIONS.advance | typeof BUY_BACK = ACTIONS.advance): TrackLife =>
  new TrackLife(claim, action).open('dealer').at('2025-02-12');

/** What was written down since, without the opening. */
export const since = (life: TrackLife, from: string): string[] => life.story.filter((line) => line >= from);

export const dealer = (id: string, on: string, amountMinor: number, bookedOn = on): Posting =>
  pay(id, on, amountMinor, bookedOn, 'dealer');
