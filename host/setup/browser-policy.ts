/**
 * Policies of an organisation that keep a browser from starting the host: Chrome Enterprise policies
 * `NativeMessagingBlocklist`, `NativeMessagingAllowlist` and `NativeMessagingUserLevelHosts`, read from where Chromium
 * browsers on Linux keep them.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { HostName } from '../../manifests/identity.ts';
import type { Finding } from '../../shared/diagnosis.ts';

const DIRECTORIES: readonly { readonly browser: string; readonly directory: string }[] = [
  { browser: 'Chromium', directory: 'chromium/policies/managed' },
  { browser: 'Google Chrome', directory: 'opt/chrome/policies/managed' },
  { browser: 'Microsoft Edge', directory: 'opt/edge/policies/managed' },
  { browser: 'Brave', directory: 'brave/policies/managed' },
];

const policySchema = v.looseObject({
  NativeMessagingBlocklist: v.optional(v.array(v.string())),
  NativeMessagingAllowlist: v.optional(v.array(v.string())),
  NativeMessagingUserLevelHosts: v.optional(v.boolean()),
});
type Policy = v.InferOutput<typeof policySchema>;

/** @param etc where the system's settings are; another folder in tests */
export async function policyFindings(host: HostName, etc: string): Promise<Finding[]> {
  const findings = await Promise.all(
    DIRECTORIES.map(async ({ browser, directory }) => {
      const policies = await readPolicies(join(etc, directory));
      return findingsIn(merged(policies), host, browser);
    }),
  );
  const found = findings.flat();
  return found.length > 0 ? found : [{ code: 'policy-none' }];
}

function findingsIn(policy: Policy, host: HostName, browser: string): Finding[] {
  const blocklist = policy.NativeMessagingBlocklist ?? [];
  const isBlocked = blocklist.includes('*') || blocklist.includes(host);
  const isAllowed = policy.NativeMessagingAllowlist?.includes(host) ?? false;
  return [
    ...(isBlocked && !isAllowed ? [{ code: 'policy-blocks-helper', subject: browser } as const] : []),
    ...(policy.NativeMessagingUserLevelHosts === false
      ? [{ code: 'policy-blocks-user-helpers', subject: browser } as const]
      : []),
  ];
}

function merged(policies: readonly Policy[]): Policy {
  return Object.assign({}, ...policies) as Policy; // each of them is one
}

/** Files in their order; what cannot be read or is no policy is none to the browser either. */
async function readPolicies(directory: string): Promise<Policy[]> {
  const names = await readdir(directory).catch((): string[] => []);
  const files = names.filter((name) => name.endsWith('.json')).toSorted();
  const policies = await Promise.all(files.map((name) => readPolicy(join(directory, name))));
  return policies.filter((policy) => policy !== undefined);
}

async function readPolicy(path: string): Promise<Policy | undefined> {
  try {
    return v.parse(policySchema, JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}
