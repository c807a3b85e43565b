import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { agnosticStack, associate, associateWithGroup } from './template';
import { E164 } from '../../src';

/** What somebody writes, and what the error must say: the value, what is wrong with it, and what to do. */
type WrongInput = readonly [value: string, reason: string, remedy: string];

/** As in aws-cdk-lib/aws-chime, which the oldest CDK does not have. */
class CfnVoiceConnector extends CfnResource {
  public readonly attrVoiceConnectorId = this.getAtt('VoiceConnectorId').toString();
}

const connectorIn = (stack: Stack) => new CfnVoiceConnector(stack, 'Connector', { type: 'AWS::Chime::VoiceConnector' });

const RIGHT = "write '+12065550100'";

describe('phone numbers', () => {
  test.each<WrongInput>([
    ['', 'is empty', 'leave it out'],
    ['   ', 'is empty', 'leave it out'],
    ['2065550100', 'has no country code', "write '+12065550100' if it is a number of the United States"],
    ['(206) 555-0100', 'has no country code', "write '+12065550100' if it is a number of the United States"],
    ['79460000', 'has no country code', 'write the plus sign and the country code before it'],
    ['911', 'has only 3 digits and no country code', 'write the whole number that outside callers dial'],
    ['02079460000', 'starts with a 0, as numbers are dialled inside a country', 'write the plus sign and the country code instead of the 0'],
    ['12065550100', 'has no plus sign before the country code', RIGHT],
    ['1-206-555-0100', 'has no plus sign before the country code', RIGHT],
    ['442079460000', 'has no plus sign before the country code', "write '+442079460000'"],
    ['+1 (206) 555-0100', 'has blanks or punctuation', RIGHT],
    ['+1.206.555.0100', 'has blanks or punctuation', RIGHT],
    ['+12065550100 ', 'has blanks or punctuation', RIGHT],
    ['+44 (0)20 7946 0000', 'has blanks or punctuation', "write '+442079460000'"],
    ['+999 123 4567', 'has blanks or punctuation', 'no country is known to have the code of +999'],
    ['＋１２０６５５５０１００', 'has characters of full width', RIGHT],
    ['+12065550100,', 'has characters that are not part of a number (,)', RIGHT],
    ["'+12065550100", "has characters that are not part of a number (')", RIGHT],
    ['+12065550100 ext. 5', 'has an extension', RIGHT],
    ['+12065550100x5', 'has an extension', RIGHT],
    ['+12065550100;ext=5', 'has an extension', RIGHT],
    ['+12065550100,,5', 'has an extension', RIGHT],
    ['+1 800 FLOWERS', 'has letters', "write '+18003569377', the digits that stand on the same keys"],
    ['1-800-FLOWERS', 'has letters', "write '+18003569377', the digits that stand on the same keys"],
    ['800-FLOWERS', 'has letters', 'write the digits that stand on the same keys, 8003569377, with the plus sign and the country code before them'],
    ['+1206555O1OO', 'has a letter that looks like a digit', RIGHT],
    ['+12065550100 Ann', "has text next to the number ('Ann')", RIGHT],
    ['Reception', 'has no digits', "write a number such as '+12065550100'"],
    ['+1206555XXXX', 'has a placeholder for digits', 'write all digits'],
    ['+12065550100,+12065550101', 'has two numbers in one text', "write each as an element of its own: '+12065550100', '+12065550101'"],
    ['+12065550100 / +12065550101', 'has two numbers in one text', "write each as an element of its own: '+12065550100', '+12065550101'"],
    ['+12065550100 or +12065550101', 'has two numbers in one text', "write each as an element of its own: '+12065550100', '+12065550101'"],
    ['+12065550100/01', "has more after a separator ('01')", 'write one number'],
    ['+12065550100-+12065550199', 'is a range of numbers', "use E164.range('+12065550100', '+12065550199')"],
    ['+12065550100-0199', 'ends in a dash and few digits', 'a range with E164.range'],
    ['tel:+12065550100', 'is a URI (tel:)', RIGHT],
    ['sip:+12065550100@example.com', 'is a URI (sip:)', RIGHT],
    ['%2B12065550100', 'is percent-encoded', RIGHT],
    ['011442079460000', 'starts with 011, the international prefix of North America', "write '+442079460000'"],
    ['00442079460000', 'starts with 00, an international prefix', "write '+442079460000'"],
    ['+00442079460000', 'has an international prefix after the plus sign', "write '+442079460000'"],
    ['+02079460000', 'has a 0 after the plus sign', 'write the country code instead of the 0'],
    ['++12065550100', 'has a plus sign that is not at the start', RIGHT],
    ['+1206555010', 'has 9 digits after +1', 'add one digit'],
    ['+120655501000', 'has 11 digits after +1', 'remove one digit'],
    ['+112065550100', 'has the country code twice', RIGHT],
    ['+1', 'is a country code alone', 'write the subscriber number after it'],
    ['+44', 'is a country code alone', 'write the subscriber number after it'],
    ['+8', 'has one digit only', 'write the whole number'],
    ['+1234567890123456', 'has 16 digits, and at most 15 are allowed', 'leave that out'],
    ['12065550100.0', 'is a decimal', RIGHT],
    ['1.20656E+10', 'is in scientific notation', 'format the column as text'],
    ['["+12065550100"]', 'is a list that was written as one text', 'parse it'],
    ['undefined', 'is what a program writes for a value that is not a text', 'check where the list is built'],
    ['${NUMBER}', 'has a placeholder that was not filled in', 'write the number in its place'],
    ['{{resolve:secretsmanager:desk}}', 'is a dynamic reference to a secret', 'keep the number in a plain parameter'],
  ])('%j', (value, reason, remedy) => {
    for (const message of [
      refusal(() => associate(agnosticStack(), { e164PhoneNumbers: [value] })),
      refusal(() => associateWithGroup(agnosticStack(), { e164PhoneNumbers: ['+12065550101', value] }, 'Numbers')),
    ]) {
      const [expectation, problem] = message.split('\n');
      expect(expectation).toMatch(/^e164PhoneNumbers of Stack\/Numbers must hold phone numbers in E\.164 format \(a plus sign, the country code .*\)$/);
      expect(problem).toContain(`'${value}' ${reason}`);
      expect(problem).toContain(remedy);
    }
  });
});

