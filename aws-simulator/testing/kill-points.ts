import { KillPoint } from '../lambda/run';
import { SimulatedAccount } from '../simulated-account';

/** Plays something and kills nothing, but lists the points at which the first run of an event could have been killed. */
export async function listKillPoints(
  aws: SimulatedAccount, isMeant: (point: KillPoint) => boolean, play: () => Promise<unknown>,
): Promise<KillPoint[]> {
  const points: KillPoint[] = [];
  aws.lambda.killWhen = point => {
    if (point.run === 0 && isMeant(point)) points.push(point);
    return false;
  };
  await play();
  aws.lambda.killWhen = undefined;
  return points;
}

/** Kills a run at this one point of an event that is meant: a run that goes otherwise than when it was listed may never come by. */
export function killAt(point: Pick<KillPoint, 'run' | 'index' | 'when'>, isMeant: (point: KillPoint) => boolean): (point: KillPoint) => boolean {
  const { run, index, when } = point;
  return candidate => candidate.run === run && candidate.index === index && candidate.when === when && isMeant(candidate);
}
