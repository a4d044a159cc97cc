import type { HostileClass } from '../attack.ts';
import { afterEnd } from './after-end.ts';
import { closedDoor } from './closed-door.ts';
import { flood } from './flood.ts';
import { foreignAwareness } from './foreign-awareness.ts';
import { foreignDelete } from './foreign-delete.ts';
import { forgedId } from './forged-id.ts';
import { gap } from './gap.ts';
import { garbage } from './garbage.ts';
import { hugeStruct } from './huge-struct.ts';
import { oversize } from './oversize.ts';
import { readOnly } from './read-only.ts';
import { severalMessages } from './several-messages.ts';
import { wrongSchema } from './wrong-schema.ts';

export const CLASSES: readonly HostileClass[] = [
  forgedId,
  gap,
  foreignDelete,
  hugeStruct,
  severalMessages,
  oversize,
  wrongSchema,
  foreignAwareness,
  readOnly,
  afterEnd,
  closedDoor,
  flood,
  garbage,
];
