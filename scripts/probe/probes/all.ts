import { associateAgain, disassociateAbsent, elsewhere } from './associations';
import { largestBatch } from './largest-batch';
import { readLag } from './read-lag';
import { requestRate } from './request-rate';
import { arnRegion, freshConnector, listOfUnknownOwner } from './voice-connectors';
import { Probe } from '../finding';

/** In the order in which they run: what only reads comes first, and the lag of reads before what depends on it. */
export const PROBES: readonly Probe[] = [
  arnRegion, listOfUnknownOwner, disassociateAbsent, readLag, associateAgain, freshConnector, elsewhere, largestBatch, requestRate,
];
