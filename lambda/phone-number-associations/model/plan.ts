import { AssociationSpec } from './association';
import { Placement } from './owner';

/** A number to be associated without force: nobody may lose it. */
export interface Association {
  readonly phoneNumber: string;
  readonly to: AssociationSpec;
}

/** A number to be taken with force from where it was seen: one request, never on nothing. */
export interface Take extends Association {
  readonly from: Placement;
}

/** A number to be taken off an owner. */
export interface Disassociation {
  readonly phoneNumber: string;
  readonly from: Placement;
}

/** A number that stays where it is although the templates would have it elsewhere, and why. */
export interface Exemption {
  readonly phoneNumber: string;
  readonly why: 'retained' | 'was there before, as far as the times of associations tell';
}

/** What is to be done; every number is in one list at most, and one that is where it should be in none. */
export interface Plan {
  readonly associate: readonly Association[];
  readonly take: readonly Take[];
  readonly disassociate: readonly Disassociation[];
  readonly leave: readonly Exemption[];
}
