// Tool start_refund: hands the request to refund-flow, which alone decides about it.

export async function handle(input, context) {
  const run = await context.flows.start('refund-flow', {
    token: context.secrets.get('flow-engine-token'),
    idempotencyKey: `${context.conversationId}:${input.orderId}`,
    input: {
      customer: context.customerId,
      orderId: input.orderId,
      reason: input.reason,
      amount: Math.round(input.amount * 100) / 100,
      currency: 'EUR',
    },
  });
  return { requestId: run.id, state: 'requested' };
}