describe('other types, as JavaScript and the context give them', () => {
  const tokens = Fn.split(',', Fn.importValue('Numbers'));

  test.each<[string, unknown, string, string]>([
    ['nothing', undefined, 'is undefined, where a list of strings is expected', 'neither cdk.json nor --context sets its key'],
    ['null', null, 'is null, where a list of strings is expected', 'give the numbers'],
    ['a string', '+12065550100', "is the string '+12065550100', where a list of strings is expected", "put it into a list, ['+12065550100']"],
    ['a string with commas', '+12065550100,+12065550101', "is the string '+12065550100,+12065550101'", "split it with split(',')"],
    ['a number', 12065550100, 'is the number 12065550100, where a list of strings is expected', "write ['+12065550100']"],
    ['an object', { desk: '+12065550100' }, 'is an object with the keys desk', "give the numbers, as in ['+12065550100']"],
    ['a set', new Set(['+12065550100']), 'is an object of the class Set', 'spread it into a list'],
    ['a string token', Fn.importValue('Numbers'), 'is a string token', 'give a list token'],
    ['a number in the list', [12065550100], 'element [0] is the number 12065550100, where a string is expected', "write it as a string, '+12065550100'"],
    ['null in the list', ['+12065550101', null], 'element [1] is null, where a string is expected', 'leave the element out'],
    ['a list in the list', [['+12065550100']], 'element [0] is a list of 1, where a string is expected', 'with flat()'],
    ['a list token among numbers', ['+12065550100', ...tokens], 'has a list that is only known at deployment among single numbers', 'give the list an association of its own'],
  ])('%s', (_, numbers, reason, remedy) => {
    expectAll(refusal(() => associate(agnosticStack(), { e164PhoneNumbers: numbers as string[] })), 'e164PhoneNumbers of Stack/Numbers', reason, remedy);
  });

  test.each<[string, (stack: Stack) => unknown, string, string]>([
    ['a construct', stack => connectorIn(stack), "is the construct 'Stack/Connector' (CfnVoiceConnector)", 'write its attrVoiceConnectorId'],
    ['an answer of the service', () => ({ VoiceConnectorId: 'id' }), 'is an object with the keys VoiceConnectorId', 'write its VoiceConnectorId'],
    ['an attribute that is no string', stack => connectorIn(stack).getAtt('VoiceConnectorId'), 'is a token that is neither a string nor a list', 'write Token.asString(…) around it'],
    ['a list', () => ['abcdef1ghij2klmno3pqr4'], 'is a list of 1', 'declare one for each'],
    ['nothing', () => undefined, 'is undefined', 'neither cdk.json nor --context sets its key'],
  ])('%s in place of the id of a connector', (_, idIn, reason, remedy) => {
    const stack = agnosticStack();
    const message = refusal(() => associate(stack, { voiceConnectorId: idIn(stack) as string }));
    expectAll(message, 'voiceConnectorId of Stack/Numbers', reason, 'where its id or ARN is expected, as a string', remedy);
  });
});

