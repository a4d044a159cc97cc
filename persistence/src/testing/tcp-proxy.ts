import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A network between two programs that a test can take away. */
export type TcpProxy = {
  port: number;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** The next answer of the target, on whatever connection, is lost and its connection with it. Resolves once it is. */
  loseNextAnswer(): Promise<void>;
  close(): Promise<void>;
};

/**
 * @param targetPort a port on this machine
 * @param localAddress where its connections come from, such as 127.0.0.2: what is routed by it goes another way
 */
export async function startTcpProxy(targetPort: number, localAddress?: string): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let onAnswer: (() => void) | undefined;

  const server = createServer((near) => {
    const far = connect({
      port: targetPort,
      host: '127.0.0.1',
      ...(localAddress !== undefined && { localAddress }),
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('end', () => void other.end());
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    near.on('data', (bytes) => void far.write(bytes));
    far.on('data', (bytes) => {
      if (onAnswer === undefined) return void near.write(bytes);
      onAnswer();
      onAnswer = undefined;
      near.destroy();
    });
  });

  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const cut = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };

  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    cut,
    restore: () => listen(port),
    loseNextAnswer: () => new Promise((resolve) => (onAnswer = resolve)),
    close: cut,
  };
}
