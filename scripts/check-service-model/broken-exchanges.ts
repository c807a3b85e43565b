import { Exchange } from './exchange';

/** An exchange in which one thing is wrong. */
interface BrokenExchange {
  readonly what: string;
  readonly exchange: Exchange;
  /** As the validation tells it. */
  readonly difference: string;
}

const ASSOCIATE: Exchange = {
  service: 'chime-sdk-voice',
  method: 'POST',
  url: '/voice-connectors/abcdef1ghij2klmno3pqr4?operation=associate-phone-numbers',
  body: JSON.stringify({ E164PhoneNumbers: ['+12065550100'], ForceAssociate: false }),
  status: 200,
  headers: { 'content-type': 'application/json' },
  answer: JSON.stringify({ PhoneNumberErrors: [] }),
};
const LIST: Exchange = {
  ...ASSOCIATE, method: 'GET', url: '/phone-numbers?max-results=100', body: '', answer: JSON.stringify({ PhoneNumbers: [] }),
};
const EVENTS: Exchange = {
  ...LIST,
  service: 'cloudformation',
  method: 'POST',
  url: '/',
  body: 'Action=DescribeStackEvents&Version=2010-05-15&StackName=Office',
  headers: { 'content-type': 'text/xml' },
  answer: eventsAnswer('<EventId>1</EventId><StackId>id</StackId><StackName>Office</StackName><Timestamp>2026-01-01T00:00:00.000Z</Timestamp>'),
};

function eventsAnswer(event: string): string {
  const result = `<StackEvents><member>${event}</member></StackEvents>`;
  return '<DescribeStackEventsResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">'
    + `<DescribeStackEventsResult>${result}</DescribeStackEventsResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></DescribeStackEventsResponse>`;
}

function numberAnswer(number: object): string {
  return JSON.stringify({ PhoneNumbers: [{ E164PhoneNumber: '+12065550100', ...number }] });
}

const OPERATION = 'AssociatePhoneNumbersWithVoiceConnector';

/** A validation that finds nothing proves nothing: in each of these it has to find the one thing that is wrong. */
export const BROKEN_EXCHANGES: readonly BrokenExchange[] = [
  {
    what: 'a request of no operation',
    exchange: { ...ASSOCIATE, url: '/voice-connectors/abcdef1ghij2klmno3pqr4?operation=move-phone-numbers' },
    difference: 'POST /voice-connectors/abcdef1ghij2klmno3pqr4?operation=move-phone-numbers: is no operation',
  },
  {
    what: 'a parameter that does not exist',
    exchange: { ...LIST, url: '/phone-numbers?sort-by=number' },
    difference: 'ListPhoneNumbers: sort-by is no parameter',
  },
  {
    what: 'a field of a body that does not exist',
    exchange: { ...ASSOCIATE, body: JSON.stringify({ E164PhoneNumbers: ['+12065550100'], Force: true }) },
    difference: `${OPERATION}: Force is no parameter`,
  },
  {
    what: 'a parameter that breaks its pattern',
    exchange: { ...ASSOCIATE, body: JSON.stringify({ E164PhoneNumbers: ['0800 555'] }) },
    difference: `${OPERATION}: request.E164PhoneNumbers[] is 0800 555, and should match ^\\+?[1-9]\\d{1,14}$`,
  },
  {
    what: 'a page that is too large',
    exchange: { ...LIST, url: '/phone-numbers?max-results=101' },
    difference: 'ListPhoneNumbers: request.MaxResults has 101, and should have 1 to 100',
  },
  {
    what: 'a member of an answer that does not exist',
    exchange: { ...LIST, answer: numberAnswer({ Owner: 'Office' }) },
    difference: 'ListPhoneNumbers: answer.PhoneNumbers[].Owner is not in the model',
  },
  {
    what: 'a member of the wrong type',
    exchange: { ...LIST, answer: numberAnswer({ Country: 1 }) },
    difference: 'ListPhoneNumbers: answer.PhoneNumbers[].Country is 1, and should be a string',
  },
  {
    what: 'an answer that a client fails of',
    exchange: { ...LIST, answer: JSON.stringify({ PhoneNumbers: ['+12065550100'] }) },
    difference: "ListPhoneNumbers: botocore cannot read the answer: AttributeError(\"'str' object has no attribute 'get'\")",
  },
  {
    what: 'a value that is not in its enumeration',
    exchange: { ...LIST, answer: numberAnswer({ Type: 'Mobile' }) },
    difference: 'ListPhoneNumbers: answer.PhoneNumbers[].Type is Mobile, and should be one of Local, TollFree',
  },
  {
    what: 'a timestamp without its zone',
    exchange: { ...LIST, answer: numberAnswer({ CreatedTimestamp: '2026-01-01' }) },
    difference: "ListPhoneNumbers: answer.PhoneNumbers[].CreatedTimestamp is '2026-01-01', and should be an ISO 8601 timestamp",
  },
  {
    what: 'a status that is not that of the operation',
    exchange: { ...ASSOCIATE, status: 201 },
    difference: `${OPERATION}: HTTP status 201 is not 200`,
  },
  {
    what: 'an exception of another operation',
    exchange: { ...ASSOCIATE, status: 409, answer: JSON.stringify({ Code: 'Conflict', Message: '' }) },
    difference: `${OPERATION}: the error Conflict is not of this operation`,
  },
  {
    what: 'an exception with the status of another',
    exchange: { ...ASSOCIATE, status: 400, headers: { 'x-amzn-errortype': 'ForbiddenException' }, answer: JSON.stringify({ Message: '' }) },
    difference: `${OPERATION}: ForbiddenException has HTTP status 403, not 400`,
  },
  {
    what: 'another version of an API',
    exchange: { ...EVENTS, body: 'Action=DescribeStackEvents&Version=2011-01-01&StackName=Office' },
    difference: 'DescribeStackEvents: Version 2011-01-01 is not 2010-05-15',
  },
  {
    what: 'a required member that is missing',
    exchange: { ...EVENTS, answer: eventsAnswer('<EventId>1</EventId><StackId>id</StackId><Timestamp>2026-01-01T00:00:00.000Z</Timestamp>') },
    difference: 'DescribeStackEvents: answer.StackEvents[].StackName is missing',
  },
  {
    what: 'an element that does not exist',
    exchange: { ...EVENTS, answer: EVENTS.answer.replace('<EventId>', '<Cause>none</Cause><EventId>') },
    difference: 'DescribeStackEvents: answer.StackEvents[].Cause is not in the model',
  },
];
