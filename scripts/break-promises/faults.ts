/** A handler that breaks a promise on purpose. */
export interface Fault {
  /** As the random lives name what is broken. */
  readonly promise: string;
  readonly what: string;
  /** Below lambda/phone-number-associations. */
  readonly file: string;
  readonly code: string;
  readonly instead: string;
}

export const FAULTS: readonly Fault[] = [
  {
    promise: 'P1 green means ringing',
    what: 'answers success whatever was refused',
    file: 'reconcile/reconcile.ts',
    code: 'if (failures.length === 0) return',
    instead: 'if (failures.length >= 0) return',
  },
  {
    promise: 'P2 failed means as before',
    what: 'rolls nothing back',
    file: 'reconcile/rollback.ts',
    code: 'const phase = ',
    instead: 'if (changes.length > 0) return;\n  const phase = ',
  },
  {
    promise: 'P2 failed means as before',
    what: 'takes off what was there before',
    file: 'reconcile/rollback.ts',
    code: 'const isOfDeployment = originOf(undoing);',
    instead: 'const isOfDeployment = () => true;',
  },
  {
    promise: 'P2 what has succeeded stays without rollback',
    what: 'answers success whatever was refused, before another resource fails',
    file: 'reconcile/reconcile.ts',
    code: 'if (failures.length === 0) return',
    instead: 'if (failures.length >= 0) return',
  },
  {
    promise: 'P3 nobody is robbed',
    what: 'takes a number from anybody',
    file: 'reconcile/reconcile.ts',
    code: 'return after?.force === true || sameOwner(holder, before?.owner);',
    instead: 'return after !== undefined || sameOwner(holder, before?.owner);',
  },
  {
    promise: 'P3 what is not declared is not written',
    what: 'takes off a number more',
    file: 'reconcile/disassociate.ts',
    code: 'let pending = phoneNumbers;',
    instead: 'let pending: readonly string[] = [...new Set([...phoneNumbers, ...Array.from({ length: 10 }, (_, index) => `+1206555000${index}`)])];',
  },
  {
    promise: 'P4 no gap',
    what: 'lets numbers go before they come',
    file: 'reconcile/carry-out.ts',
    code: 'const failures: Failure[] = [];\n  const coming',
    instead: 'const failures: Failure[] = [];\n'
      + '  for (const { phoneNumber, from } of take) await phase.in(from.region).disassociator.disassociate(from.owner, [phoneNumber], undoLog.disassociated);\n  const coming',
  },
  {
    promise: 'P5 gone means off',
    what: 'leaves on what leaves the template',
    file: 'decide/plan.ts',
    code: 'if (before.retain && associationRemoved) leave',
    instead: 'if (before) leave',
  },
  {
    promise: 'P6 always answered',
    what: 'does not answer a failure',
    file: 'handler.ts',
    code: 'await sendAnswer(event, answer,',
    instead: "if (answer.status === 'SUCCESS') await sendAnswer(event, answer,",
  },
  {
    promise: 'P7 never stuck',
    what: 'fails a rollback for what people did by hand',
    file: 'reconcile/rollback.ts',
    code: 'if (!target || OUTAGES',
    instead: 'if (phoneNumber || OUTAGES',
  },
  {
    promise: 'P2 failed means as before',
    what: 'goes on when a rollback has overtaken it (P8)',
    file: 'handler.ts',
    code: 'assertMayWrite: () => deployment.assertCurrent(eventInHand)',
    instead: 'assertMayWrite: async () => undefined',
  },
  {
    promise: 'P2 failed means as before',
    what: 'forgets what a killed run has done (P6)',
    file: 'reconcile/reconcile.ts',
    code: '  adoptEarlierRuns(changes,',
    instead: '  if (changes.length < 0) adoptEarlierRuns(changes,',
  },
];
