'use strict';

// Reads conditions over the two answers of a promotion. What it cannot read is answered with `undefined`: it may be
// true and it may be false.

const TOKEN = /\s*(?:(==|!=|&&|\|\||[!()])|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*)|(\S))/gy;
const OPERATORS = { eq: '==', ne: '!=', and: '&&', or: '||', not: '!' };

/** The value of a condition such as `${approvalOutcome == 'APPROVED'}`, given some variables: true, false or unknown. */
function evaluate(condition, variables) {
  const body = /^\s*\$\{(.*)}\s*$/s.exec(condition || '');
  const tokens = body && tokenize(body[1]);
  if (!tokens) {
    return undefined;
  }
  const reader = { tokens, at: 0, variables };
  const value = or(reader);
  return value.failed || reader.at < tokens.length ? undefined : truth(value);
}

function tokenize(text) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const [, operator, single, double, word, other] = TOKEN.exec(text);
    if (other) {
      return undefined;
    }
    if (operator || Object.hasOwn(OPERATORS, word)) {
      tokens.push({ operator: operator || OPERATORS[word] });
    } else {
      tokens.push(word ? { word } : { text: single === undefined ? double : single });
    }
  }
  return tokens;
}

function or(reader) {
  return chain(reader, '||', and, (left, right) => left === true || right === true ? true
    : left === false && right === false ? false : undefined);
}

function and(reader) {
  return chain(reader, '&&', equality, (left, right) => left === false || right === false ? false
    : left === true && right === true ? true : undefined);
}

function chain(reader, operator, part, combine) {
  let left = part(reader);
  while (!left.failed && takes(reader, operator)) {
    const right = part(reader);
    left = right.failed ? right : { value: combine(truth(left), truth(right)) };
  }
  return left;
}

function equality(reader) {
  const left = unary(reader);
  const negated = takes(reader, '!=');
  if (left.failed || !negated && !takes(reader, '==')) {
    return left;
  }
  const right = unary(reader);
  if (right.failed) {
    return right;
  }
  const known = left.value !== undefined && right.value !== undefined;
  return { value: known ? (left.value === right.value) !== negated : undefined };
}

function unary(reader) {
  if (takes(reader, '!')) {
    const value = unary(reader);
    const known = truth(value);
    return value.failed ? value : { value: known === undefined ? undefined : !known };
  }
  if (takes(reader, '(')) {
    const value = or(reader);
    return takes(reader, ')') ? value : { failed: true };
  }
  const token = reader.tokens[reader.at++];
  if (!token || token.operator) {
    return { failed: true };
  }
  if (token.word === 'true' || token.word === 'false') {
    return { value: token.word === 'true' };
  }
  return { value: token.word ? reader.variables[token.word] : token.text };
}

function takes(reader, operator) {
  const token = reader.tokens[reader.at];
  const found = token !== undefined && token.operator === operator;
  reader.at += found ? 1 : 0;
  return found;
}

function truth({ value }) {
  return typeof value === 'boolean' ? value : undefined;
}

module.exports = { evaluate };
