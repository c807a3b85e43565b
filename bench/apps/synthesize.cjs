// Plain JavaScript, so that what is measured is the synthesis and no compiler.
const { App, Stack } = require('aws-cdk-lib');

const [contestant, count, voiceConnectorId, outdir] = process.argv.slice(2);
const phoneNumbers = Array.from({ length: Number(count) }, (_, index) => `+1206${5_550_000 + index}`);

const declare = {
  empty: () => undefined,

  function: (stack) => {
    const { Code, Function: Lambda, Runtime } = require('aws-cdk-lib/aws-lambda');
    new Lambda(stack, 'Function', { code: Code.fromAsset(__dirname), handler: 'invoke.handler', runtime: Runtime.NODEJS_24_X });
  },

  ours: (stack) => {
    const { VoiceConnectorPhoneNumberAssociation } = require('cdk-chime-phone-number-association');
    new VoiceConnectorPhoneNumberAssociation(stack, 'Numbers', { voiceConnectorId, e164PhoneNumbers: phoneNumbers });
  },

  // Its `ChimePhoneNumber` can only associate numbers that it has ordered itself, with two resources a number. This is
  // the resource underneath: one a number, for numbers that exist.
  peer: (stack) => {
    const { PSTNResources } = require('cdk-amazon-chime-resources');
    for (const [index, e164PhoneNumber] of phoneNumbers.entries()) {
      new PSTNResources(stack, `Number${index}`, {
        resourceType: 'PhoneAssociation', uid: `Number${index}`, properties: { voiceConnectorId, e164PhoneNumber },
      });
    }
  },

  // As written by hand: one call with all numbers. Whether the service takes so many at once is not known.
  handwritten: (stack) => {
    const { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } = require('aws-cdk-lib/custom-resources');
    const call = (action) => ({
      service: 'ChimeSDKVoice',
      action,
      parameters: { VoiceConnectorId: voiceConnectorId, E164PhoneNumbers: phoneNumbers },
      physicalResourceId: PhysicalResourceId.of('Numbers'),
    });
    const associate = call('associatePhoneNumbersWithVoiceConnector');
    new AwsCustomResource(stack, 'Numbers', {
      onCreate: associate,
      onUpdate: associate,
      onDelete: call('disassociatePhoneNumbersFromVoiceConnector'),
      installLatestAwsSdk: false,
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
    });
  },
};

const app = new App({ analyticsReporting: false, outdir });
declare[contestant](new Stack(app, 'Bench'));
app.synth();
