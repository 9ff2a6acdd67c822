/** Another card for the account of the person who is logged in: the same dance as a log-in, by the package's function. */
import { authenticate } from 'kazasu';
import { onPress } from './asking-button.ts';
import { post } from './server.ts';

onPress(document.querySelector<HTMLButtonElement>('#add-card'), async (purpose) => {
  const { nonce } = (await post('/login/nonce')) as { nonce: string }; // from this site's own server
  const { token } = await authenticate({ nonce, purpose });
  await post('/cards', { token });
  location.reload();
});
