// Step load_order: reads the order that a refund is asked for.

export async function run(input, context) {
  const response = await context.http.get(`orders/${encodeURIComponent(input.orderId)}`, {
    token: context.secrets.get('orders-api-token'),
    customer: input.customer,
  });
  if (response.status === 404) {
    return { outcome: 'unknown' };
  }
  const { id, total, deliveredAt, refunded } = response.body;
  return { outcome: 'found', order: { id, total, deliveredAt, refunded: refunded ?? 0 } };
}
