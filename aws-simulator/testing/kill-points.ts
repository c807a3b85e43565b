import { KillPoint } from '../lambda/run';
import { SimulatedAccount } from '../simulated-account';

/** Plays something and kills nothing, but lists the points at which the first run of an event could have been killed. */
export async function listKillPoints(aws: SimulatedAccount, isMeant: (point: KillPoint) => boolean, play: () => Promise<unknown>): Promise<KillPoint[]> {
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
export function killAt({ run, index, when }: Pick<KillPoint, 'run' | 'index' | 'when'>, isMeant: (point: KillPoint) => boolean): (point: KillPoint) => boolean {
  return point => point.run === run && point.index === index && point.when === when && isMeant(point);
}
