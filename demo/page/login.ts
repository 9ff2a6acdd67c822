/**
 * The page's half of the log-in.
 */
import { authenticate, KazasuError } from 'kazasu';

/** All that a page needs of Kazasu: a nonce from its own server, the token for it, and back to the server with that. */
async function logIn(purpose: string): Promise<void> {
  const { nonce } = await post<{ nonce: string }>('/login/nonce');
  const { token } = await authenticate({ nonce, purpose });
  await post('/login', { token });
  location.assign('/');
}

/** How the site's own server said no. */
class RequestFailed extends Error {
  readonly problem: string;

  constructor(problem: string, options?: ErrorOptions) {
    super(problem, options);
    this.problem = problem;
  }
}

async function post<Answer>(path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  }).catch((cause: unknown) => {
    throw new RequestFailed('site-unreachable', { cause });
  });
  if (!response.ok) throw new RequestFailed(response.status === 401 ? 'log-in-refused' : 'site-unreachable');
  return (await response.json()) as Answer; // from this site's own server
}

function codeOf(error: unknown): string {
  if (error instanceof KazasuError) return error.code;
  return error instanceof RequestFailed ? error.problem : 'internal';
}

function wire(button: HTMLButtonElement, problem: HTMLElement): void {
  const label = button.textContent;
  const { purpose = '', busy = '' } = button.dataset;

  function setBusy(isBusy: boolean): void {
    // Not `disabled`, which would take the keyboard's focus away.
    button.ariaDisabled = String(isBusy);
    button.textContent = isBusy ? busy : label;
  }

  async function onClick(): Promise<void> {
    if (button.ariaDisabled === 'true') return;
    setBusy(true);
    problem.replaceChildren();
    try {
      await logIn(purpose);
    } catch (error) {
      setBusy(false);
      showProblem(codeOf(error), problem);
    }
  }

  button.addEventListener('click', () => void onClick());
}

/** The server has put a template into the page for each problem, in the person's language. */
function showProblem(code: string, place: HTMLElement): void {
  const template = document.getElementById(`problem-${code}`);
  if (template instanceof HTMLTemplateElement) place.append(template.content.cloneNode(true));
}

const button = document.querySelector<HTMLButtonElement>('#login');
const problem = document.querySelector<HTMLElement>('#problem');
if (button && problem) wire(button, problem);
