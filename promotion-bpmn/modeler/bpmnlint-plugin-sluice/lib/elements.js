'use strict';

// Reading of the model, with or without the package that knows Camunda's extensions.

const SHOWN = 60;

/** The name without its prefix: `UserTask` of `bpmn:UserTask`, `property` of `camunda:Property`. */
function kind(element) {
  return element.$type.slice(element.$type.indexOf(':') + 1);
}

function isOneOf(element, ...kinds) {
  return element.$type.startsWith('bpmn:') && kinds.includes(kind(element));
}

/** One of Camunda's attributes, as text; an empty text when it is not there. */
function camunda(element, name) {
  const value = element.get(`camunda:${name}`);
  return value === undefined || value === null ? '' : String(value);
}

/** Camunda's extension elements of this name, such as `executionListener`. */
function extensions(element, name) {
  const all = (element.extensionElements && element.extensionElements.get('values')) || [];
  return all.filter(each => isCamunda(each, name));
}

/** The elements of this name directly below an extension element. */
function below(extension, name) {
  return under(extension).filter(each => isCamunda(each, name));
}

/** Everything below an extension element, at any depth. */
function allBelow(extension) {
  return under(extension).flatMap(each => [each, ...allBelow(each)]);
}

function under(extension) {
  const typed = ['values', 'inputParameters', 'outputParameters', 'definition', 'items', 'entries']
    .flatMap(name => extension[name] || []);
  return [...typed, ...(extension.$children || [])].filter(each => each && each.$type);
}

function isCamunda(element, name) {
  return element.$type.startsWith('camunda:') && kind(element).toLowerCase() === name.toLowerCase();
}

/** The extension properties, as pairs of name and value in the order of the file. */
function properties(element) {
  return extensions(element, 'properties')
    .flatMap(all => below(all, 'property'))
    .map(property => [property.name || '', property.value || '']);
}

function property(element, name) {
  const found = properties(element).find(([each]) => each === name);
  return found && found[1];
}

/** The event definition of this kind, such as `TimerEventDefinition`. */
function definition(event, name) {
  return (event.eventDefinitions || []).find(each => isOneOf(each, name));
}

/** How a message calls it: its name with the id behind it, or its id alone. */
function shown(element) {
  const name = (element.name || '').replace(/\s+/g, ' ').trim();
  return name === '' ? `"${element.id}"` : `"${short(name)}" (${element.id})`;
}

function short(text) {
  const line = String(text).replace(/\s+/g, ' ');
  return line.length <= SHOWN ? line : line.slice(0, SHOWN) + '…';
}

module.exports = {
  kind, isOneOf, camunda, extensions, below, allBelow, properties, property, definition, shown, short
};
