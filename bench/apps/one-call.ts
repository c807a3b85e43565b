import { AssociatePhoneNumbersWithVoiceConnectorCommand, ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';

const client = new ChimeSDKVoiceClient({});

/** The least that a handler with the SDK can do. */
export const handler = () => client.send(new AssociatePhoneNumbersWithVoiceConnectorCommand({
  VoiceConnectorId: 'abcdef1ghij2klmno3pqr4',
  E164PhoneNumbers: ['+12065550000'],
  ForceAssociate: false,
}));
