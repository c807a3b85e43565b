/**
 * Regions with a voice-chime endpoint; elsewhere its host name does not resolve.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/chime-sdk.html
 */
export const VOICE_ENDPOINT_REGIONS: readonly string[] = [
  'us-east-1', 'us-west-2', 'ca-central-1', 'eu-central-1', 'eu-west-1', 'eu-west-2',
  'ap-northeast-1', 'ap-northeast-2', 'ap-southeast-1', 'ap-southeast-2',
];
