import { voiceConnector as owner } from '../../chime/phone-number';
import { digest } from '../physical-id';
import { ExistingResource, ResourceState, ResourceType } from '../resource-type';

function stateOf(physicalId: string): ResourceState {
  return { physicalId, ref: physicalId, attributes: { VoiceConnectorId: idOf(physicalId), VoiceConnectorArn: physicalId } };
}

function idOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** `AWS::Chime::VoiceConnector`. The API does not know a new one at once, and it is not deleted while numbers are on it. */
export const voiceConnector: ResourceType = {
  replacedBy: ['AwsRegion', 'NetworkType'],
  create: ({ environment, stackId, logicalId }) => {
    const { account, region, chime, simulation, freshConnectorMs } = environment;
    // A replacement gets another id, so the time is part of it.
    const id = digest(`${stackId}/${logicalId}/${simulation.now()}`, 22);
    chime.create(owner(id), simulation.now() + freshConnectorMs);
    return stateOf(`arn:aws:chime:${region}:${account}:vc/${id}`);
  },
  update: ({ physicalId }) => stateOf(physicalId),
  delete: ({ environment: { chime }, physicalId }: ExistingResource) => chime.remove(owner(idOf(physicalId))),
};
