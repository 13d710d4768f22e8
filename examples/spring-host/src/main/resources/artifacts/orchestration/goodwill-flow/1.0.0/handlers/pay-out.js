// Step pay_out: pays the refund. The idempotency key keeps a retry from paying twice.

export async function run(input, context) {
  const response = await context.http.post('payouts', {
    token: context.secrets.get('payments-api-token'),
    idempotencyKey: context.run.id,
    body: {
      orderId: input.orderId,
      cents: Math.round(input.amount * 100),
      currency: input.currency,
    },
  });
  if (response.status === 409) {
    return { outcome: 'refused' };
  }
  return { outcome: 'paid', payoutId: response.body.id };
}
