import { App } from 'aws-cdk-lib';
import { TelephonyStack } from './telephony-stack';

const app = new App();
new TelephonyStack(app, 'Telephony', {
  env: { region: 'us-east-1' },
  // Numbers of your account's inventory, of the product type Voice Connector.
  phoneNumbers: ['+12065550100', '+12065550101'],
});
