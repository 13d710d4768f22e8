// Step check_account: whether the account that the customer paid from can still be paid to.

export async function run(input, context) {
  const response = await context.http.get('accounts/of-order', {
    token: context.secrets.get('payments-api-token'),
    orderId: input.orderId,
  });
  return { outcome: response.status === 200 && response.body.open ? 'open' : 'closed' };
}
