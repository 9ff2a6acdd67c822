// CommonJS, which may `require` an ES module from Node.js 20.19 on.
const { AUTH_FAILURES } = require('kazasu/verify');
console.log('nonce-unknown' in AUTH_FAILURES, typeof require('kazasu').authenticate);
