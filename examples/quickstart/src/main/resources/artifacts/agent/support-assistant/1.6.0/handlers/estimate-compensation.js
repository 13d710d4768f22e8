// Tool estimate_compensation: works out what a customer asks for, as they wrote it: "2 * 19.90 - 5".
// Reads numbers and + - * / only; until 1.5.0 the text was run as code.

const LIMIT = 100;
const TOKEN = /[\d.]+|[-+*/]/g;

function calculate(text) {
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.join('') !== text.replaceAll(' ', '')) {
    return Number.NaN;
  }
  const number = () => (tokens.length > 0 ? Number(tokens.shift()) : Number.NaN);
  const product = () => {
    let value = number();
    while (tokens.at(0) === '*' || tokens.at(0) === '/') {
      value = tokens.shift() === '*' ? value * number() : value / number();
    }
    return value;
  };
  let sum = product();
  while (tokens.at(0) === '+' || tokens.at(0) === '-') {
    sum = tokens.shift() === '+' ? sum + product() : sum - product();
  }
  return tokens.length === 0 ? sum : Number.NaN;
}

export async function handle(input) {
  const amount = calculate(input.calculation);
  if (!Number.isFinite(amount) || amount < 0) {
    return { understood: false };
  }
  return { understood: true, amount: Math.min(Math.round(amount * 100) / 100, LIMIT), currency: 'EUR' };
}
