/** Whether bytes hold a secret, as text in UTF-8 or UTF-16LE or inside of anything in base64. */
export type SecretWatch = { holds(bytes: Uint8Array, secret: string): boolean };

/** Forms of a secret are made once and kept. */
export function createSecretWatch(): SecretWatch {
  const known = new Map<string, Buffer[]>();
  const formsOf = (secret: string): Buffer[] => {
    const forms = known.get(secret) ?? [
      Buffer.from(secret),
      Buffer.from(secret, 'utf16le'),
      ...base64(secret),
    ];
    known.set(secret, forms);
    return forms;
  };
  return {
    holds(bytes, secret) {
      const frame = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return formsOf(secret).some((form) => frame.includes(form));
    },
  };
}

/** The characters that base64 gives to a text whatever stands before and behind it, for each place within three bytes. */
function base64(secret: string): Buffer[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const whole = Math.floor((bytes.byteLength * 8) / 6);
    return Buffer.from(bytes.toString('base64').slice(Math.ceil((before * 8) / 6), whole));
  });
}
