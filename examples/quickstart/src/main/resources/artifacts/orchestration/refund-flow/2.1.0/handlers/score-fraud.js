// Step score_fraud: a score from 0 to 100. Without a score the flow goes on, to a review.

const REVIEW_FROM = 60;

export async function run(input, context) {
  const response = await context.http.post('scores', {
    token: context.secrets.get('fraud-api-token'),
    body: { customer: input.customer, orderId: input.orderId, amount: input.amount },
  });
  if (response.status !== 200) {
    return { outcome: 'suspicious', score: null };
  }
  const { score } = response.body;
  return { outcome: score >= REVIEW_FROM ? 'suspicious' : 'clear', score };
}
