// Tool save_ticket: opens a ticket, or adds a note to the one that is named. It is never retried.

export async function handle(input, context) {
  const token = context.secrets.get('tickets-api-token');
  const text = input.text.trim();
  const response = input.ticketId
    ? await context.http.post(`tickets/${encodeURIComponent(input.ticketId)}/notes`, {
        token,
        body: { customer: context.customerId, note: text },
      })
    : await context.http.post('tickets', {
        token,
        body: {
          customer: context.customerId,
          conversation: context.conversationId,
          subject: input.subject?.trim() ?? text.slice(0, 80),
          summary: text,
        },
      });
  if (response.status !== 200 && response.status !== 201) {
    return { saved: false };
  }
  return { saved: true, ticketId: input.ticketId ?? response.body.id };
}
