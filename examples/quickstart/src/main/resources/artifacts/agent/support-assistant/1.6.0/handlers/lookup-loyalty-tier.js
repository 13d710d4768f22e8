// Tool lookup_loyalty_tier: the customer's tier in the loyalty programme, which decides about goodwill.

const TIERS = new Set(['none', 'silver', 'gold']);

export async function handle(_input, context) {
  const response = await context.http.get('loyalty/tier', {
    token: context.secrets.get('loyalty-api-token'),
    customer: context.customerId,
  });
  const tier = response.status === 200 ? response.body.tier : 'none';
  return { tier: TIERS.has(tier) ? tier : 'none' };
}
