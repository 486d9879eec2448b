import type { PartnersNotPerforming } from '../../../domain/partnerState.ts';
import type { World } from '../../../domain/world.ts';
import { LoanLife } from './loanLife.ts';

/** A loan that sees which of its partners do not perform. */
export class PartnersSeen extends LoanLife {
  partners: PartnersNotPerforming | undefined;
  override get world(): World {
    const { partners } = this;
    return partners === undefined ? super.world : { ...super.world, partners };
  }
}
