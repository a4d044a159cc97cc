/** Throws why a port could not be listened on, in one line that says what to do; any other error as it is. */
export const explainListening =
  (port: number) =>
  (error: unknown): never => {
    const { code } = error as { code?: unknown };
    if (code === 'EADDRINUSE') {
      throw new Error(
        `Port ${port} is taken by another program. Set PORT to a free one, e.g. PORT=${port + 1}.`,
      );
    }
    if (code === 'EACCES')
      throw new Error(`Port ${port} may not be used by this user. Set PORT to one above 1023.`);
    throw error;
  };
