import type { WorkspaceView } from '../api/contract';

/** What PUT of a workspace wants: everything about it that can change. */
export type WorkspaceBody = Pick<WorkspaceView, 'name' | 'description' | 'gateway' | 'limits' | 'promotionFrom' | 'dataPolicy'>;

export function bodyOf({ name, description, gateway, limits, promotionFrom, dataPolicy }: WorkspaceView): WorkspaceBody {
  return { name, description, ...(gateway ? { gateway } : {}), limits, ...(promotionFrom ? { promotionFrom } : {}), dataPolicy };
}

/** Whether data would be protected less; such a change of a protected workspace is proposed, not made. */
export function weakensData(before: WorkspaceView['dataPolicy'], after: WorkspaceView['dataPolicy']): boolean {
  return (after.piiAllowed && !before.piiAllowed) || (!after.encryptionRequired && before.encryptionRequired) || after.retentionDays < before.retentionDays;
}
