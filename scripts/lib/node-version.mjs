// This file must parse on very old Node versions: it is what tells their users to upgrade.

/**
 * Whether this Node can run DrawGuess: ^20.19 or >= 22.12, as in package.json's "engines".
 * @param {string} version for example '20.19.0', as in process.versions.node
 * @returns {boolean}
 */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major > 22;
}

/** Ends the process with one line that says what to do when this Node is too old. */
export function requireSupportedNode() {
  const version = process.versions.node;
  if (isSupportedNode(version)) return;
  console.error(
    `DrawGuess needs Node 20.19+ or 22.12+, this is ${version}: install a newer one from nodejs.org.`,
  );
  process.exit(1);
}
