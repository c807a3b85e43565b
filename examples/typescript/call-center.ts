import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { E164 } from 'cdk-chime-phone-number-association';
import { CallCenterStack } from './call-center-stack';

// npx cdk deploy --app 'npx ts-node --prefer-ts-exts call-center.ts'
const app = new App();
new CallCenterStack(app, 'CallCenter', {
  env: { region: 'us-east-1' },
  voiceConnectorGroupId: '12345678-90ab-cdef-1234-567890abcdef',
  phoneNumbers: [
    ...E164.range('+12065550110', '+12065550119'),
    ...E164.fromFile(path.join(__dirname, 'numbers.csv')),
  ],
});
