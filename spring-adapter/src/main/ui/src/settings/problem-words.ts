import type { SettingsWords } from './messages';
import type { FormProblem } from './policy-check';
import { spanWords } from './span';

/** What is wrong, for the reader. `text` is what the server said, where it was the server who complained. */
export function problemWords({ code, values = {} }: FormProblem, words: SettingsWords, locale: string): string {
  const value = (name: string) => values[name] ?? '';
  switch (code) {
    case 'server': return value('text');
    case 'identifier': return words.problemIdentifier;
    case 'name': return words.problemName;
    case 'tooLong': return words.problemTooLong(value('to'));
    case 'range': return words.problemRange(value('from'), value('to'));
    case 'span': return words.problemSpan(spanWords(value('from'), locale), spanWords(value('to'), locale));
    case 'stageTwice': return words.problemStageTwice(value('name'));
    case 'tooManyStages': return words.problemTooManyStages;
    case 'nobodyAsked': return words.problemNobodyAsked;
    case 'selfApproval': return words.problemSelfApproval;
    case 'noRule': return words.problemNoRule;
    case 'ruleTwice': return words.problemRuleTwice;
    case 'noRole': return words.problemNoRole;
    case 'noPerson': return words.problemNoPerson;
    case 'personId': return words.problemPersonId(value('person'));
    case 'tooManyPersons': return words.problemTooManyPersons;
    case 'quorum': return words.problemQuorum(value('required'), value('able'));
    case 'checkName': return words.problemCheckName;
    case 'checkTwice': return words.problemCheckTwice(value('name'));
    case 'settingTwice': return words.problemSettingTwice(value('name'));
    case 'tooManyChecks': return words.problemTooManyChecks;
    case 'escalateToWhom': return words.problemEscalateToWhom;
    case 'percents': return words.problemPercents;
    case 'conditions': return words.problemConditions;
    case 'condition': return words.problemCondition(value('condition'));
    case 'calendar.zone': return words.problemZone;
    case 'calendar.days': return words.problemDays;
    case 'calendar.sameTime': return words.problemSameTime;
    case 'calendar.endFirst': return words.problemEndFirst;
    case 'calendar.tooLong': return words.problemTooLongSpan;
    case 'calendar.duration': return words.problemDuration;
    case 'calendar.rule': return words.problemRule;
    case 'roleId': return words.problemRoleId(value('role'));
    case 'artifact': return words.problemArtifact;
    case 'key': return words.problemKey;
    case 'keyTwice': return words.problemKeyTwice;
    case 'integer': return words.problemInteger;
    case 'boolean': return words.problemBoolean;
    case 'isoDuration': return words.problemIsoDuration;
    case 'url': return words.problemUrl;
    case 'secret': return words.problemSecret;
    case 'retention': return words.problemRetention;
    default: return words.problemMissing;
  }
}
