// Not by the folder's index: the start page does without the session.
import { createApi } from '../session/join-room.ts';

export const api = createApi('', (...request) => fetch(...request));
