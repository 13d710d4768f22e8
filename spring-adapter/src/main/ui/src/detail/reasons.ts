import type { Reason } from '../api/contract';
import { catalogue, type SluiceElement } from '../base/index';

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

/** A reason in the person's language where we know it, else as the server says it. */
export function inWords(host: SluiceElement, reason: Reason | undefined): string | undefined {
  if (!reason) return undefined;
  const words: Record<string, string> = host.words(reasonWords);
  return words[reason.code] ?? reason.message;
}