describe('blocks of numbers', () => {
  test.each<[string, () => unknown, string, string, string]>([
    ['a first without its plus sign', () => E164.range('12065550100', '+12065550199'), "'12065550100'", 'has no plus sign', RIGHT],
    ['a short form of the last', () => E164.range('+12065550100', '199'), "'199'", 'has only 3 digits', 'write the whole number'],
    ['a token', () => E164.range(Fn.importValue('First'), '+12065550199'), 'first of E164.range', 'is a token', 'write it as a literal'],
    ['another length', () => E164.range('+442079460000', '+44207946001'), "'+44207946001'", 'is not in one block', 'the same length'],
    ['another country', () => E164.range('+19999999999', '+20000000001'), "'+20000000001'", 'is not in one block', 'the same first three digits'],
    ['the wrong order', () => E164.range('+12065550199', '+12065550100'), "'+12065550100'", 'is lower than the first', "write E164.range('+12065550100', '+12065550199')"],
    ['too many', () => E164.range('+12065550000', '+12065555000'), "'+12065555000'", 'makes 5001 numbers', 'write several ranges'],
  ])('%s', (_, make, value, reason, remedy) => {
    expectAll(refusal(make), value, reason, remedy);
  });
});

describe('files', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'wrong-inputs-'));
  const file = path.join(directory, 'numbers.csv');
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  test.each<[string, string | Buffer, string, string]>([
    ['empty', '', 'has no phone numbers', 'write one a line'],
    ['formatted', '+1 (206) 555-0100', "line 1: '+1 (206) 555-0100' has blanks or punctuation", RIGHT],
    ['twice', '+12065550100\n+12065550100', "line 2: '+12065550100' is on line 1, too", 'remove one of the two'],
    ['missing', 'name,phone\nAnn,', 'line 2: the number is missing', 'write it, or remove the line'],
    ['open quote', '"+12065550100', 'line 1: a double quote is not closed', 'close it'],
    ['unknown column', 'name,desk\nAnn,+12065550100', "its first line has 'name', 'desk'", 'give one of these as column'],
    ['JSON', '["+12065550100"]', 'is a JSON document', 'parse it with JSON.parse'],
    ['UTF-16', Buffer.from('\ufeff+12065550100', 'utf16le'), 'is text in UTF-16', 'save it as UTF-8'],
    ['UTF-16 without a mark', Buffer.from('+12065550100', 'utf16le'), 'is text in UTF-16', 'save it as UTF-8'],
    ['workbook', Buffer.from('PK\x03\x04'), 'is a ZIP archive, such as an Excel workbook', 'export the sheet'],
    ['binary', Buffer.from('+1\0\0\0'), 'is binary', 'give a file that a text editor can open'],
  ])('%s', (_, content, reason, remedy) => {
    fs.writeFileSync(file, content);
    expectAll(refusal(() => E164.fromFile(file)), file, reason, remedy);
  });

  test.each<[string, string, string]>([
    [path.join(directory, 'missing.csv'), 'nothing is at', 'Correct the path'],
    ['missing.csv', `nothing is at ${path.resolve('missing.csv')}`, 'make it absolute'],
    ['~/numbers.csv', 'nothing is at', 'write the whole path'],
    [directory, 'is a directory', 'name the text or CSV file in it'],
    [Fn.importValue('File'), 'filePath of E164.fromFile is a token', 'give its path as a literal'],
  ])('%j', (filePath, reason, remedy) => {
    expectAll(refusal(() => E164.fromFile(filePath)), reason, remedy);
  });
});

function expectAll(message: string, ...parts: string[]): void {
  for (const part of parts) expect(message).toContain(part);
}

/** The message with which something is refused. */
function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it was accepted');
}
