import { define, SluiceElement } from '../base/index';
export class SluiceApprovalQueue extends SluiceElement {}
define('sluice-approval-queue', SluiceApprovalQueue);
