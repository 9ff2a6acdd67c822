import * as v from 'valibot';
import { browser } from 'wxt/browser';
import {
  type FieldWrite,
  fillOutcomeSchema,
  formDescriptionSchema,
} from '../../form-filler/form-protocol.ts';
import type { FormPage } from '../../popup/popup-driver.ts';

/** The top document of a tab, on which the person has pressed the toolbar's button (`activeTab`). */
export function formPage(tabId: number): FormPage {
  const target = { tabId };
  const look = crypto.randomUUID();
  return {
    describe: async () => {
      await browser.scripting.executeScript({ target, files: ['/form-filler.js'] });
      // These functions run in the page: nothing around them is there.
      const [answer] = await browser.scripting.executeScript({
        target,
        func: (id: string) => globalThis.kazasuForm?.describe(id),
        args: [look],
      });
      return v.parse(formDescriptionSchema, answer?.result);
    },
    isStillThere: async () => {
      const [answer] = await browser.scripting.executeScript({
        target,
        func: (id: string) => globalThis.kazasuForm?.isLatest(id),
        args: [look],
      });
      return answer?.result === true;
    },
    fill: async (writes) => {
      const [answer] = await browser.scripting.executeScript({
        target,
        func: (id: string, all: readonly FieldWrite[]) => globalThis.kazasuForm?.fill(id, all),
        args: [look, writes],
      });
      return v.parse(fillOutcomeSchema, answer?.result ?? null);
    },
  };
}
