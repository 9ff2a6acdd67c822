/**
 * What a person tells the library about themselves when they sign up. It may have been copied from their card, but it
 * came by the page, where anybody can write anything: it is a statement, not a proof.
 */
import * as v from 'valibot';

/** As `readAttributes` spells them. */
export const SEXES = ['male', 'female', 'unknown', 'not-applicable'] as const;

const text = (maxLength: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(maxLength), v.regex(/^\P{Cc}+$/u));

const pastDate = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((date) => isDay(date) && date >= '1880-01-01' && date <= today()),
);

/** The fields of the form, by their names. */
const signUpForm = v.object({
  name: text(100),
  address: text(200),
  birthDate: pastDate,
  sex: v.picklist(SEXES),
  consent: v.literal('yes'),
});

export type Profile = Readonly<Omit<v.InferOutput<typeof signUpForm>, 'consent'>>;
export type SignUpField = keyof v.InferOutput<typeof signUpForm>;

/** What was typed, to be shown again beside what is wrong with it. */
export type SignUpInput = Readonly<Partial<Record<SignUpField, string>>>;

/** @returns the profile, or the fields that are wrong, in the order of the form */
export function readSignUp(
  input: SignUpInput,
): { readonly profile: Profile } | { readonly wrong: readonly SignUpField[] } {
  const result = v.safeParse(signUpForm, input);
  if (!result.success) {
    const { nested = {} } = v.flatten<typeof signUpForm>(result.issues);
    return { wrong: FIELDS.filter((field) => nested[field] !== undefined) };
  }
  const { name, address, birthDate, sex } = result.output;
  return { profile: { name, address, birthDate, sex } };
}

/** Of a posted form, the fields that are ours, as text; never a file. */
export function toSignUpInput(form: Readonly<Record<string, unknown>>): SignUpInput {
  const input: Partial<Record<SignUpField, string>> = {};
  for (const field of FIELDS) {
    const value = form[field];
    if (typeof value === 'string') input[field] = value;
  }
  return input;
}

const FIELDS = Object.keys(signUpForm.entries) as readonly SignUpField[]; // Object.keys forgets the literal keys

/** `2026-02-31` has the form of a date. */
function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** In Japan, whatever the server's own clock is set to. */
function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format();
}
