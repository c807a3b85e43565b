import { Silence, StrayWrite } from './finding';
import { StackPlan } from './plan';
import { MonthRecord } from './record';

/** What was found, and all that has happened to the number around it. */
export function describeFinding(finding: Silence | StrayWrite, month: MonthRecord): string {
  const { phoneNumber } = finding;
  const what = 'cause' in finding
    ? `was off its owner from ${finding.from} to ${finding.until}, and nobody had asked for that; what ended it: ${finding.ending}`
    : `was put on ${finding.owner} at ${finding.at}, where nobody wanted it`;
  return `${phoneNumber} ${what}\n${timelineOf(phoneNumber, month).map(line => `  ${line}\n`).join('')}`;
}

function timelineOf(phoneNumber: string, { tenures, operations, checks }: MonthRecord): string[] {
  const lines = [
    ...(tenures.get(phoneNumber) ?? []).map(({ since, owner, byHand }) => ({ at: since, line: `is on ${owner ?? 'nothing'}${byHand ? ', by hand' : ''}` })),
    ...operations.flatMap(({ stack, kind, from, until, status, before, after, reason }) => {
      const [old, asked] = [before, after].map(plan => declares(plan, phoneNumber));
      if (!old && !asked) return [];
      return [
        { at: from, line: `${stack} ${kind}: ${old ?? 'not declared'} → ${asked ?? 'not declared'}` },
        { at: until, line: `${stack} ${status}${reason ? ` (${reason.slice(0, 100)})` : ''}` },
      ];
    }),
    ...checks.filter(check => check.phoneNumbers.has(phoneNumber) && check.drifted > 0)
      .map(({ until, drifted, repaired, outcome }) => ({ at: until, line: `check ${outcome}: ${drifted} drifted, ${repaired} put back` })),
  ];
  return lines.sort((one, other) => one.at - other.at).map(({ at, line }) => `${at} ${line}`);
}

function declares(plan: StackPlan, phoneNumber: string): string | undefined {
  const [id, association] = Object.entries(plan).find(([, { phoneNumbers }]) => phoneNumbers.includes(phoneNumber)) ?? [];
  return association && `${id} on ${association.owner}${association.force ? ', by force' : ''}${association.retain ? ', retained' : ''}`;
}
