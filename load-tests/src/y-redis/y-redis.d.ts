/** What is used of the package, whose own types its `exports` hide. */
declare module 'y-redis' {
  import type { EventEmitter } from 'node:events';
  import type { Doc } from 'yjs';

  type Client = EventEmitter & {
    connect(): Promise<void>;
    disconnect(): void;
    subscribe(channel: string): Promise<unknown>;
    del(key: string): Promise<number>;
    set(key: string, value: string): Promise<unknown>;
    llen(key: string): Promise<number>;
    lrangeBuffer(key: string, from: number, to: number): Promise<Uint8Array[]>;
    multi(): Transaction;
  };
  type Transaction = {
    del(key: string): Transaction;
    rpush(key: string, value: Uint8Array): Transaction;
    exec(): Promise<unknown>;
  };

  export class RedisPersistence {
    /** @param options `redisOpts`: anything that ioredis takes, e.g. a URL */
    constructor(options: { redisOpts: string });
    readonly redis: Client;
    readonly sub: Client;
    bindState(name: string, doc: Doc): { readonly synced: Promise<unknown> };
    destroy(): Promise<void>;
  }
}
