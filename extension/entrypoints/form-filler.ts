import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { PageForm } from '../form-filler/page-form.ts';

/**
 * Put into a tab's top frame on the person's click. It stays in the extension's own world of that document, which no
 * page can reach and which ends with the document; the popup then calls it there.
 */
export default defineUnlistedScript(() => {
  globalThis.kazasuForm = new PageForm(document);
});
