/**
 * What an attacker posts without the library: JavaScript expressions for a page.
 */

/**
 * Posts a message with a port and resolves to everything that came back on that port within half a second, twice the
 * time after which the library takes silence for absence. (Silence has no event to wait for.)
 *
 * @param message JavaScript source of the message
 * @param target JavaScript source of the window to post to
 */
export function rawAnswers(message: string, target = 'window'): string {
  return `new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const answers = [];
    port1.onmessage = ({ data }) => {
      answers.push(data);
      if (data?.kind === 'error' || data?.kind === 'result') resolve(answers);
    };
    ${target}.postMessage(${message}, '*', [port2]);
    setTimeout(() => resolve(answers), 500);
  })`;
}

/** Posts a message and resolves to the error code or the result that comes back on its port. */
export function rawOutcome(message: string): string {
  return `new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => { if (data?.kind !== 'accepted') resolve(data); };
    window.postMessage(${message}, window.location.origin, [port2]);
  })`;
}

/** JavaScript source of an envelope around a request's source. */
export function envelope(request: string): string {
  return `{ kazasu: 1, kind: 'request', request: ${request} }`;
}

/**
 * Asks for signatures and answers each question with what the function gives for it, of which each is posted. Resolves to
 * the error or the result; `window.asked` has the questions, and `window.say` posts more.
 *
 * @param replies JavaScript source of a function of the question, to an array
 */
export function rawSignature(request: string, replies: string): string {
  return `new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    window.asked = [];
    window.say = (message) => port1.postMessage(message);
    port1.onmessage = ({ data }) => {
      if (data.kind === 'error' || data.kind === 'result') resolve(data);
      if (!data.kind.endsWith('-wanted')) return;
      window.asked.push(data);
      for (const reply of (${replies})(data)) window.say(reply);
    };
    window.postMessage(${envelope(request)}, window.location.origin, [port2]);
  })`;
}
