/** The forms come from this site's own server, are signed all at once, and go back there. */
import { sign } from 'kazasu';
import { onPress } from './asking-button.ts';
import { post } from './server.ts';

/** What the server answers. */
interface Begun {
  readonly id: string;
  readonly documents: readonly { readonly name: string; readonly content: string }[];
}

const form = document.querySelector<HTMLFormElement>('#move');

form?.addEventListener('submit', (event) => {
  event.preventDefault();
});

onPress(document.querySelector<HTMLButtonElement>('#sign-move'), async (purpose) => {
  if (!form?.reportValidity()) return;
  const move = Object.fromEntries(new FormData(form));
  const { id, documents } = (await post('/moving', move)) as Begun;
  const signed = await sign({
    format: 'xades',
    documents: documents.map((document) => ({ ...document, type: 'application/xml' })),
    purpose,
  });
  const texts = await Promise.all(signed.documents.map((document) => document.signed.text()));
  const moved = (await post(`/moving/${id}/signed`, { signed: texts })) as { id: string };
  location.assign(`/moving/${moved.id}`);
});
