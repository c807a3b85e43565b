/** Something that a tool has to say against a template. */
export interface Finding {
  /** The tool, or its pack of rules. */
  readonly judge: string;
  /** The rule, without the name of its pack. */
  readonly rule: string;
  /** What it is about: a construct, a logical id or an IAM action. */
  readonly subject: string;
  /** Where it was found, for the person who has to look. */
  readonly place: string;
  readonly message: string;
}

/** A finding that stays, and why. */
export interface Acknowledgement {
  readonly judges: readonly string[];
  readonly rule: string;
  readonly subjects: readonly string[];
  readonly reason: string;
}

export interface Verdict {
  readonly unacknowledged: readonly Finding[];
  /** What an acknowledgement names, and no judge has found. */
  readonly unused: readonly string[];
}

/** Holds the findings of all judges against what is acknowledged: each has to be, and nothing else may be. */
export function weigh(findings: readonly Finding[], acknowledgements: readonly Acknowledgement[]): Verdict {
  const acknowledged = acknowledgements.flatMap(({ judges, rule, subjects }) => (
    judges.flatMap(judge => subjects.map(subject => keyOf({ judge, rule, subject })))
  ));
  const found = new Set(findings.map(keyOf));
  return {
    unacknowledged: findings.filter(finding => !acknowledged.includes(keyOf(finding))),
    unused: acknowledged.filter(key => !found.has(key)),
  };
}

/** As it is printed. */
export function keyOf({ judge, rule, subject }: Pick<Finding, 'judge' | 'rule' | 'subject'>): string {
  return `${judge}: ${rule} on ${subject}`;
}
