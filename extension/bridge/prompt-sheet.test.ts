import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeExtension } from './fake-extension.ts';
import { openPromptSheet, type PromptSheet } from './prompt-sheet.ts';

/** The part of an element that the sheet uses. Its events are Node's own: what a script dispatches is not trusted. */
class FakeElement extends EventTarget {
  readonly attributes: Record<string, string> = {};
  readonly dataset: Record<string, string> = {};
  readonly listeners: Record<string, (event: unknown) => void> = {};
  children: FakeElement[] = [];
  shadow: { mode: string; root: FakeElement } | undefined;
  textContent = '';
  isShown = false;
  isRemoved = false;

  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }

  append(...children: FakeElement[]): void {
    this.children.push(...children);
  }

  attachShadow({ mode }: { mode: string }): FakeElement {
    const root = new FakeElement();
    this.shadow = { mode, root };
    return root;
  }

  showPopover(): void {
    this.isShown = true;
  }

  remove(): void {
    this.isRemoved = true;
  }

  override addEventListener(type: string, listener: (event: unknown) => void): void {
    this.listeners[type] = listener;
    super.addEventListener(type, listener);
  }

  /** A click as the browser makes it of the person's; no script can make one. */
  clickByPerson(): void {
    this.listeners['click']?.({ type: 'click', isTrusted: true });
  }

  find(matches: (element: FakeElement) => boolean): FakeElement {
    const found = this.#descendants().find(matches);
    if (!found) throw new Error('no such element');
    return found;
  }

  #descendants(): FakeElement[] {
    return this.children.flatMap((child) => [child, ...child.#descendants()]);
  }
}

let page: FakeElement;
let sheet: PromptSheet;
let end: AbortController;
let onChoice: ReturnType<typeof vi.fn<(choice: 'cancel' | 'show') => void>>;

beforeEach(() => {
  page = new FakeElement();
  end = new AbortController();
  onChoice = vi.fn();
  const createElement = (): FakeElement => new FakeElement();
  vi.stubGlobal('document', { documentElement: page, createElement, createElementNS: createElement });
  vi.stubGlobal(
    'CSSStyleSheet',
    class {
      replaceSync(): void {}
    },
  );
  sheet = openPromptSheet({ api: new FakeExtension().api, texts: undefined }, onChoice, end.signal);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function host(): FakeElement {
  return page.find(({ shadow }) => shadow !== undefined);
}

function inSheet(attribute: string, value: string): FakeElement {
  const root = host().shadow?.root ?? new FakeElement();
  return root.find(({ attributes }) => attributes[attribute] === value);
}

describe.each(['cancel', 'show'] as const)('the button "%s"', (choice) => {
  it('does what the person clicks', () => {
    inSheet('class', choice).clickByPerson();
    expect(onChoice.mock.calls).toEqual([[choice]]);
  });

  it('is deaf to a click that a script made', () => {
    const heard = vi.fn();
    const button = inSheet('class', choice);
    // The listener is reached: it is the guard that is silent, not the event that went astray.
    EventTarget.prototype.addEventListener.call(button, 'click', heard);
    button.dispatchEvent(new Event('click', { bubbles: true, composed: true }));
    expect(heard).toHaveBeenCalledOnce();
    expect(onChoice).not.toHaveBeenCalled();
  });
});

describe('the sheet', () => {
  it('lies in a shadow tree that the page cannot enter, in the top layer, until its request ends', () => {
    expect(host().shadow?.mode).toBe('closed');
    expect(host().isShown).toBe(true);
    expect(host().isRemoved).toBe(false);
    end.abort();
    expect(host().isRemoved).toBe(true);
  });

  it('says how far the request is', () => {
    sheet.show('pin-needed');
    expect(inSheet('role', 'status').textContent).toBe('sheet_pin_needed');
  });

  it('speaks the language that the person has chosen', () => {
    end.abort();
    page.children = [];
    const texts = { language: 'ja', cancel: 'キャンセル', pin_needed: '暗証番号を入力してください' };
    openPromptSheet({ api: new FakeExtension().api, texts }, onChoice, new AbortController().signal).show(
      'pin-needed',
    );
    expect(inSheet('class', 'cancel').textContent).toBe('キャンセル');
    expect(inSheet('role', 'status').textContent).toBe('暗証番号を入力してください');
    expect(inSheet('lang', 'ja')).toBeDefined();
  });
});
