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
