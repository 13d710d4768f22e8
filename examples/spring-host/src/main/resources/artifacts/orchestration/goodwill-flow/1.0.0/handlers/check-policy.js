// Step check_policy: pays small refunds at once, sends others to a review, rejects what is too late.

const DAYS = { damaged: 30, late: 30, missing: 30, unwanted: 14 };
const DAY_MS = 24 * 60 * 60 * 1000;

export function run(input, context) {
  const { amount, reason } = input;
  const { order } = context.results;
  const open = order.total - order.refunded;
  if (amount > open) {
    return { outcome: 'reject', reason: 'more than is left of the order' };
  }
  const delivered = order.deliveredAt ? Date.parse(order.deliveredAt) : context.now;
  const days = (context.now - delivered) / DAY_MS;
  if (days > DAYS[reason]) {
    return { outcome: 'reject', reason: 'too late' };
  }
  return { outcome: amount <= context.limits.automaticAmount ? 'approve' : 'review' };
}
