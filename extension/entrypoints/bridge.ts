import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { extensionApi } from '../bridge/extension-api.ts';
import { listenToPage } from '../bridge/listen-to-page.ts';
import { openPromptSheet } from '../bridge/prompt-sheet.ts';

/**
 * The content script. An unlisted script that the manifest names itself: the wrapper which WXT puts around content
 * scripts alone is larger than all of this, and it would run in every page.
 */
export default defineUnlistedScript(() => {
  listenToPage(extensionApi(), openPromptSheet);
});
