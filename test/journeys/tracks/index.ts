// The lives of tracks, relief and rights, which are played together.
import type { Life } from '../life.ts';
import { planned, restructured } from './agreements.ts';
import { auctioned } from './auctioned.ts';
import { bankruptcy } from './bankruptcy.ts';
import { calledIn, securityMissed } from './calledIn.ts';
import { death } from './death.ts';
import { fraud } from './fraud.ts';
import { guaranteeKept, guaranteeLapses, nearlyTimeBarred } from './limitation.ts';
import { claimedAgain, lapsed, passedOver } from './partner.ts';
import { placed } from './placed.ts';
import { redeemed } from './redeemed.ts';
import { bridged, deferred, extended, neverDecided } from './relief.ts';
import { suitSettled } from './suitSettled.ts';
import { suitToTheEnd } from './suitToTheEnd.ts';
import { suitUnused } from './suitUnused.ts';
import { takenInLieu } from './takenInLieu.ts';

export const lives: readonly Life[] = [
  ...[suitToTheEnd, suitSettled, suitUnused],
  ...[auctioned, takenInLieu, redeemed],
  ...[bankruptcy, death, fraud],
  ...[nearlyTimeBarred, guaranteeLapses, guaranteeKept],
  ...[deferred, extended, planned, restructured, bridged, neverDecided],
  ...[calledIn, securityMissed, placed],
  ...[...lapsed, passedOver, claimedAgain],
];
