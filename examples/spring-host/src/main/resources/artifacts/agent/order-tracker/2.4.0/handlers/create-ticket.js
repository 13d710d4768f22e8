// Tool create_ticket: opens a support ticket. It is never retried, or one problem makes two tickets.

export async function handle(input, context) {
  const response = await context.http.post('tickets', {
    token: context.secrets.get('tickets-api-token'),
    body: {
      customer: context.customerId,
      conversation: context.conversationId,
      subject: input.subject.trim(),
      summary: input.summary.trim(),
      orderId: input.orderId ?? null,
    },
  });
  if (response.status !== 201) {
    throw new Error(`the ticket was not created: status ${response.status}`);
  }
  return { ticketId: response.body.id };
}
