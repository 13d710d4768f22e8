import type { Blocker, Reason } from '../api/contract';
import type { SluiceElement } from './element';
import { absolute, readable } from './format';
import { catalogue, languageOf } from './i18n';

/** Why something is refused, for the refusals that everybody meets; by their codes. */
export const reasonWords = catalogue('reasons', {
  'approval.selfApproval': 'You requested this, so someone else must approve',
  'approval.author': 'You are an author of this version, so someone else must approve',
  'approval.alreadyDecided': 'You have decided',
  'approval.operator': 'You operate the target, so someone else must approve',
  'approval.tooLate': 'The time for this decision is over',
  'approval.notOpen': 'Nobody is asked at the moment',
  'approval.notHuman': 'Only people decide',
  'promotion.alreadyDecided': 'This is decided already',
  'promotion.deploying': 'It is being applied and cannot be stopped now',
  'promotion.ended': 'This promotion has ended',
  'bypass.samePerson': 'A second person must confirm',
  'bypass.ownReview': 'Whoever had a part in it does not review it'
}, {
  'approval.selfApproval': 'Sie haben dies beantragt, also muss jemand anderes freigeben',
  'approval.author': 'Sie haben an dieser Version mitgearbeitet, also muss jemand anderes freigeben',
  'approval.alreadyDecided': 'Sie haben entschieden',
  'approval.operator': 'Sie betreiben das Ziel, also muss jemand anderes freigeben',
  'approval.tooLate': 'Die Zeit für diese Entscheidung ist vorbei',
  'approval.notOpen': 'Im Moment ist niemand gefragt',
  'approval.notHuman': 'Nur Menschen entscheiden',
  'promotion.alreadyDecided': 'Das ist bereits entschieden',
  'promotion.deploying': 'Es wird gerade angewendet und lässt sich jetzt nicht anhalten',
  'promotion.ended': 'Dieser Antrag ist beendet',
  'bypass.samePerson': 'Eine zweite Person muss bestätigen',
  'bypass.ownReview': 'Wer daran beteiligt war, prüft es nicht nach'
});

/** What holds a promotion, in German, from the English sentence of the server and the time at which it ends. */
const inGerman: Record<string, (message: string, from: string) => string> = {
  forbidden: message => {
    const permission = /permission ([A-Z_]+)/.exec(message)?.[1];
    return permission ? `Dafür braucht man das Recht ${permission}, das keine Ihrer Rollen gibt.` : 'Keine Ihrer Rollen erlaubt das.';
  },
  'request.notPermitted': () => 'Sie dürfen für dieses Ziel keinen Antrag stellen.',
  'approval.missing': () => 'Es fehlen noch Freigaben.',
  'approval.role': () => 'Hier sind Personen mit einer anderen Rolle gefragt.',
  'approval.rejected': message => `Es wurde abgelehnt: ${after(message)}`,
  'check.failed': message => `Eine Prüfung ist nicht bestanden: ${after(message)}`,
  'schedule.notYet': (_, from) => `Die Anwendung ist für später geplant${from}.`,
  'soak.notYet': (_, from) => `Die Version war noch nicht lange genug in der Quelle live${from}.`,
  'soak.interrupted': () => 'Die Version wurde in der Quelle ersetzt, bevor sie dort lange genug live war.',
  'window.closed': (_, from) => `Das Änderungsfenster des Ziels ist geschlossen${from}.`,
  'freeze.active': (_, from) => `Eine Sperre hält es auf${from}.`,
  'line.stopped': message => `Hier ist alles angehalten: ${after(message)}`,
  'target.pinned': message => `Das Artefakt ist im Ziel festgehalten: ${after(message)}`,
  'version.bad': message => `Die Version ist als schlecht gekennzeichnet: ${after(message)}`,
  'promotion.alreadyDeployed': () => 'Diese Version ist im Ziel schon live.',
  'promotion.inFlight': () => 'Ein anderer Antrag für dieses Ziel ist noch offen.',
  'promotion.inLine': () => 'Ein anderer Antrag für dieses Ziel ist vorher an der Reihe.',
  'target.moved': () => 'Im Ziel hat sich etwas geändert, seit die Personen gefragt wurden.',
  'drift.unresolved': () => 'Im Ziel ist etwas anderes live, als aufgezeichnet wurde.'
};

function after(message: string): string {
  return message.slice(message.indexOf(': ') + 2);
}

/** A reason in the person's language where we know it, else as the server says it, with times as people write them. */
export function inWords(host: SluiceElement, reason: Reason | Blocker | undefined): string | undefined {
  if (!reason) return undefined;
  const words: Record<string, string> = host.words(reasonWords);
  const german = languageOf(host.locale) === 'de' ? inGerman[reason.code] : undefined;
  const from = 'earliest' in reason && reason.earliest ? `, bis ${absolute(reason.earliest, host.locale)}` : '';
  return words[reason.code] ?? readable(german ? german(reason.message, from) : reason.message, host.locale);
}
