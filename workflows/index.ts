/** Every workflow type that a worker registers. */
export { campaign } from './campaign.ts';
export { claim } from './claim.ts';
export { collateral } from './collateral.ts';
export { legalAction } from './legalAction.ts';
export { loan } from './loan.ts';
export { partner } from './partner.ts';
export { sender } from './sender.ts';
export { writeOff } from './writeOff.ts';
