/** partition, service, region, account and resource follow the word `arn`. */
const PARTS = 6;

/**
 * Whether some ARN fits both patterns, in which `*` stands for any text.
 *
 * Part by part: else the `*` of one part could stand for a colon and the part after it.
 */
export function arnsOverlap(one: string, other: string): boolean {
  const [parts, others] = [one, other].map(splitArn);
  return parts.length === PARTS && others.length === PARTS && parts.every((part, index) => globsOverlap(part, others[index]));
}

/** The last part has colons of its own. */
function splitArn(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, PARTS - 1), ...parts.length >= PARTS ? [parts.slice(PARTS - 1).join(':')] : []];
}

function globsOverlap(one: string, other: string): boolean {
  if (one === '' && other === '') return true;
  // An asterisk stands for nothing, or for what the other pattern begins with.
  if (one.startsWith('*')) return globsOverlap(one.slice(1), other) || (other !== '' && globsOverlap(one, other.slice(1)));
  if (other.startsWith('*')) return globsOverlap(other, one);
  return one !== '' && one[0] === other[0] && globsOverlap(one.slice(1), other.slice(1));
}
