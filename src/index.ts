export { type DriftDetectionOptions } from './drift-detection-options';
export { E164, type E164FileOptions } from './e164';
export { type PhoneNumberAssociationProps } from './phone-number-association-props';
export { PhoneNumberAssociationProvider, type PhoneNumberAssociationProviderProps } from './phone-number-association-provider';
export {
  VoiceConnectorGroupPhoneNumberAssociation,
  type VoiceConnectorGroupPhoneNumberAssociationProps,
} from './voice-connector-group-phone-number-association';
export { VoiceConnectorPhoneNumberAssociation, type VoiceConnectorPhoneNumberAssociationProps } from './voice-connector-phone-number-association';
