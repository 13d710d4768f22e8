// Compensation of pay_out: takes a payment back when a later step fails for good.

export async function run(_input, context) {
  const { payoutId } = context.results;
  if (!payoutId) {
    return { outcome: 'nothing' };
  }
  await context.http.post(`payouts/${encodeURIComponent(payoutId)}/reversal`, {
    token: context.secrets.get('payments-api-token'),
    idempotencyKey: `${context.run.id}:reversal`,
  });
  return { outcome: 'reversed' };
}
