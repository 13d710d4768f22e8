// Step record_decision: keeps with the order what was decided and by which way. Repeated, it changes nothing.

export async function run(input, context) {
  await context.http.post(`orders/${encodeURIComponent(input.orderId)}/decisions`, {
    token: context.secrets.get('orders-api-token'),
    idempotencyKey: context.run.id,
    body: { amount: input.amount, reason: input.reason, steps: context.run.steps },
  });
  return { outcome: 'done' };
}
