import type { SignRequest } from '../../shared/signing.ts';
import type { SigningScreens } from '../ui/prompt.tsx';
import type { DocumentSource, TimestampSource } from './document-source.ts';
import type { Formats } from './formats.ts';
import type { SigningRun } from './signing-run.ts';

export interface LoadedSigning {
  readonly run: SigningRun;
  readonly screens: SigningScreens;
}

/** What only a request for signatures needs, loaded for it alone. */
export async function loadSigning(
  request: SignRequest,
  source: DocumentSource & TimestampSource,
  formatsOf: (formats: Formats) => Formats = (formats) => formats,
): Promise<LoadedSigning> {
  const [{ SigningRun }, { FORMATS }, { SigningViews }] = await Promise.all([
    import('./signing-run.ts'),
    import('./formats.ts'),
    import('../ui/signing/signing-views.tsx'),
  ]);
  const run = new SigningRun({ request, source, formats: formatsOf(FORMATS) });
  return { run, screens: { Views: SigningViews, content: (document) => run.content(document) } };
}
