import { KazasuError } from 'kazasu';
import { RequestFailed } from './server.ts';

/**
 * The server has put a template into the page for each problem, in the person's language.
 * @param code none takes away what is shown
 */
export function showProblem(code: string | undefined): void {
  const place = document.querySelector('#problem');
  const template =
    document.getElementById(`problem-${code ?? ''}`) ?? document.getElementById('problem-refused');
  place?.replaceChildren();
  if (code !== undefined && template instanceof HTMLTemplateElement)
    place?.append(template.content.cloneNode(true));
}

export function codeOf(error: unknown): string {
  return error instanceof KazasuError || error instanceof RequestFailed ? error.code : 'internal';
}
