// Tool lookup_order: what the signed-in customer may see of one of their orders.

const STATUS_TEXT = {
  received: 'We have received the order.',
  packed: 'The parcel is packed.',
  shipped: 'The parcel is on its way.',
  delivered: 'The parcel has been delivered.',
};

export async function handle(input, context) {
  const response = await context.http.get(`orders/${encodeURIComponent(input.orderId)}`, {
    token: context.secrets.get('orders-api-token'),
    customer: context.customerId,
  });
  if (response.status === 404) {
    return { found: false };
  }
  const order = response.body;
  const { status } = order;
  return {
    found: true,
    id: order.id,
    status: STATUS_TEXT[status] ?? 'We are looking into the order.',
    items: order.items.map((item) => ({ title: item.title, quantity: item.quantity })),
    deliveryDate: order.deliveryDate ?? null,
  };
}
