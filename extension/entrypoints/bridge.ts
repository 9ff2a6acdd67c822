import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { extensionApi } from '../bridge/extension-api.ts';
import { listenToPage } from '../bridge/listen-to-page.ts';
import { openPromptSheet } from '../bridge/prompt-sheet.ts';

/**
 * The content script. An unlisted script that the manifest names itself, without the wrapper that WXT puts around content
 * scripts: docs/decisions/0011.
 */
export default defineUnlistedScript(() => {
  listenToPage(extensionApi(), openPromptSheet);
});
