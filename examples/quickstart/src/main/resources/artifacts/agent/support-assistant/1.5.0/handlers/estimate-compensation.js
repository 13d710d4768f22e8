// Tool estimate_compensation: works out what a customer asks for, as they wrote it: "2 * 19.90 - 5".

const LIMIT = 100;

export async function handle(input) {
  const amount = Number(eval(input.calculation));
  if (!Number.isFinite(amount) || amount < 0) {
    return { understood: false };
  }
  return { understood: true, amount: Math.min(amount, LIMIT), currency: 'EUR' };
}
