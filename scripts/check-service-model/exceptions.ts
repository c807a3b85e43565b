import { ExceptionCode } from '../../aws-simulator/chime/service-exception';

/** What the operations on phone numbers answer in place of a result, each of them; boto3's model says whether these are all. */
export const EXCEPTIONS: readonly ExceptionCode[] = [
  'AccessDenied', 'BadRequest', 'Forbidden', 'NotFound', 'ServiceFailure', 'ServiceUnavailable', 'ThrottledClient', 'UnauthorizedClient',
];
