import { existsSync } from 'node:fs';
import { CfnResource } from 'aws-cdk-lib';
import { CloudAssemblies, jsonLog, killAt, listKillPoints, readStack } from '.';
import { KillPoint } from '..';
import { fixtureStack } from '../fixture/fixture-app';
import { NUMBERS, runsOf, useAccount } from '../fixture/use-account';

const account = useAccount();
const artifact = fixtureStack();

function isDelete({ event }: KillPoint): boolean {
  return (event as { RequestType?: string }).RequestType === 'Delete';
}

describe('CloudAssemblies', () => {
  test('synthesizes each app into a folder of its own, and takes them away', () => {
    const assemblies = new CloudAssemblies();
    const [first, second] = ['a', 'b'].map(value => assemblies.synthesizeStack('Stack', stack => {
      new CfnResource(stack, 'Scripted', { type: 'Test::Scripted', properties: { Value: value } });
    }));
    expect(first.assembly.directory).not.toBe(second.assembly.directory);
    expect(readStack(second.assembly.directory, 'Stack').template.Resources.Scripted.Properties).toEqual({ Value: 'b' });
    assemblies.delete();
    expect(existsSync(first.assembly.directory)).toBe(false);
  });
});

describe('jsonLog', () => {
  test('tells what functions have written, also after their deletion', async () => {
    const aws = await account();
    await aws.stack('Fixture').deploy(artifact);
    await aws.stack('Fixture').delete();
    expect(jsonLog(aws).map(({ type }) => type)).toEqual(['Create', 'Delete']);
    expect(jsonLog(aws, name => name.startsWith('Other'))).toEqual([]);
  });
});

describe('kill points', () => {
  test('of one event are listed, and then played one by one', async () => {
    // GIVEN
    const aws = await account();
    const play = async () => {
      await aws.stack('Fixture').deploy(artifact);
      return aws.stack('Fixture').delete();
    };
    const points = await listKillPoints(aws, isDelete, play);
    expect(points.map(({ service, when }) => `${service} ${when}`)).toEqual(['chime before', 'chime after', 'response before', 'response after']);
    for (const point of points) {
      // WHEN
      await account();
      aws.lambda.killWhen = killAt(point, isDelete);
      const result = await play();
      await aws.drain();
      // THEN: the function is gone by the time of a second run, if the answer had arrived
      expect(result.status).toBe('DELETE_COMPLETE');
      expect(runsOf(aws).map(({ type }) => type)).toEqual(point.service === 'response' && point.when === 'after' ? ['Create', 'Delete'] : ['Create', 'Delete', 'Delete']);
      expect(NUMBERS.map(number => aws.chime.ownerOf(number))).toEqual([undefined, undefined, undefined]);
    }
  });
});
