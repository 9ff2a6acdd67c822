import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/**
 * Leaves alone what no check depends on: the wording of errors that say which setting or which octets are wrong, and
 * the `cause` that they keep. The codes of refusals are mutated.
 */
export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'wording', { shouldIgnore })];

function shouldIgnore(path) {
  if (isCause(path)) return 'the cause of an error is for whoever debugs';
  return isWording(path) ? 'the wording of an error' : undefined;
}

function isCause({ node }) {
  return (
    node.type === 'ObjectExpression' &&
    node.properties.length === 1 &&
    node.properties[0].key?.name === 'cause'
  );
}

function isWording({ node, parent }) {
  if (parent?.type === 'NewExpression')
    return ERRORS.includes(parent.callee.name) && node.type.endsWith('Literal');
  return (
    parent?.type === 'CallExpression' &&
    parent.callee.name === 'requireSetting' &&
    parent.arguments[1] === node
  );
}

const ERRORS = ['SyntaxError', 'TypeError'];
