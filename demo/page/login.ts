/**
 * The page's half of the log-in: the element does it all. This site only has words of its own for its server's refusals.
 */
import 'kazasu/login';
import { showProblem } from './problem.ts';
import { codeIn } from './server.ts';

const login = document.querySelector('kazasu-login');

login?.addEventListener('kazasu-error', (event) => {
  const { code, answer } = event.detail;
  if (code !== 'login-refused') return;
  event.preventDefault(); // the element says nothing then
  showProblem(codeIn(answer));
});

login?.addEventListener('click', () => {
  showProblem(undefined);
});
