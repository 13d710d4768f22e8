// Tool update_ticket: adds a note to a ticket. The ticket system checks that it is the customer's own.

export async function handle(input, context) {
  const response = await context.http.post(`tickets/${encodeURIComponent(input.ticketId)}/notes`, {
    token: context.secrets.get('tickets-api-token'),
    body: { customer: context.customerId, note: input.note.trim() },
  });
  if (response.status === 403 || response.status === 404) {
    return { updated: false };
  }
  return { updated: true };
}
